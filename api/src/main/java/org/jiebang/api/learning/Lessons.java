package org.jiebang.api.learning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.matching.Matcher;
import org.jiebang.catalog.Library;
import org.jiebang.index.LibraryIndex;
import org.jiebang.matching.Judgements;
import org.jiebang.matching.MatchScorer;
import org.jiebang.matching.WeightLearner;
import org.jiebang.text.CorpusModel;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Judged pairs with what matching knows of both sides. Confidential parts take no part: what is learnt from them could show. */
@Component
class Lessons {
    private static final int AT_A_TIME = 2;

    private final JudgementStore judgements;
    private final RecordStore records;
    private final Matcher matcher;
    private final Dictionary dictionary;

    Lessons(JudgementStore judgements, RecordStore records, Matcher matcher, Dictionary dictionary) {
        this.judgements = judgements;
        this.records = records;
        this.matcher = matcher;
        this.dictionary = dictionary;
    }

    private record Asked(UUID problem, Library library) {}

    /** All lessons, problem by problem; where several people judged one pair, their mean. */
    Mono<List<Matcher.Lesson>> of(CorpusModel corpus) {
        return judgements
                .all()
                .collect(Collectors.groupingBy(
                        judged -> new Asked(judged.problemId(), judged.library()), LinkedHashMap::new, levels()))
                .flatMapMany(byProblem -> Flux.fromIterable(byProblem.entrySet()))
                .flatMapSequential(
                        asked -> records.find(Library.PROBLEMS, asked.getKey().problem())
                                .flatMap(problem -> matcher.lesson(
                                        problem.id().toString(),
                                        problem.item(),
                                        dictionary.documents(),
                                        LibraryIndex.alias(asked.getKey().library()),
                                        asked.getKey().library(),
                                        asked.getValue(),
                                        corpus)),
                        AT_A_TIME)
                .collectList();
    }

    private static java.util.stream.Collector<JudgementStore.Judged, ?, Map<String, Double>> levels() {
        return Collectors.groupingBy(
                judged -> judged.supplyId().toString(),
                Collectors.averagingDouble(judged -> judged.verdict().level()));
    }

    static Judgements judgements(List<Matcher.Lesson> lessons) {
        return new Judgements(lessons.stream()
                .flatMap(lesson -> lesson.judged().stream())
                .map(Matcher.Judged::judgement)
                .toList());
    }

    static List<WeightLearner.Example> examples(Matcher.Lesson lesson, MatchScorer scorer) {
        MatchScorer.Asking asking =
                scorer.asking(lesson.asked().demand(), lesson.asked().corpus());
        return lesson.judged().stream()
                .map(judged -> asking.example(judged.judgement(), judged.profile()))
                .toList();
    }
}
