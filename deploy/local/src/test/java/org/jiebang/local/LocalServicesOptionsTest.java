package org.jiebang.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalServicesOptionsTest {

    private final LocalServicesOptions options = LocalServicesOptions.in(Path.of(".jiebang"));

    @Test
    void startsBothAndKeepsDataByDefault() {
        assertThat(options.postgres()).isTrue();
        assertThat(options.elasticsearch()).isTrue();
        assertThat(options.fresh()).isFalse();
        assertThat(options.elasticsearchHeap()).isEqualTo("512m");
        assertThat(options.directory()).isAbsolute();
    }

    @Test
    void eachWitherChangesOneThing() {
        LocalServicesOptions changed = options.withFresh(true)
                .withServices(false, true)
                .withLockWait(Duration.ZERO)
                .withStartLimit(Duration.ofSeconds(5))
                .withElasticsearchHeap("1g")
                .withElasticsearchJvmOptions("-Da=b")
                .withElasticsearchHome(Path.of("/es"));
        assertThat(changed.directory()).isEqualTo(options.directory());
        assertThat(changed.fresh()).isTrue();
        assertThat(changed.postgres()).isFalse();
        assertThat(changed.elasticsearch()).isTrue();
        assertThat(changed.lockWait()).isEqualTo(Duration.ZERO);
        assertThat(changed.startLimit()).isEqualTo(Duration.ofSeconds(5));
        assertThat(changed.elasticsearchHeap()).isEqualTo("1g");
        assertThat(changed.elasticsearchJvmOptions()).isEqualTo(List.of("-Da=b"));
        assertThat(changed.elasticsearchHome()).contains(Path.of("/es"));
    }

    @Test
    void refusesToStartNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withServices(false, false))
                .withMessageContaining("at least one");
    }

    @Test
    void refusesTheRootOfTheFileSystem() {
        assertThatIllegalArgumentException().isThrownBy(() -> LocalServicesOptions.in(Path.of("/")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "512", "0m", "512 m", "512k", "-1g", "512m\n-XX:+UseG1GC"})
    void refusesWrongHeap(String heap) {
        assertThatIllegalArgumentException().isThrownBy(() -> options.withElasticsearchHeap(heap));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Xmx1g", "-Da=b\n-Dc=d"})
    void refusesWrongJvmOptions(String option) {
        assertThatIllegalArgumentException().isThrownBy(() -> options.withElasticsearchJvmOptions(option));
    }

    @Test
    void refusesWrongTimes() {
        assertThatIllegalArgumentException().isThrownBy(() -> options.withLockWait(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withStartLimit(Duration.ZERO));
    }
}
