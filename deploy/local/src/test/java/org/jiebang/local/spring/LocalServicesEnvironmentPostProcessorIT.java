package org.jiebang.local.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jiebang.local.LocalServices;
import org.jiebang.local.LocalServicesException;
import org.jiebang.local.LocalServicesOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** A small Spring Boot application that knows nothing of the local services. PostgreSQL alone, because it is quick. */
class LocalServicesEnvironmentPostProcessorIT {

    private static final List<String> SAID = new ArrayList<>();

    @TempDir
    private Path folder;

    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        DisposableBean usesTheDatabaseToTheEnd(Environment environment) {
            return () -> SAID.add(connects(environment) ? "connected" : "refused");
        }
    }

    private ConfigurableApplicationContext run(String profile, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.main.banner-mode=off",
                "--spring.profiles.active=" + profile,
                "--JIEBANG_ELASTICSEARCH_URIS=http://127.0.0.1:1",
                "--jiebang.local.directory=" + folder.resolve(".jiebang")));
        arguments.addAll(List.of(more));
        return new SpringApplication(Application.class).run(arguments.toArray(String[]::new));
    }

    private static boolean connects(Environment environment) {
        try (Connection connection = DriverManager.getConnection(
                environment.getProperty("spring.flyway.url", "jdbc:postgresql://127.0.0.1:1/none"),
                environment.getProperty("spring.flyway.user", ""),
                environment.getProperty("spring.flyway.password", ""))) {
            return connection.isValid(5);
        } catch (SQLException ignored) {
            return false;
        }
    }

    @Test
    void startsWhatIsMissingAndStopsItAfterTheLastBean() {
        SAID.clear();
        Environment environment;
        try (ConfigurableApplicationContext context = run("local")) {
            environment = context.getEnvironment();
            assertThat(environment.getProperty("spring.flyway.url")).startsWith("jdbc:postgresql://127.0.0.1:");
            assertThat(environment.getProperty("spring.r2dbc.url")).startsWith("r2dbc:postgresql://127.0.0.1:");
            assertThat(environment.getProperty("spring.r2dbc.username")).isEqualTo("jiebang");
            assertThat(environment.getProperty("spring.r2dbc.password")).hasSize(32);
            assertThat(environment.getProperty("jiebang.elasticsearch.uris")).isNull();
            assertThat(environment.getProperty("server.address")).isEqualTo("127.0.0.1");
            assertThat(connects(environment)).isTrue();

            LocalServicesOptions same = LocalServicesOptions.in(folder.resolve(".jiebang"));
            LocalServicesException held = catchThrowableOfType(
                    LocalServicesException.class, () -> LocalServices.start(same.withLockWait(Duration.ZERO)));
            FailureAnalysis analysis = new LocalServicesFailureAnalyzer().analyze(new RuntimeException(held));
            assertThat(analysis.getDescription()).contains("is held by");
            assertThat(analysis.getAction()).contains("jiebang.local.directory");
        }
        assertThat(SAID).containsExactly("connected");
        assertThat(connects(environment)).isFalse();
    }

    @Test
    void doesNothingWithoutTheProfile() {
        try (ConfigurableApplicationContext context = run("production")) {
            assertThat(context.getEnvironment().getProperty("spring.r2dbc.url")).isNull();
            assertThat(context.getEnvironment().getProperty("server.address")).isNull();
        }
        assertThat(folder.resolve(".jiebang")).doesNotExist();
    }

    @Test
    void keepsTheKeyThatSealsPersonalData() throws IOException {
        String external = "--JIEBANG_DATABASE_URL=postgresql://db/x";
        String key;
        try (ConfigurableApplicationContext context = run("local", external)) {
            key = context.getEnvironment().getProperty("jiebang.privacy.keys");
        }
        assertThat(key).matches("local:[A-Za-z0-9+/]{43}=");
        Path file = folder.resolve(".jiebang").resolve("data-key");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (ConfigurableApplicationContext context = run("local", external)) {
            assertThat(context.getEnvironment().getProperty("jiebang.privacy.keys"))
                    .isEqualTo(key);
        }
        Files.delete(file);
        try (ConfigurableApplicationContext context = run("local", external, "--jiebang.privacy.keys=own:key")) {
            assertThat(context.getEnvironment().getProperty("jiebang.privacy.keys"))
                    .isEqualTo("own:key");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void limitsTheServerToLoopbackUnlessToldOtherwise() {
        try (ConfigurableApplicationContext context = run("local", "--JIEBANG_DATABASE_URL=postgresql://db/x")) {
            assertThat(context.getEnvironment().getProperty("server.address")).isEqualTo("127.0.0.1");
            assertThat(context.getEnvironment().getProperty("spring.r2dbc.url")).isNull();
        }
        try (ConfigurableApplicationContext context =
                run("local", "--JIEBANG_DATABASE_URL=postgresql://db/x", "--server.address=0.0.0.0")) {
            assertThat(context.getEnvironment().getProperty("server.address")).isEqualTo("0.0.0.0");
        }
        assertThat(folder.resolve(".jiebang")).isDirectoryNotContaining("glob:**/{postgresql,elasticsearch,run}");
    }
}
