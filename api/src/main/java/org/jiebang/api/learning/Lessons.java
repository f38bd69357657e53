package org.jiebang.api.learning;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.docking.Outcomes;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.matching.Matcher;
import org.jiebang.catalog.Library;
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
    private static final double BEST_GRADE = 5;

    private final JudgementStore judgements;
    private final Outcomes outcomes;
    private final RecordStore records;
    private final Matcher matcher;
    private final Dictionary dictionary;

    Lessons(JudgementStore judgements, Outcomes outcomes, RecordStore records, Matcher matcher, Dictionary dictionary) {
        this.judgements = judgements;
        this.outcomes = outcomes;
        this.records = records;
        this.matcher = matcher;
        this.dictionary = dictionary;
    }

    private record Asked(UUID problem, Library library) {}

    /**
     * What there is to learn from; it differs whenever somebody judged, changed his mind, or confirmed that a problem is solved.
     */
    record Heard(JudgementStore.State judgements, List<Outcomes.Outcome> outcomes) {
        Heard {
            outcomes = List.copyOf(outcomes);
        }

        /** How many words and outcomes. */
        long count() {
            return judgements.count() + outcomes.size();
        }
    }

    Mono<Heard> heard() {
        return judgements.state().zipWith(outcomes.all().collectList(), Heard::new);
    }

    /**
     * All lessons, problem by problem. Where several people judged one pair, their mean; where the problem was solved, how content the
     * served side was, whatever had been thought before.
     */
    Mono<List<Matcher.Lesson>> of(CorpusModel corpus) {
        return judgements
                .all()
                .collectList()
                .zipWith(outcomes.all().collectList(), Lessons::levels)
                .flatMapMany(byProblem -> Flux.fromIterable(byProblem.entrySet()))
                .flatMapSequential(
                        asked -> records.find(Library.PROBLEMS, asked.getKey().problem())
                                .flatMap(problem -> matcher.lesson(
                                        problem.id().toString(),
                                        problem.item(),
                                        dictionary.documents(),
                                        asked.getKey().library(),
                                        asked.getValue(),
                                        corpus)),
                        AT_A_TIME)
                .collectList();
    }

    /** How well supplies fit, in [0, 1], by what was asked. */
    private static Map<Asked, Map<String, Double>> levels(
            List<JudgementStore.Judged> judged, List<Outcomes.Outcome> solved) {
        Map<Asked, Map<String, Double>> levels = judged.stream()
                .collect(Collectors.groupingBy(
                        word -> new Asked(word.problemId(), word.library()),
                        LinkedHashMap::new,
                        Collectors.groupingBy(
                                word -> word.supplyId().toString(),
                                Collectors.averagingDouble(
                                        word -> word.verdict().level()))));
        for (Outcomes.Outcome outcome : solved) {
            levels.computeIfAbsent(new Asked(outcome.problemId(), outcome.library()), asked -> new HashMap<>())
                    .put(outcome.supplyId().toString(), outcome.grade() / BEST_GRADE);
        }
        return levels;
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
