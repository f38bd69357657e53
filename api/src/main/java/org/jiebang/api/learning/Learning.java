package org.jiebang.api.learning;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiebang.api.learning.ModelStore.Kind;
import org.jiebang.api.matching.Knowledge;
import org.jiebang.api.matching.KnowledgeInUse;
import org.jiebang.api.matching.Matcher;
import org.jiebang.api.platform.BackgroundLoop;
import org.jiebang.api.platform.Compute;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.matching.Judgements;
import org.jiebang.matching.MatchModel;
import org.jiebang.matching.MatchScorer;
import org.jiebang.matching.MatchWeights;
import org.jiebang.matching.WeightLearner;
import org.jiebang.text.CorpusModel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Keeps what matching learns up to date: learns from the texts again when the libraries have grown by a fifth
 * and stand still, learns weights when some
 * more matches were judged, and lets every replica use what is chosen. One replica learns at a time, all load.
 */
@Component
class Learning {
    private static final Logger LOG = LoggerFactory.getLogger(Learning.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final long SEED = 1;
    private static final long FEWEST_TEXTS = 60;
    private static final double GROWTH = 1.2;
    private static final long FEWEST_JUDGEMENTS = 30;
    private static final long MORE_JUDGEMENTS = 20;

    /** Every so manieth problem is held out to measure on. */
    private static final int HELD_OUT = 5;

    private final ModelStore models;
    private final Texts texts;
    private final Lessons lessons;
    private final KnowledgeInUse knowledge;
    private final Compute compute;
    private final TransactionalOperator transactions;
    private final BackgroundLoop loop = new BackgroundLoop("Learning", PAUSE, this::work);
    private final AtomicReference<@Nullable Loaded> loaded = new AtomicReference<>();

    /** Published texts when they were counted last; while an import goes on, nothing is learnt. */
    private final AtomicLong lastCount = new AtomicLong();

    Learning(
            ModelStore models,
            Texts texts,
            Lessons lessons,
            KnowledgeInUse knowledge,
            Compute compute,
            TransactionalOperator transactions) {
        this.models = models;
        this.texts = texts;
        this.lessons = lessons;
        this.knowledge = knowledge;
        this.compute = compute;
        this.transactions = transactions;
    }

    @Configuration(proxyBeanMethods = false)
    static class Loops {
        @Bean
        BackgroundLoop learningLoop(Learning learning) {
            return learning.loop;
        }
    }

    /** What this server's matches rest on. */
    private record Loaded(Optional<UUID> corpus, Optional<UUID> weights, Lessons.Heard heard) {
        /** Equal on all replicas that have loaded the same; the hash of a text is the same everywhere. */
        String name() {
            return Stream.of(corpus, weights)
                            .map(model -> model.map(UUID::toString).orElse("-"))
                            .collect(Collectors.joining(" "))
                    + " " + heard.judgements().count() + " "
                    + heard.judgements().latest().toInstant() + " "
                    + heard.outcomes().toString().hashCode();
        }
    }

    /** Looks at once, for something was said or chosen. */
    void wakeUp() {
        loop.wakeUp();
    }

    /** One round: learn what is due, load what is new. */
    Mono<Boolean> work() {
        return learnCorpus()
                .flatMap(learnt -> learnWeights().map(weights -> learnt || weights))
                .flatMap(learnt -> load().map(changed -> learnt || changed));
    }

    private Mono<Boolean> learnCorpus() {
        return Mono.zip(texts.count(), models.latest(Kind.CORPUS))
                .flatMap(known -> learnCorpus(known.getT1(), known.getT2()))
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> learnCorpus(long count, Optional<ModelStore.Version> latest) {
        long before = latest.map(ModelStore.Version::learntFrom).orElse(0L);
        boolean settled = lastCount.getAndSet(count) == count;
        return settled && count >= FEWEST_TEXTS && count >= before * GROWTH
                ? alone(texts.learn(SEED)
                        .flatMap(model -> compute.run(() -> bytes(model)))
                        .flatMap(
                                bytes -> models.add(new ModelStore.Learnt(Kind.CORPUS, count, SEED, null, null, bytes)))
                        .flatMap(id -> models.use(Kind.CORPUS, id))
                        .doOnSuccess(done -> LOG.info("Learnt from {} texts how words are used", count)))
                : Mono.just(false);
    }

    /** Does it under the lock of learning; false where another replica is at it. */
    private Mono<Boolean> alone(Mono<Void> work) {
        return transactions.transactional(
                models.lock().flatMap(locked -> locked ? work.thenReturn(true) : Mono.just(false)));
    }

    private static byte[] bytes(CorpusModel model) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        model.write(bytes);
        return bytes.toByteArray();
    }

    private Mono<Boolean> learnWeights() {
        return Mono.zip(lessons.heard(), models.latest(Kind.WEIGHTS)).flatMap(known -> {
            long count = known.getT1().count();
            long before = known.getT2().map(ModelStore.Version::learntFrom).orElse(0L);
            return count >= FEWEST_JUDGEMENTS && count >= before + MORE_JUDGEMENTS
                    ? alone(current().flatMap(model -> learnWeights(model, count)))
                    : Mono.just(false);
        });
    }

    private Mono<Void> learnWeights(Current current, long count) {
        return lessons.of(current.corpus())
                .flatMap(all -> compute.run(() -> measured(all, current, count)))
                .flatMap(learnt -> models.add(learnt).flatMap(id -> {
                    boolean better = isBetter(learnt);
                    LOG.info(
                            "Learnt weights from {} judgements: order right {} of the time, before {}; {}",
                            count,
                            learnt.quality(),
                            learnt.compared(),
                            better ? "taken" : "kept aside");
                    return better ? models.use(Kind.WEIGHTS, id) : Mono.empty();
                }));
    }

    private static boolean isBetter(ModelStore.Learnt learnt) {
        Double quality = learnt.quality();
        Double compared = learnt.compared();
        return quality != null && compared != null && quality >= compared;
    }

    /** Learns on most problems and measures on the others. */
    private static ModelStore.Learnt measured(List<Matcher.Lesson> all, Current current, long count) {
        Judgements judged = Lessons.judgements(all);
        MatchScorer scorer = Knowledge.of(
                        current.corpus(), MatchModel.of(current.weights(), judged), IndustryGraph.standard())
                .scorer();
        Map<Boolean, List<WeightLearner.Example>> examples = all.stream()
                .collect(Collectors.partitioningBy(
                        Learning::isHeldOut,
                        Collectors.flatMapping(
                                lesson -> Lessons.examples(lesson, scorer).stream(), Collectors.toList())));
        List<WeightLearner.Example> heldOut = examples.getOrDefault(true, List.of());
        MatchWeights learnt = WeightLearner.learn(examples.getOrDefault(false, List.of()), MatchWeights.STANDARD);
        MatchWeights before = MatchModel.of(current.weights(), judged).weights();
        return new ModelStore.Learnt(
                Kind.WEIGHTS,
                count,
                SEED,
                known(WeightLearner.orderAccuracy(heldOut, learnt)),
                known(WeightLearner.orderAccuracy(heldOut, before)),
                text(learnt));
    }

    private static boolean isHeldOut(Matcher.Lesson lesson) {
        return lesson.judged().stream()
                .anyMatch(judged -> Math.floorMod(judged.judgement().demand().hashCode(), HELD_OUT) == 0);
    }

    private static @Nullable Double known(double accuracy) {
        return Double.isNaN(accuracy) ? null : accuracy;
    }

    private static byte[] text(MatchWeights weights) {
        return Arrays.stream(weights.toArray())
                .mapToObj(Double::toString)
                .collect(Collectors.joining(" "))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static MatchWeights weights(byte[] text) {
        return MatchWeights.of(Arrays.stream(new String(text, StandardCharsets.UTF_8).split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray());
    }

    /** The versions in use. */
    private record Current(CorpusModel corpus, MatchWeights weights) {}

    private Mono<Current> current() {
        return Mono.zip(models.inUse(Kind.CORPUS), models.inUse(Kind.WEIGHTS))
                .flatMap(chosen -> current(chosen.getT1(), chosen.getT2()));
    }

    private Mono<Current> current(Optional<UUID> corpus, Optional<UUID> weights) {
        Loaded here = loaded.get();
        Mono<CorpusModel> model = here != null && here.corpus().equals(corpus)
                ? Mono.just(knowledge.get().corpus())
                : Mono.justOrEmpty(corpus)
                        .flatMap(models::content)
                        .flatMap(bytes -> compute.run(() -> CorpusModel.read(new ByteArrayInputStream(bytes))))
                        .defaultIfEmpty(CorpusModel.NONE);
        Mono<MatchWeights> shares = Mono.justOrEmpty(weights)
                .flatMap(models::content)
                .map(Learning::weights)
                .defaultIfEmpty(MatchWeights.STANDARD);
        return Mono.zip(model, shares, Current::new);
    }

    /** Takes what is in use where it is not what was loaded; answers whether it was not. */
    private Mono<Boolean> load() {
        return Mono.zip(models.inUse(Kind.CORPUS), models.inUse(Kind.WEIGHTS), lessons.heard())
                .flatMap(state -> {
                    Loaded wanted = new Loaded(state.getT1(), state.getT2(), state.getT3());
                    return wanted.equals(loaded.get())
                            ? Mono.just(false)
                            : current(wanted.corpus(), wanted.weights())
                                    .flatMap(current ->
                                            lessons.of(current.corpus()).doOnNext(all -> use(current, all, wanted)))
                                    .doOnNext(all -> loaded.set(wanted))
                                    .thenReturn(true);
                });
    }

    private void use(Current current, List<Matcher.Lesson> all, Loaded wanted) {
        knowledge.use(
                Knowledge.of(
                        current.corpus(),
                        MatchModel.of(current.weights(), Lessons.judgements(all)),
                        IndustryGraph.standard()),
                wanted.name());
    }
}
