package org.jiebang.api.rank;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiebang.api.matching.Knowledge;
import org.jiebang.api.matching.Matcher;
import org.jiebang.catalog.Library;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.ingest.index.DocumentBuilder;
import org.jiebang.matching.Judgements;
import org.jiebang.matching.MatchModel;
import org.jiebang.matching.MatchScorer;
import org.jiebang.matching.MatchWeights;
import org.jiebang.matching.WeightLearner;
import org.jiebang.text.CorpusModel;
import reactor.core.publisher.Flux;

/** Learns from judgements of queries and ranks documents for each query. */
final class Ranking {
    private static final String NAME = "jiebang";
    private static final int AT_A_TIME = 4;

    private final Matcher matcher;
    private final DocumentBuilder documents;
    private final List<RankQuery> queries;
    private final MatchWeights set;

    /**
     * @param set weights to start from
     */
    Ranking(Matcher matcher, DocumentBuilder documents, List<RankQuery> queries, MatchWeights set) {
        this.matcher = matcher;
        this.documents = documents;
        this.queries = queries;
        this.set = set;
    }

    /** Learns as the platform does from what people judged; the set model where nothing was judged. */
    MatchModel learn(Map<String, Map<String, Double>> feedback, IndustryGraph graph, CorpusModel corpus) {
        List<Matcher.Lesson> lessons = Flux.fromIterable(queries)
                .filter(query -> feedback.containsKey(query.id()))
                .flatMapSequential(
                        query -> matcher.lesson(
                                query.id(),
                                query.problem(),
                                documents,
                                Library.EXPERTS,
                                feedback.getOrDefault(query.id(), Map.of()),
                                corpus),
                        AT_A_TIME)
                .collectList()
                .blockOptional()
                .orElseThrow();
        Judgements judgements = new Judgements(lessons.stream()
                .flatMap(lesson -> lesson.judged().stream())
                .map(Matcher.Judged::judgement)
                .toList());
        MatchScorer scorer =
                Knowledge.of(corpus, MatchModel.of(set, judgements), graph).scorer();
        List<WeightLearner.Example> examples = lessons.stream()
                .flatMap(lesson -> {
                    MatchScorer.Asking asking = scorer.asking(
                            lesson.asked().demand(), lesson.asked().corpus());
                    return lesson.judged().stream().map(judged -> asking.example(judged.judgement(), judged.profile()));
                })
                .toList();
        return MatchModel.of(WeightLearner.learn(examples, set), judgements);
    }

    /** Ranks for every query and writes the run. */
    void write(RankArguments arguments) throws IOException {
        Map<String, Set<String>> candidates = arguments.candidatesByQuery();
        boolean restricted = arguments.candidates() != null;
        List<RankedQuery> ranked = Flux.fromIterable(queries)
                .filter(query -> !restricted || candidates.containsKey(query.id()))
                .flatMapSequential(
                        query -> {
                            Set<String> within = candidates.getOrDefault(query.id(), Set.of());
                            return matcher.rank(
                                            query.problem(),
                                            documents,
                                            Library.EXPERTS,
                                            restricted ? within.size() : arguments.limit(),
                                            within)
                                    .map(matches -> new RankedQuery(query.id(), matches));
                        },
                        AT_A_TIME)
                .collectList()
                .blockOptional()
                .orElseThrow();
        try (BufferedWriter out = Files.newBufferedWriter(arguments.out())) {
            for (RankedQuery query : ranked) {
                int rank = 1;
                for (Matcher.Ranked match : query.matches()) {
                    out.write(query.id() + " Q0 " + match.candidate().title() + " " + rank++ + " "
                            + match.score().value() + " " + NAME + "\n");
                }
            }
        }
    }

    private record RankedQuery(String id, List<Matcher.Ranked> matches) {}
}
