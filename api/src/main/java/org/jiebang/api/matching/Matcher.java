package org.jiebang.api.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jiebang.api.platform.Compute;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.exclusion.Exclusion;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.ingest.index.DocumentBuilder;
import org.jiebang.matching.Counterfactual;
import org.jiebang.matching.Counterfactuals;
import org.jiebang.matching.Demand;
import org.jiebang.matching.Judgement;
import org.jiebang.matching.MatchScorer;
import org.jiebang.matching.Profile;
import org.jiebang.matching.RankFusion;
import org.jiebang.matching.Score;
import org.jiebang.matching.TermCounts;
import org.jiebang.text.CorpusModel;
import org.jiebang.text.LatentSpace;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ranks a library for a demand in two steps: the search engine finds some hundred candidates, matcher-core scores and explains each. The
 * page, the programs and the evaluation all come this way.
 */
public final class Matcher {
    /** Enough that those who may not be offered, and those whom text alone puts low, do not thin out the first twenty. */
    private static final int FEWEST_CANDIDATES = 300;

    private static final int CANDIDATES_PER_HIT = 3;

    /** How many more than are wanted are asked about at once, so that some who may not be offered cost no second question. */
    private static final int SCREENED_AHEAD = 10;

    /** Demands whose candidates are in memory at once: of a large library no two need have one in common. */
    private static final int DEMANDS_AT_ONCE = 10;

    private final Candidates candidates;
    private final Compute compute;
    private final Supplier<Knowledge> knowledge;
    private final Demands demands;

    /**
     * @param knowledge what was learnt so far, asked for at every match
     */
    public Matcher(Candidates candidates, IndustryGraph graph, Compute compute, Supplier<Knowledge> knowledge) {
        this(candidates, graph, compute, knowledge, Reading.STANDARD);
    }

    /**
     * @param reading what is made of a demand
     */
    public Matcher(
            Candidates candidates,
            IndustryGraph graph,
            Compute compute,
            Supplier<Knowledge> knowledge,
            Reading reading) {
        this.candidates = candidates;
        this.compute = compute;
        this.knowledge = knowledge;
        this.demands = new Demands(candidates, graph, compute, reading);
    }

    /**
     * A candidate with its score.
     *
     * @param counterfactual the change that would bring it to the top; empty for the first, and where no single change is enough
     */
    public record Ranked(Candidates.Candidate candidate, Score score, Optional<Counterfactual> counterfactual) {}

    /**
     * The best of a library, best first.
     *
     * @param within ids to which the candidates are limited; empty for all
     */
    public Mono<List<Ranked>> rank(
            LibraryRecord demand, DocumentBuilder documents, Library library, int limit, Collection<String> within) {
        return rank(demand, documents, library, limit, within, List.of(), Screen.NONE)
                .map(Matches::ranked);
    }

    /** Tells which candidates may not be offered, whatever their score. */
    @FunctionalInterface
    public interface Screen {
        /** Nobody is kept out. */
        Screen NONE = candidates -> Mono.just(Map.of());

        /** Reasons by the id of the candidate; absent for those that may be offered. */
        Mono<Map<String, List<Exclusion>>> exclusions(Collection<String> candidates);
    }

    /**
     * The best of a library.
     *
     * @param ranked those that may be offered, best first
     * @param excluded those that would stand among them and may not, best first
     */
    public record Matches(List<Ranked> ranked, List<Excluded> excluded) {}

    /** A candidate that may not be offered, with the score that it would have. */
    public record Excluded(Candidates.Candidate candidate, double score, List<Exclusion> exclusions) {}

    /**
     * As without a screen; who is kept out gives his place to the next.
     *
     * @param near ids that another way of finding candidates brings, best first
     */
    Mono<Matches> rank(
            LibraryRecord demand,
            DocumentBuilder documents,
            Library library,
            int limit,
            Collection<String> within,
            List<String> near,
            Screen screen) {
        Knowledge known = knowledge.get();
        return demands.ask(demand, documents, library, known.corpus())
                .flatMap(asked -> candidates
                        .find(library, asked.demand(), candidatesFor(limit, within), within)
                        .flatMap(found -> moved(asked, library, found, within)
                                .flatMap(moved -> fused(library, found, near, candidatesFor(limit, within))
                                        .flatMap(supplies ->
                                                compute.run(() -> ranking(moved, known, library, supplies)))))
                        .flatMap(ranking -> screened(ranking, limit, screen, 0, Map.of())
                                .flatMap(against -> compute.run(() -> ranking.best(limit, against)))));
    }

    /** A demand moved by what it found first of the whole library, wherever its candidates are. */
    private Mono<Asked> moved(Asked asked, Library library, List<IndexedRecord> found, Collection<String> within) {
        return within.isEmpty()
                ? compute.run(() -> demands.move(asked, found))
                : demands.moveAll(library, List.of(asked)).map(List::getFirst);
    }

