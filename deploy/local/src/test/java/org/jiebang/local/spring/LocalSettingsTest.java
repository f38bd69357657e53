package org.jiebang.local.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jiebang.local.LocalServicesOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class LocalSettingsTest {

    private final StandardEnvironment environment = new StandardEnvironment();
    private final Map<String, Object> processEnvironment = new HashMap<>();
    private final Map<String, Object> applicationFile = new HashMap<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void isolate() {
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, processEnvironment));
        environment.getPropertySources().addLast(new MapPropertySource("application.yml", applicationFile));
        ConfigurationPropertySources.attach(environment);
    }

    private void arguments(String... arguments) {
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
    }

    private LocalServicesOptions options() {
        return new LocalSettings(environment, folder).options().orElseThrow();
    }

    @Test
    void startsBothWhenNothingIsGiven() {
        applicationFile.put("spring.r2dbc.url", "r2dbc:postgresql://localhost/jiebang");
        applicationFile.put("jiebang.elasticsearch.uris", "http://localhost:9200");
        assertThat(options().postgres()).isTrue();
        assertThat(options().elasticsearch()).isTrue();
        assertThat(options().fresh()).isFalse();
        assertThat(options().directory()).isEqualTo(folder.resolve(".jiebang"));
    }

    @Test
    void startsOnlyElasticsearchWhenTheDatabaseIsGiven() {
        processEnvironment.put("JIEBANG_DATABASE_URL", "postgresql://db/jiebang");
        assertThat(options().postgres()).isFalse();
        assertThat(options().elasticsearch()).isTrue();
    }

    @Test
    void startsOnlyPostgresWhenElasticsearchIsGiven() {
        arguments("--jiebang.elasticsearch.uris=http://es:9200");
        assertThat(options().postgres()).isTrue();
        assertThat(options().elasticsearch()).isFalse();
    }

    @Test
    void startsNothingWhenBothAreGiven() {
        processEnvironment.put("JIEBANG_ELASTICSEARCH_URIS", "http://es:9200");
        processEnvironment.put("SPRING_R2DBC_URL", "r2dbc:postgresql://db/jiebang");
        assertThat(new LocalSettings(environment, folder).options()).isEmpty();
    }

    @Test
    void emptyVariableIsNotGiven() {
        processEnvironment.put("JIEBANG_DATABASE_URL", " ");
        assertThat(options().postgres()).isTrue();
    }

    @Test
    void freshIsAnArgument() {
        arguments("--fresh");
        assertThat(options().fresh()).isTrue();
    }

    @Test
    void freshMayBeSwitchedOff() {
        arguments("--fresh=false");
        assertThat(options().fresh()).isFalse();
    }

    @Test
    void variableFreshOfTheShellDoesNotWipe() {
        processEnvironment.put("FRESH", "true");
        assertThat(options().fresh()).isFalse();
    }

    @Test
    void dataBelongsToTheCheckout() throws IOException {
        Files.createDirectory(folder.resolve(".mvn"));
        Path module = Files.createDirectories(folder.resolve("deploy/api"));
        assertThat(new LocalSettings(environment, module)
                        .options()
                        .orElseThrow()
                        .directory())
                .isEqualTo(folder.resolve(".jiebang"));
    }

    @Test
    void readsItsOwnProperties() {
        applicationFile.put("jiebang.local.directory", "/var/tmp/other");
        applicationFile.put("jiebang.local.elasticsearch-heap", "1g");
        processEnvironment.put("JIEBANG_LOCAL_LOCK_WAIT", "3s");
        assertThat(options().directory()).isEqualTo(Path.of("/var/tmp/other"));
        assertThat(options().elasticsearchHeap()).isEqualTo("1g");
        assertThat(options().lockWait()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void refusesAWrongHeap() {
        applicationFile.put("jiebang.local.elasticsearch-heap", "much");
        assertThatIllegalArgumentException().isThrownBy(this::options).withMessageContaining("much");
    }
}
