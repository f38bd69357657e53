package org.jiebang.api.matching;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jiebang.api.platform.Compute;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.ingest.index.DocumentBuilder;
import org.jiebang.matching.CorpusStatistics;
import org.jiebang.matching.Demand;
import org.jiebang.matching.MatchScorer;
import org.jiebang.matching.Profile;
import org.jiebang.matching.Score;
import org.jiebang.matching.Standing;
import org.jiebang.text.TermBag;
import reactor.core.publisher.Mono;

/**
 * Ranks an index for a demand in two steps: the search engine finds some hundred candidates, matcher-core scores and explains each. The
 * page, the programs and the evaluation all come this way.
 */
public final class Matcher {
    private static final int FEWEST_CANDIDATES = 100;
    private static final int CANDIDATES_PER_HIT = 3;
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MOST_KEPT = 500;

    private final Candidates candidates;
    private final MatchScorer scorer;
    private final IndustryGraph graph;
    private final Compute compute;
    private final Cache<Asking, Asked> asked =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST_KEPT).build();

    public Matcher(Candidates candidates, MatchScorer scorer, IndustryGraph graph, Compute compute) {
        this.candidates = candidates;
        this.scorer = scorer;
        this.graph = graph;
        this.compute = compute;
    }

    /** A candidate with its score. */
    public record Ranked(Candidates.Candidate candidate, Score score) {}

    private record Prepared(Profile profile, TermBag hanBigrams) {}

    /**
     * The best of an index, best first.
     *
     * @param index index or alias of the library
     * @param within ids to which the candidates are limited; empty for all
     */
    public Mono<List<Ranked>> rank(
            LibraryRecord demand,
            DocumentBuilder documents,
            String index,
            Library library,
            int limit,
            Collection<String> within) {
        return ask(demand, documents, index)
                .flatMap(asked -> candidates
                        .find(index, asked.demand(), candidatesFor(limit, within), within)
                        .flatMap(sources -> compute.run(
                                () -> score(asked, Candidates.read(library, sources, asked.demand()), limit))));
    }

    /** A demand with its terms chosen for an index. */
    record Asked(Demand demand, CorpusStatistics corpus) {}

    private record Asking(LibraryRecord demand, String dictionaryVersion, String index) {}

    /** Chooses the terms of a demand, or takes those of a moment ago: people look at one problem's experts, teams and societies in turn. */
    Mono<Asked> ask(LibraryRecord demand, DocumentBuilder documents, String index) {
        Asking asking = new Asking(demand, documents.analyzer().dictionary().version(), index);
        Asked known = asked.getIfPresent(asking);
        return known != null
                ? Mono.just(known)
                : choose(demand, documents, index).doOnNext(chosen -> asked.put(asking, chosen));
    }

    private Mono<Asked> choose(LibraryRecord demand, DocumentBuilder documents, String index) {
        return compute.run(() -> prepare(demand, documents))
                .flatMap(prepared -> candidates
                        .statistics(
                                index,
                                prepared.profile().words().counts().keySet(),
                                prepared.hanBigrams().counts().keySet())
                        .flatMap(corpus -> compute.run(() -> new Asked(
                                Demand.of(prepared.profile(), prepared.hanBigrams(), corpus, graph::synonyms),
                                corpus))));
    }

    static int candidatesFor(int limit, Collection<String> within) {
        return within.isEmpty() ? Math.max(FEWEST_CANDIDATES, limit * CANDIDATES_PER_HIT) : within.size();
    }

    private record Scored(Candidates.Candidate candidate, double value) {}

    private List<Ranked> score(Asked asked, List<Candidates.Candidate> found, int limit) {
        return found.stream()
                .map(candidate ->
                        new Scored(candidate, scorer.score(asked.demand(), candidate.profile(), asked.corpus())))
                .sorted(Comparator.comparingDouble(Scored::value)
                        .reversed()
                        .thenComparing(scored -> scored.candidate().id()))
                .limit(limit)
                .map(scored -> new Ranked(
                        scored.candidate(),
                        scorer.explain(asked.demand(), scored.candidate().profile(), asked.corpus())))
                .toList();
    }

    private static Prepared prepare(LibraryRecord demand, DocumentBuilder documents) {
        List<String> asked = asked(demand);
        DocumentBuilder.Analysis analysis = documents.analyze(demand.title(), asked);
        boolean titleCounts = demand.library() == Library.PROBLEMS || demand.library() == Library.PROJECTS;
        List<String> words = new ArrayList<>(titleCounts ? analysis.words() : withoutTitle(analysis));
        List<String> bigrams = new ArrayList<>();
        Function<String, List<String>> pairs = documents.analyzer()::bigrams;
        asked.forEach(text -> bigrams.addAll(pairs.apply(text)));
        for (int i = 0; titleCounts && i < Demand.TITLE_REPEATS; i++) {
            if (i > 0) {
                words.addAll(analysis.titleWords());
            }
            bigrams.addAll(pairs.apply(demand.title()));
        }
        Set<String> distinct = new HashSet<>(words);
        DocumentBuilder.Industry industry = documents.industry(demand.segments(), demand.fields(), distinct);
        Profile profile = new Profile(
                demand.library(),
                TermBag.of(words),
                TermBag.of(bigrams),
                industry.segments(),
                industry.fields(),
                demand.regions(),
                Standing.of(demand),
                Standing.availability(demand));
        return new Prepared(profile, TermBag.of(bigrams));
    }

    private static List<String> withoutTitle(DocumentBuilder.Analysis analysis) {
        return analysis.words()
                .subList(analysis.titleWords().size(), analysis.words().size());
    }

    /** What a record asks with: its subject, without names of units. */
    private static List<String> asked(LibraryRecord demand) {
        return MatchTexts.of(demand);
    }
}
