package org.jiebang.api.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.Elasticsearch;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.sample.SampleLibraries;
import org.jiebang.text.CorpusModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PlatformTest
class DemandsIT {
    private static final IndustryGraph GRAPH = IndustryGraph.standard();

    private final Elasticsearch elasticsearch;
    private final Compute compute;
    private final Dictionary dictionary;
    private final LooseLibrary experts;
    private final LooseLibrary problems;
    private final LibraryRecord problem =
            SampleLibraries.standard().problems(1).findFirst().orElseThrow();

    DemandsIT(Elasticsearch elasticsearch, Compute compute, Dictionary dictionary) {
        this.elasticsearch = elasticsearch;
        this.compute = compute;
        this.dictionary = dictionary;
        this.experts = new LooseLibrary(elasticsearch);
        this.problems = new LooseLibrary(elasticsearch);
    }

    /** A word of the problem that all problems use, and one that it uses alone. */
    @BeforeEach
    void fill() {
        List<String> words = words(Reading.STANDARD);
        for (int i = 0; i < 20; i++) {
            problems.add(words.getFirst(), "公司");
            experts.add("别的", "公司");
        }
        problems.add(words.get(1), "公司");
    }

    @AfterEach
    void delete() {
        experts.close();
        problems.close();
    }

    @Test
    void whatAllProblemsSayIsNotWhatSaysMostOfOne() {
        List<String> words = words(Reading.STANDARD);
        List<String> without = words(new Reading(true, false, true));

        assertThat(words.getFirst()).isEqualTo(without.get(1));
        assertThat(words.subList(0, words.size() / 2)).doesNotContain(without.getFirst());
    }

    @Test
    void manyAtOnceAskAsOneByItself() {
        LibraryRecord other = SampleLibraries.standard().problems(2).toList().getLast();
        Demands demands = demands(Reading.STANDARD);
        List<Asked> atOnce = Objects.requireNonNull(
                demands.askAll(List.of(problem, other), dictionary.documents(), Library.EXPERTS, CorpusModel.NONE)
                        .block());

        assertThat(Stream.of(problem, other)
                        .map(one -> ask(one, Reading.STANDARD).demand()))
                .containsExactlyElementsOf(atOnce.stream().map(Asked::demand).toList());
        assertThat(demands.askAll(List.of(), dictionary.documents(), Library.EXPERTS, CorpusModel.NONE)
                        .block())
                .isEmpty();
    }

    private List<String> words(Reading reading) {
        return List.copyOf(ask(problem, reading).demand().words().keySet());
    }

    private Asked ask(LibraryRecord asking, Reading reading) {
        return Objects.requireNonNull(demands(reading)
                .ask(asking, dictionary.documents(), Library.EXPERTS, CorpusModel.NONE)
                .block());
    }

    /** With nothing remembered. */
    private Demands demands(Reading reading) {
        Candidates candidates = new Candidates(
                elasticsearch, GRAPH, library -> (library == Library.PROBLEMS ? problems : experts).name());
        return new Demands(candidates, GRAPH, compute, reading);
    }
}
