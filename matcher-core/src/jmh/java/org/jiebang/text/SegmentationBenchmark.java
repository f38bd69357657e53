package org.jiebang.text;

import com.hankcs.hanlp.seg.Segment;
import com.hankcs.hanlp.seg.Viterbi.ViterbiSegment;
import com.hankcs.hanlp.seg.common.Term;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jiebang.industry.IndustryGraph;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Our analyzer beside the bare segmenter in the same mode, on the same text: how often a second a text of some 20,000 characters is cut. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 6, time = 2)
public class SegmentationBenchmark {
    private List<String> texts;
    private TextAnalyzer analyzer;
    private Segment bare;

    @Setup
    public void setUp() {
        IndustryGraph graph = IndustryGraph.standard();
        texts = graph.segments().stream()
                .map(segment -> "本项目面向" + segment.name() + "，目前" + String.join("；", segment.difficulties()) + "。要求"
                        + segment.indicators().stream()
                                .map(indicator -> indicator.name() + "达到" + indicator.target() + indicator.unit())
                                .collect(Collectors.joining("，"))
                        + "，可用于" + segment.applications().getFirst().name() + "。")
                .toList();
        analyzer = new TextAnalyzer(DomainDictionary.of(graph.vocabulary()));
        bare = new ViterbiSegment()
                .enableNameRecognize(false)
                .enableTranslatedNameRecognize(false)
                .enableIndexMode(true)
                .enableOffset(true);
        System.out.println(
                "Characters a call: " + texts.stream().mapToInt(String::length).sum());
    }

    /** HanLP in index mode with its own dictionary. */
    @Benchmark
    public int bareSegmenter() {
        int words = 0;
        for (String text : texts) {
            List<Term> terms = bare.seg(text);
            words += terms.size();
        }
        return words;
    }

    /** Words as the index gets them: folded, with every dictionary word and every Latin term. */
    @Benchmark
    public int words() {
        int words = 0;
        for (String text : texts) {
            words += analyzer.words(text).size();
        }
        return words;
    }
}