    /** Looks from the best down until enough may be offered: whoever stands below changes nothing for those above. */
    private static Mono<Map<String, List<Exclusion>>> screened(
            Ranking ranking, int limit, Screen screen, int from, Map<String, List<Exclusion>> against) {
        List<Scored> scored = ranking.scored();
        int missing = limit - (from - against.size());
        if (missing <= 0 || from == scored.size()) {
            return Mono.just(against);
        }
        int to = Math.min(scored.size(), from + missing + SCREENED_AHEAD);
        List<String> ids =
                scored.subList(from, to).stream().map(one -> one.record().id()).toList();
        return screen.exclusions(ids).flatMap(more -> {
            Map<String, List<Exclusion>> all = new HashMap<>(against);
            all.putAll(more);
            return screened(ranking, limit, screen, to, all);
        });
    }

    /** Candidates found by text and those near in another way, the best of both. */
    private Mono<List<IndexedRecord>> fused(Library library, List<IndexedRecord> found, List<String> near, int most) {
        if (near.isEmpty()) {
            return Mono.just(found);
        }
        Map<String, IndexedRecord> byId = new HashMap<>();
        found.forEach(source -> byId.put(source.id(), source));
        List<String> ids =
                RankFusion.fuse(List.of(found.stream().map(IndexedRecord::id).toList(), near), most);
        return candidates
                .get(library, ids.stream().filter(id -> !byId.containsKey(id)).toList())
                .map(more -> {
                    more.forEach(source -> byId.put(source.id(), source));
                    return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
                });
    }

    /** All candidates of a demand, best first. */
    private record Ranking(
            MatchScorer.Asking asking,
            Library library,
            LatentSpace space,
            TermCounts.Counter counter,
            List<Scored> scored) {
        Matches best(int limit, Map<String, List<Exclusion>> against) {
            List<Ranked> ranked = new ArrayList<>();
            List<Excluded> excluded = new ArrayList<>();
            Counterfactuals counterfactuals = asking.counterfactuals(scored.stream()
                    .filter(one -> !against.containsKey(one.record().id()))
                    .mapToDouble(Scored::value)
                    .toArray());
            for (Scored one : scored) {
                if (ranked.size() == limit) {
                    break;
                }
                List<Exclusion> exclusions = against.getOrDefault(one.record().id(), List.of());
                Candidates.Candidate candidate = one.record().candidate(library, space, counter);
                if (exclusions.isEmpty()) {
                    Profile profile = candidate.profile();
                    ranked.add(new Ranked(candidate, asking.explain(profile), counterfactuals.of(profile)));
                } else {
                    excluded.add(new Excluded(candidate, one.value(), exclusions));
                }
            }
            return new Matches(ranked, excluded);
        }
    }

    /** Some demands at once, with what each asks of a library. */
    public record Bulk(List<Asked> asked, Knowledge known) {}

    /** Gets ready to score many demands against one library; their terms are looked up together. */
    public Mono<Bulk> askAll(List<LibraryRecord> demands, DocumentBuilder documents, Library library) {
        Knowledge known = knowledge.get();
        return this.demands.askAll(demands, documents, library, known.corpus()).map(asked -> new Bulk(asked, known));
    }

    /** A record of a library with its score for a demand. */
    public record Value(String id, double score) {}

    /**
     * The candidates of each demand, as {@link #rank} would find and score them, best first.
     *
     * @param near for each demand what another way of finding candidates brings
     * @return in the order of the demands
     */
    public Mono<List<List<Value>>> values(Bulk bulk, Library library, int limit, List<List<String>> near) {
        int most = candidatesFor(limit, List.of());
        List<Integer> places = IntStream.range(0, bulk.asked().size()).boxed().toList();
        return candidates
                .refresh(library)
                .thenMany(Flux.fromIterable(places).buffer(DEMANDS_AT_ONCE))
                .concatMap(some -> values(bulk, library, most, near, some))
                .collectList();
    }

    private Flux<List<Value>> values(
            Bulk bulk, Library library, int most, List<List<String>> near, List<Integer> places) {
        List<Demand> asking =
                places.stream().map(place -> bulk.asked().get(place).demand()).toList();
        return candidates
                .findAll(library, asking, most)
                .flatMap(found -> Flux.range(0, found.size())
                        .concatMap(i -> fused(library, found.get(i), near.get(places.get(i)), most))
                        .collectList()
                        .flatMap(supplies -> compute.run(() -> {
                            List<List<Value>> values = new ArrayList<>();
                            for (int i = 0; i < found.size(); i++) {
                                Asked moved = demands.move(bulk.asked().get(places.get(i)), found.get(i));
                                values.add(values(moved, bulk.known(), library, supplies.get(i)));
                            }
                            return values;
                        })))
                .flatMapIterable(values -> values);
    }

    /**
     * Some records scored for each demand, searchable or not yet.
     *
     * @return in the order of the demands
     */
    public Mono<List<List<Value>>> values(Bulk bulk, Library library, Collection<String> ids) {
        return demands.moveAll(library, bulk.asked())
                .flatMap(moved -> candidates
                        .get(library, ids)
                        .flatMap(supplies -> compute.run(() -> moved.stream()
                                .map(asked -> values(asked, bulk.known(), library, supplies))
                                .toList())));
    }

