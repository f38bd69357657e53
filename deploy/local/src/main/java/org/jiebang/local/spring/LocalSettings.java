package org.jiebang.local.spring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jiebang.local.LocalServicesOptions;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Reads from the environment what is to be started, and where. */
final class LocalSettings {

    private static final String FRESH = "fresh";

    private final ConfigurableEnvironment environment;
    private final Path workingDirectory;

    LocalSettings(ConfigurableEnvironment environment, Path workingDirectory) {
        this.environment = environment;
        this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
    }

    /** What is missing; empty when both services are given from outside. */
    Optional<LocalServicesOptions> options() {
        boolean postgres = !given("JIEBANG_DATABASE_URL", "spring.r2dbc.url");
        boolean elasticsearch = !given("JIEBANG_ELASTICSEARCH_URIS", "jiebang.elasticsearch.uris");
        if (!postgres && !elasticsearch) {
            return Optional.empty();
        }
        LocalServicesOptions options = LocalServicesOptions.in(directory())
                .withServices(postgres, elasticsearch)
                .withFresh(fresh());
        String heap = environment.getProperty("jiebang.local.elasticsearch-heap", "");
        String wait = environment.getProperty("jiebang.local.lock-wait", "");
        options = heap.isBlank() ? options : options.withElasticsearchHeap(heap.strip());
        return Optional.of(wait.isBlank() ? options : options.withLockWait(duration(wait.strip())));
    }

    /** Where the key that seals personal data is kept; empty when keys are given from outside. */
    Optional<Path> dataKeyDirectory() {
        return given("JIEBANG_DATA_KEYS", "jiebang.privacy.keys") ? Optional.empty() : Optional.of(directory());
    }

    private static Duration duration(String text) {
        return DurationStyle.detectAndParse(text);
    }

    /**
     * Whether one of the names has a value on the command line, as a system property or in the process environment.
     * What the application's own files say is a default and does not count.
     */
    private boolean given(String... names) {
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (ConfigurationPropertySources.isAttachedConfigurationPropertySource(source)) {
                continue;
            }
            for (String name : names) {
                Object value = source.getProperty(name);
                if (value != null && !value.toString().isBlank()) {
                    return true;
                }
            }
            if (source.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
                return false;
            }
        }
        return false;
    }

    /**
     * {@code --fresh}, {@code --fresh=true} or {@code -Dfresh}. A variable FRESH of the process environment does not
     * count: nobody loses data to a variable that was set for something else.
     */
    private boolean fresh() {
        for (PropertySource<?> source : environment.getPropertySources()) {
            boolean counts = !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source)
                    && !source.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
            Object value = counts ? source.getProperty(FRESH) : null;
            if (value != null) {
                return value.toString().isBlank() || Boolean.parseBoolean(value.toString());
            }
        }
        return false;
    }

    private Path directory() {
        String given = environment.getProperty("jiebang.local.directory", "");
        return checkout().resolve(given.isBlank() ? ".jiebang" : given.strip());
    }

    /** The build may run the application in a module's folder; the data belongs to the whole checkout. */
    private Path checkout() {
        for (Path path = workingDirectory; path != null; path = path.getParent()) {
            if (Files.isDirectory(path.resolve(".mvn"))) {
                return path;
            }
        }
        return workingDirectory;
    }
}
