package org.jiebang.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jiebang.local.LocalServices;
import org.jiebang.local.LocalServicesOptions;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The PostgreSQL and Elasticsearch that all tests of a build share: those that {@code JIEBANG_DATABASE_URL} and {@code
 * JIEBANG_ELASTICSEARCH_URIS} name, containers under the Maven profile {@code containers}, else local child processes.
 */
public final class TestServices implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final boolean GIVEN =
            System.getenv("JIEBANG_DATABASE_URL") != null && System.getenv("JIEBANG_ELASTICSEARCH_URIS") != null;

    /** Started once a JVM; the children end with it. */
    private static final class Local {
        private static final LocalServices INSTANCE = start();

        private static LocalServices start() {
            LocalServices services = LocalServices.start(LocalServicesOptions.in(Path.of("target", "services"))
                    .withFresh(true)
                    .withElasticsearchJvmOptions("-XX:TieredStopAtLevel=1"));
            services.awaitElasticsearch(Duration.ofMinutes(2));
            return services;
        }
    }

    /** The local child processes, for tests that stop one of them. */
    public static LocalServices local() {
        return Local.INSTANCE;
    }

    /** Are the services local child processes, which a test may stop? */
    public static boolean areLocal() {
        return !GIVEN && !ContainerServices.wanted();
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (!GIVEN) {
            Map<String, String> properties =
                    ContainerServices.wanted() ? ContainerServices.properties() : localProperties();
            TestPropertyValues.of(properties).applyTo(context);
        }
    }

    private static Map<String, String> localProperties() {
        LocalServices services = local();
        return Map.of(
                "spring.r2dbc.url", services.r2dbcUrl(),
                "spring.r2dbc.username", services.user(),
                "spring.r2dbc.password", services.password(),
                "spring.flyway.url", services.jdbcUrl(),
                "spring.flyway.user", services.user(),
                "spring.flyway.password", services.password(),
                "jiebang.elasticsearch.uris", services.elasticsearchUri().toString());
    }
}
