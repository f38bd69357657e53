package org.jiebang.api.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jiebang.identity.Level;
import org.jiebang.identity.Naming;
import org.jiebang.ingest.work.Work;
import org.junit.jupiter.api.Test;

/** On an invented bibliography: docs/measurements.md has the figures of a larger one. */
class AuthorMatchTest {
    private final Bibliography bibliography = new Bibliography(400, 11, MeasureAttribution.ANALYZER);
    private final MeasureAttribution measure = new MeasureAttribution(bibliography);

    @Test
    void whatCountsWithoutAQuestionIsRight() {
        List<AuthorMatch.Proposal> proposals = measure.proposals(measure.authors());
        MeasureAttribution.Quality sure =
                measure.quality(MeasureAttribution.filled(proposals, AuthorMatch.Proposal::sure));
        assertThat(sure.precision()).as(sure::toString).isGreaterThanOrEqualTo(0.94);
        assertThat(sure.recall()).as(sure::toString).isGreaterThan(0.25);
        assertThat(proposals)
                .as("never on a name alone")
                .allMatch(proposal -> proposal.comparison().evidence().stream()
                        .anyMatch(piece ->
                                piece.level().trait() != org.jiebang.identity.Trait.NAME && piece.weight() > 0));
    }

    /** Only digests are left of authors who were nobody's; they compare as their names and units did. */
    @Test
    void anAuthorWhoIsRememberedComparesAsHeWasWritten() {
        List<WrittenAuthor> written = measure.authors();
        Map<UUID, Work> works = new HashMap<>();
        bibliography.works.forEach(kept -> works.put(kept.id(), kept.work()));
        List<RememberedAuthor> remembered = new ArrayList<>();
        for (WrittenAuthor author : written) {
            AuthorStore.Row row = new AuthorStore.Row(
                    author.key(),
                    author.orcidKey(),
                    author.nameKeys(),
                    author.unitKeys(),
                    author.choices(),
                    author.places());
            remembered.add(RememberedAuthor.of(
                    row,
                    author.places().keySet().stream().map(works::get).toList(),
                    author.naming().coauthors(),
                    MeasureAttribution.ANALYZER));
        }
        int compared = 0;
        for (int i = 0; i < written.size(); i++) {
            for (UUID bearer : measure.bearers(written.get(i))) {
                Naming expert = Objects.requireNonNull(bibliography.experts.get(bearer));
                Naming known = remembered.get(i).naming(expert);
                if (!known.name().isEmpty()) {
                    compared++;
                    assertThat(levels(known, expert))
                            .as(written.get(i).author() + " and " + expert)
                            .isEqualTo(levels(written.get(i).naming(expert), expert));
                }
            }
        }
        assertThat(compared).isGreaterThan(500);
    }

    /** How they compare; the sound of a name is all that is known of one that is written with other characters. */
    private Set<Level> levels(Naming author, Naming expert) {
        Set<Level> levels = measure.levels(author, expert);
        if (levels.remove(Level.PERSON_NAME_HOMOPHONE)) {
            levels.add(Level.PERSON_NAME_SPELLED);
        }
        return levels;
    }
}
