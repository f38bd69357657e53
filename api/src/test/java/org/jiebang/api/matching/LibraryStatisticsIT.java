package org.jiebang.api.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.platform.Elasticsearch;
import org.jiebang.catalog.Library;
import org.jiebang.matching.CorpusStatistics;
import org.jiebang.text.CorpusModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@PlatformTest
class LibraryStatisticsIT {
    private final LooseLibrary library;
    private final LibraryStatistics statistics;

    LibraryStatisticsIT(Elasticsearch elasticsearch) {
        this.library = new LooseLibrary(elasticsearch);
        this.statistics = new LibraryStatistics(elasticsearch, all -> library.name());
    }

    @AfterEach
    void delete() {
        library.close();
    }

    @Test
    void whatWasCountedInAnEmptyLibraryIsForgottenWhenItIsFilled() {
        assertThat(counted("公司", "热泵").words().frequency()).isEmpty();
        library.add("公司 热泵", "公司");
        library.add("公司 电机", "公司");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(counted("公司", "热泵").words().frequency()).isEqualTo(Map.of("公司", 2L, "热泵", 1L)));
        assertThat(counted("公司", "热泵").words().documents()).isEqualTo(2);
    }

    @Test
    void aWordThatWasNotAskedForBeforeIsCountedWithThoseThatWere() {
        library.add("公司 热泵", "公司");
        library.add("公司 电机", "公司");
        counted("公司");
        CorpusStatistics counted = counted("公司", "电机", "齿轮");
        assertThat(counted.words().frequency()).isEqualTo(Map.of("公司", 2L, "电机", 1L));
        assertThat(counted.words().averageLength()).isEqualTo(2);
        assertThat(counted.pairs().frequency()).isEqualTo(Map.of("公司", 2L));
        assertThat(counted.pairs().averageLength()).isEqualTo(1);
    }

    private CorpusStatistics counted(String... words) {
        return Objects.requireNonNull(statistics
                .of(Library.EXPERTS, Set.of(words), Set.of("公司"), CorpusModel.NONE)
                .block());
    }
}