    private static List<Value> values(Asked asked, Knowledge known, Library library, List<IndexedRecord> supplies) {
        return ranking(asked, known, library, supplies).scored().stream()
                .map(scored -> new Value(scored.record().id(), scored.value()))
                .toList();
    }

    /** Ids of the records of a library that meet most of a record's terms. */
    public Mono<List<String>> nearest(LibraryRecord record, DocumentBuilder documents, Library library, int limit) {
        return demands.ask(record, documents, library, knowledge.get().corpus())
                .flatMap(asked -> candidates.find(library, asked.demand(), limit, List.of()))
                .map(supplies -> supplies.stream().map(IndexedRecord::id).toList());
    }

    /**
     * What a demand asks for and who could serve it.
     *
     * @param elements words that say most of the demand, with their weights, heaviest first
     */
    public record Supply(Map<String, Double> elements, List<Able> able) {}

    /**
     * One who could serve a demand.
     *
     * @param quality for each element that it serves how well, above 0 up to 1
     */
    public record Able(Ranked ranked, Map<String, Double> quality) {}

    /** Who could serve a demand, with what each could do of it; the best first, filled up with others where too few fit. */
    public Mono<Supply> supply(
            LibraryRecord demand, DocumentBuilder documents, Library library, int limit, int elements) {
        Knowledge known = knowledge.get();
        return demands.ask(demand, documents, library, known.corpus())
                .flatMap(asked -> candidates
                        .fill(library, asked.demand(), limit)
                        .flatMap(supplies -> compute.run(() -> {
                            Map<String, Double> asking = new LinkedHashMap<>();
                            asked.demand().words().entrySet().stream()
                                    .limit(elements)
                                    .forEach(word -> asking.put(word.getKey(), word.getValue()));
                            Ranking ranking = ranking(demands.move(asked, supplies), known, library, supplies);
                            return new Supply(
                                    asking,
                                    ranking.best(limit, Map.of()).ranked().stream()
                                            .map(ranked -> new Able(
                                                    ranked,
                                                    ranking.asking()
                                                            .qualities(
                                                                    ranked.candidate()
                                                                            .profile(),
                                                                    asking.keySet())))
                                            .toList());
                        })));
    }

    /**
     * A demand and the records whose fit to it was judged, as far as they are indexed.
     *
     * @param name of the demand among the judgements
     * @param judged levels in [0, 1] by the id of the record
     * @param corpus in whose space both sides are placed
     */
    public Mono<Lesson> lesson(
            String name,
            LibraryRecord demand,
            DocumentBuilder documents,
            Library library,
            Map<String, Double> judged,
            CorpusModel corpus) {
        return demands.ask(demand, documents, library, corpus)
                .flatMap(asked -> demands.moveAll(library, List.of(asked)))
                .map(List::getFirst)
                .flatMap(asked -> candidates
                        .find(library, asked.demand(), judged.size(), judged.keySet())
                        .flatMap(supplies -> compute.run(() -> {
                            TermCounts.Counter counter = new TermCounts.Counter(asked.demand());
                            return new Lesson(
                                    asked,
                                    supplies.stream()
                                            .map(supply -> supply.candidate(library, corpus.space(), counter))
                                            .map(candidate -> new Judged(
                                                    new Judgement(
                                                            name,
                                                            candidate.id(),
                                                            asked.demand()
                                                                    .profile()
                                                                    .meaning(),
                                                            candidate.profile().meaning(),
                                                            Objects.requireNonNull(judged.get(candidate.id()))),
                                                    candidate.profile()))
                                            .toList());
                        })));
    }

    /** What was said of one record, with what matching knows of it. */
    public record Judged(Judgement judgement, Profile profile) {}

    /** A demand with the records that were judged for it. */
    public record Lesson(Asked asked, List<Judged> judged) {}

    /** How many candidates are looked at for so many matches. */
    public static int candidatesFor(int limit, Collection<String> within) {
        return within.isEmpty() ? Math.max(FEWEST_CANDIDATES, limit * CANDIDATES_PER_HIT) : within.size();
    }

    private record Scored(IndexedRecord record, double value) {}

    private static Ranking ranking(Asked asked, Knowledge known, Library library, List<IndexedRecord> found) {
        MatchScorer.Asking asking = known.scorer().asking(asked.demand(), asked.corpus());
        LatentSpace space = known.corpus().space();
        TermCounts.Counter counter = new TermCounts.Counter(asked.demand());
        List<Scored> scored = found.stream()
                .map(supply -> new Scored(supply, asking.score(supply.profile(library, space), supply.terms(counter))))
                .sorted(Comparator.comparingDouble(Scored::value)
                        .reversed()
                        .thenComparing(one -> one.record().id()))
                .toList();
        return new Ranking(asking, library, space, counter, scored);
    }
}
