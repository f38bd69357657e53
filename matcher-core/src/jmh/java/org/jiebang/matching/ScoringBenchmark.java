package org.jiebang.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jiebang.catalog.Library;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.Segment;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.Region;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jiebang.text.CorpusModelTrainer;
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.Focus;
import org.jiebang.text.FoldedText;
import org.jiebang.text.LatentSpace;
import org.jiebang.text.TermBag;
import org.jiebang.text.TermVector;
import org.jiebang.text.TextAnalyzer;
import org.jiebang.text.Token;
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

/** Scores of 300 candidates of one problem of the industry graph's words, on one core. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 6, time = 2)
public class ScoringBenchmark {
    private static final int CANDIDATES = 300;
    private final IndustryGraph graph = IndustryGraph.standard();
    private final TextAnalyzer analyzer = new TextAnalyzer(DomainDictionary.of(graph.vocabulary()));
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Text> texts = new ArrayList<>();
    private LatentSpace space;
    private MatchScorer scorer;
    private Demand demand;
    private CorpusStatistics corpus;

    /** As the index holds a document: words divided by spaces. */
    private record Text(String words, String text) {}

    /** As the platform keeps a document: what it is, and its terms counted once. */
    private record Candidate(Profile profile, TermVector terms) {
        TermCounts counts(TermCounts.Counter counter) {
            return counter.count(
                    terms,
                    profile.words().length(),
                    profile.pairs().length(),
                    profile.characters().length());
        }
    }

    @Setup
    public void setUp() {
        Random random = new Random(3);
        List<Segment> segments = List.copyOf(graph.segments());
        List<String> written = new ArrayList<>();
        for (int i = 0; i <= CANDIDATES; i++) {
            StringBuilder text = new StringBuilder();
            for (int s = 0; s < 3; s++) {
                Segment segment = segments.get(random.nextInt(segments.size()));
                text.append(segment.name()).append(String.join("，", segment.difficulties()));
                segment.terms().forEach(term -> text.append("、").append(term.name()));
            }
            written.add(text.toString());
        }
        CorpusModelTrainer trainer = new CorpusModelTrainer(1);
        written.forEach(text -> trainer.add(words(text), analyzer.hanCharacters(text)));
        space = trainer.train().space();
        corpus = new CorpusStatistics(
                statistics(written.stream().map(this::words).toList()),
                statistics(written.stream().map(analyzer::bigrams).toList()),
                statistics(written.stream().map(analyzer::hanCharacters).toList()));
        List<Region> regions = List.copyOf(RegionTree.standard().all());
        for (String text : written) {
            Profile profile = profile(
                    text,
                    space,
                    segments.get(random.nextInt(segments.size())).id(),
                    regions.get(random.nextInt(regions.size())).code());
            String line = String.join(" ", words(text));
            texts.add(new Text(line, text));
            candidates.add(new Candidate(profile, TermVector.of(line, FoldedText.of(text, List.of()))));
        }
        demand = Demand.of(candidates.removeLast().profile(), Focus.NONE, corpus, CorpusStatistics.NONE, graph::synonyms);
        scorer = new MatchScorer(MatchModel.STANDARD, graph, RegionTree.standard());
    }

    private List<String> words(String text) {
        return analyzer.words(text).stream().map(Token::term).toList();
    }

    private static TermStatistics statistics(List<List<String>> texts) {
        Map<String, Long> frequency = new HashMap<>();
        texts.forEach(text -> Set.copyOf(text).forEach(term -> frequency.merge(term, 1L, Long::sum)));
        double length = texts.stream().mapToInt(List::size).average().orElse(1);
        return new TermStatistics(texts.size(), length, frequency);
    }

    private Profile profile(String text, LatentSpace space, SegmentId segment, RegionCode region) {
        return new Profile(
                Library.EXPERTS,
                TermBag.of(words(text)),
                TermBag.of(analyzer.bigrams(text)),
                TermBag.of(analyzer.hanCharacters(text)),
                space.meaning(words(text)),
                Set.of(segment),
                Set.of(),
                Set.of(region),
                0.5,
                0.5);
    }

    /** Every candidate scored with all its reasons. */
    @Benchmark
    public double explained() {
        MatchScorer.Asking asking = scorer.asking(demand, corpus);
        TermCounts.Counter counter = new TermCounts.Counter(demand);
        double sum = 0;
        for (Candidate candidate : candidates) {
            sum += asking.explain(candidate.counts(counter).of(candidate.profile())).value();
        }
        return sum;
    }

    /** As a list of matches is made: all scored, the best twenty explained with what would bring each to the top. */
    @Benchmark
    public double twentyOfThreeHundred() {
        MatchScorer.Asking asking = scorer.asking(demand, corpus);
        TermCounts.Counter counter = new TermCounts.Counter(demand);
        double[] scores = candidates.stream()
                .mapToDouble(candidate -> asking.score(candidate.profile(), candidate.counts(counter)))
                .toArray();
        Counterfactuals counterfactuals = asking.counterfactuals(scores);
        double sum = 0;
        for (Candidate candidate : candidates.subList(0, 20)) {
            Profile profile = candidate.counts(counter).of(candidate.profile());
            sum += asking.explain(profile).value()
                    + counterfactuals.of(profile).map(Counterfactual::score).orElse(0.0);
        }
        return sum;
    }

    /** Documents that were not met before: their terms counted, and placed in the space by the numbers of their words. */
    @Benchmark
    public int newDocuments() {
        int size = 0;
        for (Text text : texts) {
            TermVector terms = TermVector.of(text.words(), FoldedText.of(text.text(), List.of()));
            size += space.meaning(terms).size();
        }
        return size;
    }

    /** The same with the words looked up one by one, to compare with. */
    @Benchmark
    public int newDocumentsByWords() {
        int size = 0;
        for (Text text : texts) {
            size += TermVector.of(text.words(), FoldedText.of(text.text(), List.of())).weight();
            size += space.meaning(List.of(text.words().split(" "))).size();
        }
        return size;
    }
}
