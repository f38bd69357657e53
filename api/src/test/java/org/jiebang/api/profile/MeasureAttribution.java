package org.jiebang.api.profile;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiebang.api.identity.IdentityKeys;
import org.jiebang.identity.Comparison;
import org.jiebang.identity.Evidence;
import org.jiebang.identity.Frequencies;
import org.jiebang.identity.IdentityCandidates;
import org.jiebang.identity.IdentityMatcher;
import org.jiebang.identity.Level;
import org.jiebang.identity.Naming;
import org.jiebang.identity.Sketch;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.ingest.work.Work;
import org.jiebang.ingest.work.WorkAuthor;
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.TextAnalyzer;

/**
 * Prints how many places of experts among the authors of an invented bibliography are found, and how many that are found are right, from
 * one score on after the other: {@code bin/measure org.jiebang.api.profile.MeasureAttribution [EXPERTS]}, 2,000 by default.
 */
final class MeasureAttribution {
    static final TextAnalyzer ANALYZER =
            new TextAnalyzer(DomainDictionary.of(IndustryGraph.standard().vocabulary()));

    private final Bibliography bibliography;
    private final Map<String, Set<UUID>> bearers = new HashMap<>();
    private final Map<String, Long> counts = new HashMap<>();

    MeasureAttribution(Bibliography bibliography) {
        this.bibliography = bibliography;
        bibliography.experts.forEach((id, naming) -> new Sketch(naming).keys().forEach(key -> {
            counts.merge(key, 1L, Long::sum);
            if (Sketch.ofName(key)) {
                bearers.computeIfAbsent(IdentityKeys.digest(key), none -> new HashSet<>())
                        .add(id);
            }
        }));
    }

    /** Found and right among the places of experts. */
    record Quality(int found, int right, int there) {
        double precision() {
            return found == 0 ? 1 : (double) right / found;
        }

        double recall() {
            return (double) right / there;
        }
    }

    List<WrittenAuthor> authors() {
        List<Work> works = bibliography.works.stream().map(WorkStore.Kept::work).toList();
        return WorkAuthor.of(works).stream()
                .map(author -> WrittenAuthor.of(author, bibliography.works).known(works, ANALYZER))
                .toList();
    }

    /** Experts that bear the name of an author. */
    Set<UUID> bearers(Author author) {
        Set<UUID> experts = new HashSet<>();
        for (String key : author.nameKeys()) {
            Set<UUID> some = bearers.getOrDefault(key, Set.of());
            if (some.size() <= IdentityCandidates.LARGEST_BLOCK) {
                experts.addAll(some);
            }
        }
        return experts;
    }

    /** All proposals, as an upload of the whole bibliography makes them. */
    List<AuthorMatch.Proposal> proposals(List<? extends Author> authors) {
        List<AuthorMatch.Bearers> all = new ArrayList<>();
        for (Author author : authors) {
            Set<UUID> experts = bearers(author);
            if (!experts.isEmpty()) {
                all.add(new AuthorMatch.Bearers(author, experts));
            }
        }
        return new AuthorMatch(all, bibliography.experts, Map.of(), null).proposals(matcher());
    }

    private IdentityMatcher matcher() {
        return new IdentityMatcher(new Frequencies() {
            @Override
            public long total() {
                return bibliography.experts.size();
            }

            @Override
            public long of(String key) {
                return counts.getOrDefault(key, 0L);
            }
        });
    }

