package org.jiebang.api.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.Elasticsearch;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.index.LibraryIndex;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.ingest.index.DocumentBuilder;
import org.jiebang.matching.Judgements;
import org.jiebang.matching.MatchModel;
import org.jiebang.matching.MatchWeights;
import org.jiebang.matching.Part;
import org.jiebang.matching.Score;
import org.jiebang.matching.Signal;
import org.jiebang.sample.SampleLibraries;
import org.jiebang.text.CorpusModelTrainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One pair has one score, whichever way it is asked for. */
@PlatformTest
class MatcherIT {
    private static final int LIMIT = 20;
    private static final int TEXTS = 300;
    private static final IndustryGraph GRAPH = IndustryGraph.standard();

    private final Platform platform;

    /** Of all matchers, so that words are as rare for one as for the other while other tests write. */
    private final Candidates candidates;

    private final Compute compute;
    private final Dictionary dictionary;
    private final List<LibraryRecord> problems = SampleLibraries.standard()
            .problems(3)
            .map(LibraryRecord.class::cast)
            .toList();

    MatcherIT(Platform platform, Elasticsearch elasticsearch, Compute compute, Dictionary dictionary) {
        this.platform = platform;
        this.candidates = new Candidates(elasticsearch, GRAPH, LibraryIndex::alias);
        this.compute = compute;
        this.dictionary = dictionary;
    }

    @BeforeEach
    void samples() {
        platform.awaitSamples();
    }

    @Test
    void aRankingAManyAtOnceAndSomeByThemselvesScoreAlike() {
        DocumentBuilder documents = dictionary.documents();
        Knowledge known = learnt(documents);
        Map<String, Score> ranked = explained(matcher(known, Reading.STANDARD), documents);
        List<Matcher.Value> atOnce = Objects.requireNonNull(matcher(known, Reading.STANDARD)
                        .askAll(problems, documents, Library.EXPERTS)
                        .flatMap(bulk -> matcher(known, Reading.STANDARD)
                                .values(bulk, Library.EXPERTS, LIMIT, Collections.nCopies(3, List.of())))
                        .block())
                .getFirst();
        List<Matcher.Value> byThemselves = Objects.requireNonNull(matcher(known, Reading.STANDARD)
                        .askAll(problems, documents, Library.EXPERTS)
                        .flatMap(
                                bulk -> matcher(known, Reading.STANDARD).values(bulk, Library.EXPERTS, ranked.keySet()))
                        .block())
                .getFirst();

        assertThat(ranked).hasSize(LIMIT);
        assertThat(byThemselves).hasSize(LIMIT);
        for (Matcher.Value value : byThemselves) {
            assertThat(value.score())
                    .isCloseTo(Objects.requireNonNull(ranked.get(value.id())).value(), within(1e-9));
        }
        assertThat(scores(atOnce)).containsAllEntriesOf(scores(byThemselves));
    }

    @Test
    void blindFeedbackChangesWhatMeaningAddsAndNothingElse() {
        DocumentBuilder documents = dictionary.documents();
        Knowledge known = learnt(documents);
        Map<String, Score> with = explained(matcher(known, Reading.STANDARD), documents);
        Map<String, Score> without = explained(matcher(known, new Reading(true, true, false)), documents);
        with.keySet().retainAll(without.keySet());

        assertThat(with).isNotEmpty();
        assertThat(with.keySet()).anySatisfy(id -> assertThat(meaning(with, id)).isNotEqualTo(meaning(without, id)));
        assertThat(with.keySet()).allSatisfy(id -> assertThat(others(with, id)).isEqualTo(others(without, id)));
    }

    private static Part meaning(Map<String, Score> scores, String id) {
        return parts(scores, id)
                .filter(part -> part.signal() == Signal.MEANING)
                .findFirst()
                .orElseThrow();
    }

    private static List<Part> others(Map<String, Score> scores, String id) {
        return parts(scores, id).filter(part -> part.signal() != Signal.MEANING).toList();
    }

    private static Stream<Part> parts(Map<String, Score> scores, String id) {
        return Objects.requireNonNull(scores.get(id)).parts().stream();
    }

    /** From the experts alone and without judgements: those of like problems are heeded by where the problems lie, which moves as well. */
    private static Knowledge learnt(DocumentBuilder documents) {
        CorpusModelTrainer trainer = new CorpusModelTrainer(1);
        SampleLibraries.standard().experts(TEXTS).forEach(expert -> documents.teach(trainer, expert));
        return Knowledge.of(trainer.train(), new MatchModel(MatchWeights.STANDARD, Judgements.NONE), GRAPH);
    }

    private Matcher matcher(Knowledge known, Reading reading) {
        return new Matcher(candidates, GRAPH, compute, () -> known, reading);
    }

    private Map<String, Score> explained(Matcher matcher, DocumentBuilder documents) {
        return Objects.requireNonNull(matcher.rank(problems.getFirst(), documents, Library.EXPERTS, LIMIT, List.of())
                        .block())
                .stream()
                .collect(Collectors.toMap(one -> one.candidate().id(), Matcher.Ranked::score));
    }

    private static Map<String, Double> scores(List<Matcher.Value> values) {
        return values.stream().collect(Collectors.toMap(Matcher.Value::id, Matcher.Value::score));
    }
}
