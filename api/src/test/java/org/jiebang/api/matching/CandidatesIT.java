package org.jiebang.api.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.Elasticsearch;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.index.LibraryIndex;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.matching.TermCounts;
import org.jiebang.sample.SampleLibraries;
import org.jiebang.text.CorpusModel;
import org.junit.jupiter.api.Test;

/** Candidates whose documents come with the answer of the search, and those that are told by number and known already, are the same. */
@PlatformTest
class CandidatesIT {
    private static final int LIMIT = 40;

    /** Searches after which most documents found in an index are known. */
    private static final int SEARCHES = 20;

    private final Platform platform;
    private final Elasticsearch elasticsearch;
    private final Compute compute;
    private final Dictionary dictionary;
    private final KnowledgeInUse knowledge;

    CandidatesIT(
            Platform platform,
            Elasticsearch elasticsearch,
            Compute compute,
            Dictionary dictionary,
            KnowledgeInUse knowledge) {
        this.platform = platform;
        this.elasticsearch = elasticsearch;
        this.compute = compute;
        this.dictionary = dictionary;
        this.knowledge = knowledge;
    }

    @Test
    void areTheSameHoweverTheirDocumentsAreRead() {
        platform.awaitSamples();
        String index = LibraryIndex.alias(Library.EXPERTS);
        CorpusModel corpus = knowledge.get().corpus();
        IndexedRecords records = new IndexedRecords(elasticsearch);
        IndustryGraph graph = IndustryGraph.standard();
        Candidates candidates = new Candidates(elasticsearch, records, graph, LibraryIndex::alias);
        LibraryRecord problem =
                SampleLibraries.standard().problems(1).findFirst().orElseThrow();
        Asked asked = Objects.requireNonNull(new Demands(candidates, graph, compute, Reading.STANDARD)
                .ask(problem, dictionary.documents(), Library.EXPERTS, corpus)
                .block());
        TermCounts.Counter counter = new TermCounts.Counter(asked.demand());

        List<Candidates.Candidate> whole = List.of();
        for (int search = 0; search < SEARCHES; search++) {
            List<Candidates.Candidate> found =
                    Objects.requireNonNull(candidates
                                    .find(Library.EXPERTS, asked.demand(), LIMIT, List.of())
                                    .block())
                            .stream()
                            .map(record -> record.candidate(Library.EXPERTS, corpus.space(), counter))
                            .toList();
            if (search == 0) {
                assertThat(records.areMostlyKnown(index)).isFalse();
                whole = found;
            }
            assertThat(found).isNotEmpty().isEqualTo(whole);
        }
        assertThat(records.areMostlyKnown(index)).isTrue();
    }
}