    /** How an author and an expert compare by each trait. */
    Set<Level> levels(Naming author, Naming expert) {
        return matcher().compare(new Sketch(author), new Sketch(expert)).evidence().stream()
                .map(Evidence::level)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Level.class)));
    }

    /** The places that some proposals fill, each by one expert alone. */
    static Map<Bibliography.Place, UUID> filled(
            List<AuthorMatch.Proposal> proposals, Function<AuthorMatch.Proposal, Boolean> taken) {
        Map<Bibliography.Place, UUID> filled = new LinkedHashMap<>();
        Set<Bibliography.Place> twice = new HashSet<>();
        for (AuthorMatch.Proposal proposal : proposals) {
            if (taken.apply(proposal)) {
                proposal.places().forEach((work, position) -> {
                    Bibliography.Place place = new Bibliography.Place(work, position);
                    UUID before = filled.putIfAbsent(place, proposal.expert());
                    if (before != null && !before.equals(proposal.expert())) {
                        twice.add(place);
                    }
                });
            }
        }
        filled.keySet().removeAll(twice);
        return filled;
    }

    Quality quality(Map<Bibliography.Place, UUID> filled) {
        int right = (int) filled.entrySet().stream()
                .filter(place -> place.getValue().equals(bibliography.truth.get(place.getKey())))
                .count();
        return new Quality(filled.size(), right, bibliography.truth.size());
    }

    /** What spoke for the wrong ones that count without a question, and how many places they fill. */
    private Map<String, Integer> wrong(List<AuthorMatch.Proposal> proposals) {
        Map<String, Integer> wrong = new HashMap<>();
        for (AuthorMatch.Proposal proposal : proposals) {
            String by = proposal.comparison().evidence().stream()
                    .map(piece -> piece.level().name())
                    .collect(Collectors.joining(" "));
            int places = (int) proposal.places().entrySet().stream()
                    .filter(place -> !proposal.expert()
                            .equals(bibliography.truth.get(new Bibliography.Place(place.getKey(), place.getValue()))))
                    .count();
            if (proposal.sure() && places > 0) {
                wrong.merge(by, places, Integer::sum);
            }
        }
        return wrong;
    }

    private Map<Bibliography.Form, int[]> byForm(Map<Bibliography.Place, UUID> filled) {
        Map<Bibliography.Form, int[]> forms = new EnumMap<>(Bibliography.Form.class);
        bibliography.truth.forEach((place, expert) -> {
            int[] form = forms.computeIfAbsent(bibliography.forms.get(place), none -> new int[2]);
            form[1]++;
            if (expert.equals(filled.get(place))) {
                form[0]++;
            }
        });
        return forms;
    }

    public static void main(String[] arguments) {
        int size = arguments.length == 0 ? 2_000 : Integer.parseInt(arguments[0]);
        MeasureAttribution measure = new MeasureAttribution(new Bibliography(size, 7, ANALYZER));
        long start = System.nanoTime();
        List<AuthorMatch.Proposal> proposals = measure.proposals(measure.authors());
        System.out.printf(
                "%d experts, %d works, %d places of experts, %.1f s%n",
                size,
                measure.bibliography.works.size(),
                measure.bibliography.truth.size(),
                (System.nanoTime() - start) / 1e9);
        for (double from : List.of(-1.0, 0.0, 2.0, Comparison.SURE_FROM, 7.0)) {
            print(
                    "score from " + from,
                    measure.quality(
                            filled(proposals, proposal -> proposal.comparison().score() >= from)));
        }
        Map<Bibliography.Place, UUID> sure = filled(proposals, AuthorMatch.Proposal::sure);
        print("counted without a question", measure.quality(sure));
        measure.byForm(sure)
                .forEach((form, counts) -> System.out.printf("  %-12s %d of %d%n", form, counts[0], counts[1]));
        measure.wrong(proposals).entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(8)
                .forEach(wrong -> System.out.printf("  wrong %4d by %s%n", wrong.getValue(), wrong.getKey()));
        Map<Bibliography.Place, UUID> shown = filled(proposals, proposal -> true);
        measure.byForm(shown)
                .forEach((form, counts) ->
                        System.out.printf("  %-12s %d of %d counted or asked%n", form, counts[0], counts[1]));
    }

    private static void print(String what, Quality quality) {
        System.out.printf(
                "%s: %d found, precision %.3f, recall %.3f%n",
                what, quality.found(), quality.precision(), quality.recall());
    }
}
