package org.jiebang.api.matching;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jiebang.api.platform.Compute;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.ingest.index.DocumentBuilder;
import org.jiebang.matching.CorpusStatistics;
import org.jiebang.matching.Counterfactual;
import org.jiebang.matching.Counterfactuals;
import org.jiebang.matching.Demand;
import org.jiebang.matching.Judgement;
import org.jiebang.matching.MatchScorer;
import org.jiebang.matching.Profile;
import org.jiebang.matching.Score;
import org.jiebang.matching.Standing;
import org.jiebang.text.CorpusModel;
import org.jiebang.text.Focus;
import org.jiebang.text.LatentSpace;
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
    private final IndustryGraph graph;
    private final Compute compute;
    private final Supplier<Knowledge> knowledge;
    private final boolean focusing;
    private final Cache<Asking, Asked> asked =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST_KEPT).build();

    /**
     * @param knowledge what was learnt so far, asked for at every match
     */
    public Matcher(Candidates candidates, IndustryGraph graph, Compute compute, Supplier<Knowledge> knowledge) {
        this(candidates, graph, compute, knowledge, true);
    }

    /**
     * @param focusing sentences of a demand are weighed by its title; false only to measure what that brings
     */
    public Matcher(
            Candidates candidates,
            IndustryGraph graph,
            Compute compute,
            Supplier<Knowledge> knowledge,
            boolean focusing) {
        this.candidates = candidates;
        this.graph = graph;
        this.compute = compute;
        this.knowledge = knowledge;
        this.focusing = focusing;
    }

    /**
     * A candidate with its score.
     *
     * @param counterfactual the change that would bring it to the top; empty for the first, and where no single change is enough
     */
    public record Ranked(Candidates.Candidate candidate, Score score, Optional<Counterfactual> counterfactual) {}

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
        Knowledge known = knowledge.get();
        return ask(demand, documents, index, known.corpus())
                .flatMap(asked -> candidates
                        .find(index, asked.demand(), candidatesFor(limit, within), within)
                        .flatMap(sources -> compute.run(() -> score(asked, known, library, sources, limit))));
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
            LibraryRecord demand, DocumentBuilder documents, String index, Library library, int limit, int elements) {
        Knowledge known = knowledge.get();
        return ask(demand, documents, index, known.corpus())
                .flatMap(asked -> candidates
                        .fill(index, asked.demand(), limit)
                        .flatMap(sources -> compute.run(() -> {
                            Map<String, Double> asking = new LinkedHashMap<>();
                            asked.demand().words().entrySet().stream()
                                    .limit(elements)
                                    .forEach(word -> asking.put(word.getKey(), word.getValue()));
                            MatchScorer.Asking scorer = known.scorer().asking(asked.demand(), asked.corpus());
                            return new Supply(
                                    asking,
                                    score(asked, known, library, sources, limit).stream()
                                            .map(ranked -> new Able(
                                                    ranked,
                                                    scorer.qualities(
                                                            ranked.candidate().profile(), asking.keySet())))
                                            .toList());
                        })));
    }

    /**
     * A demand and the records whose fit to it was judged, as far as the index has them.
     *
     * @param name of the demand among the judgements
     * @param judged levels in [0, 1] by the id of the record
     * @param corpus in whose space both sides are placed
     */
    public Mono<Lesson> lesson(
            String name,
            LibraryRecord demand,
            DocumentBuilder documents,
            String index,
            Library library,
            Map<String, Double> judged,
            CorpusModel corpus) {
        return ask(demand, documents, index, corpus)
                .flatMap(asked -> candidates
                        .find(index, asked.demand(), judged.size(), judged.keySet())
                        .flatMap(sources -> compute.run(() -> new Lesson(
                                asked,
                                Candidates.read(library, sources, asked.demand(), corpus.space()).stream()
                                        .map(candidate -> new Judged(
                                                new Judgement(
                                                        name,
                                                        candidate.id(),
                                                        asked.demand().profile().meaning(),
                                                        candidate.profile().meaning(),
                                                        Objects.requireNonNull(judged.get(candidate.id()))),
                                                candidate.profile()))
                                        .toList()))));
    }

    /** What was said of one record, with what matching knows of it. */
    public record Judged(Judgement judgement, Profile profile) {}

    /** A demand with the records that were judged for it. */
    public record Lesson(Asked asked, List<Judged> judged) {}

    /** A demand with its terms chosen for an index. */
    public record Asked(Demand demand, CorpusStatistics corpus) {}

    private record Asking(LibraryRecord demand, String dictionaryVersion, String index, LatentSpace space) {}

    /** Chooses the terms of a demand, or takes those of a moment ago: people look at one problem's experts, teams and societies in turn. */
    Mono<Asked> ask(LibraryRecord demand, DocumentBuilder documents, String index, CorpusModel corpus) {
        Asking asking = new Asking(demand, documents.analyzer().dictionary().version(), index, corpus.space());
        Asked known = asked.getIfPresent(asking);
        return known != null
                ? Mono.just(known)
                : choose(demand, documents, index, corpus).doOnNext(chosen -> asked.put(asking, chosen));
    }

    private Mono<Asked> choose(LibraryRecord demand, DocumentBuilder documents, String index, CorpusModel model) {
        return compute.run(() -> need(demand, documents, model.space()))
                .flatMap(need -> candidates
                        .statistics(
                                index,
                                need.profile().words().counts().keySet(),
                                need.profile().pairs().counts().keySet(),
                                model)
                        .flatMap(corpus -> compute.run(() ->
                                new Asked(Demand.of(need.profile(), need.focus(), corpus, graph::synonyms), corpus))));
    }

    /** A record as it asks. */
    private record Need(Profile profile, Focus focus) {}

    static int candidatesFor(int limit, Collection<String> within) {
        return within.isEmpty() ? Math.max(FEWEST_CANDIDATES, limit * CANDIDATES_PER_HIT) : within.size();
    }

    private record Scored(Candidates.Candidate candidate, double value) {}

    private static List<Ranked> score(
            Asked asked, Knowledge known, Library library, List<Candidates.Source> found, int limit) {
        MatchScorer.Asking asking = known.scorer().asking(asked.demand(), asked.corpus());
        List<Scored> scored = Candidates.read(
                        library, found, asked.demand(), known.corpus().space())
                .stream()
                .map(candidate -> new Scored(candidate, asking.score(candidate.profile())))
                .sorted(Comparator.comparingDouble(Scored::value)
                        .reversed()
                        .thenComparing(one -> one.candidate().id()))
                .toList();
        Counterfactuals counterfactuals = asking.counterfactuals(
                scored.stream().mapToDouble(Scored::value).toArray());
        return scored.stream()
                .limit(limit)
                .map(Scored::candidate)
                .map(candidate -> new Ranked(
                        candidate, asking.explain(candidate.profile()), counterfactuals.of(candidate.profile())))
                .toList();
    }

    private Need need(LibraryRecord demand, DocumentBuilder documents, LatentSpace space) {
        List<String> asked = MatchTexts.of(demand);
        DocumentBuilder.Analysis analysis = documents.analyze(demand.title(), asked);
        boolean titleCounts = demand.library() == Library.PROBLEMS || demand.library() == Library.PROJECTS;
        List<String> words = new ArrayList<>(titleCounts ? analysis.words() : withoutTitle(analysis));
        List<String> texts = new ArrayList<>(asked);
        for (int i = 0; titleCounts && i < Demand.TITLE_REPEATS; i++) {
            if (i > 0) {
                words.addAll(analysis.titleWords());
            }
            texts.add(demand.title());
        }
        List<String> pairs = new ArrayList<>();
        List<String> characters = new ArrayList<>();
        for (String text : texts) {
            pairs.addAll(documents.analyzer().bigrams(text));
            characters.addAll(documents.analyzer().hanCharacters(text));
        }
        DocumentBuilder.Industry industry =
                documents.industry(demand.segments(), demand.fields(), new HashSet<>(words));
        Focus focus =
                titleCounts && focusing ? Focus.of(documents.analyzer(), space, demand.title(), asked) : Focus.NONE;
        Profile profile = new Profile(
                demand.library(),
                TermBag.of(words),
                TermBag.of(pairs),
                TermBag.of(characters),
                space.meaning(words, focus),
                industry.segments(),
                industry.fields(),
                demand.regions(),
                Standing.of(demand),
                Standing.availability(demand));
        return new Need(profile, focus);
    }

    private static List<String> withoutTitle(DocumentBuilder.Analysis analysis) {
        return analysis.words()
                .subList(analysis.titleWords().size(), analysis.words().size());
    }
}
