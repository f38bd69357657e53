package org.jiebang.api.need;

import java.time.Duration;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.platform.BackgroundLoop;
import org.jiebang.api.platform.Compute;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.ingest.need.NeedReader;
import org.jiebang.ingest.need.Taught;
import org.jiebang.region.RegionTree;
import org.jiebang.text.TextAnalyzer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The reader of needs in use: built once, and anew when the dictionary is reloaded or, within seconds on every replica, when people decided
 * something.
 */
@Component
public class CurrentReader {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Dictionary dictionary;
    private final LessonStore lessons;
    private final Compute compute;
    private volatile InUse inUse;

    CurrentReader(Dictionary dictionary, LessonStore lessons, Compute compute) {
        this.dictionary = dictionary;
        this.lessons = lessons;
        this.compute = compute;
        this.inUse = inUse(dictionary.analyzer(), "", Taught.NOTHING);
    }

    @Configuration(proxyBeanMethods = false)
    static class Loops {
        @Bean
        BackgroundLoop teachingLoop(CurrentReader reader) {
            return new BackgroundLoop("Teaching the reader of needs", PAUSE, reader::learn);
        }
    }

    /**
     * A reader with what it was made of.
     *
     * @param decisions which decisions taught it
     */
    private record InUse(TextAnalyzer analyzer, String decisions, Taught taught, NeedReader reader) {}

    private static InUse inUse(TextAnalyzer analyzer, String decisions, Taught taught) {
        return new InUse(
                analyzer,
                decisions,
                taught,
                new NeedReader(analyzer, IndustryGraph.standard(), RegionTree.standard(), taught));
    }

    /** Blocking where the dictionary was just reloaded; for compute threads. */
    public NeedReader get() {
        InUse current = inUse;
        TextAnalyzer analyzer = dictionary.analyzer();
        if (current.analyzer() != analyzer) {
            // Its words were parted by the dictionary before; the next lesson mends that.
            current = inUse(analyzer, "", current.taught());
            inUse = current;
        }
        return current.reader();
    }

    /** Learns again if decisions or the dictionary have changed. */
    Mono<Boolean> learn() {
        TextAnalyzer analyzer = dictionary.analyzer();
        return lessons.stamp()
                .filter(stamp -> !stamp.equals(inUse.decisions()) || analyzer != inUse.analyzer())
                .flatMap(stamp -> lessons.all()
                        .collectList()
                        .flatMap(all -> compute.run(() -> inUse(analyzer, stamp, Taught.of(all, analyzer)))))
                .doOnNext(learnt -> inUse = learnt)
                .thenReturn(false);
    }
}
