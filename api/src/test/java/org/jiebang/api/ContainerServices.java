package org.jiebang.api;

import java.util.Map;
import org.testcontainers.elasticsearch.ElasticsearchContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The services as containers, where a container engine answers: {@code mvn verify -Pcontainers}. */
final class ContainerServices {
    private ContainerServices() {}

    static boolean wanted() {
        return "containers".equals(System.getProperty("jiebang.test.services"));
    }

    private static final class Started {
        private static final PostgreSQLContainer POSTGRES = new PostgreSQLContainer("postgres:18");
        private static final ElasticsearchContainer ELASTICSEARCH = new ElasticsearchContainer("elasticsearch:9.5.3")
                .withEnv("xpack.security.enabled", "false")
                .withEnv("ES_JAVA_OPTS", "-Xms512m -Xmx512m");

        static {
            POSTGRES.start();
            ELASTICSEARCH.start();
        }
    }

    static Map<String, String> properties() {
        PostgreSQLContainer postgres = Started.POSTGRES;
        String address = postgres.getHost() + ":" + postgres.getFirstMappedPort() + "/" + postgres.getDatabaseName();
        return Map.of(
                "spring.r2dbc.url", "r2dbc:postgresql://" + address,
                "spring.r2dbc.username", postgres.getUsername(),
                "spring.r2dbc.password", postgres.getPassword(),
                "spring.flyway.url", "jdbc:postgresql://" + address,
                "spring.flyway.user", postgres.getUsername(),
                "spring.flyway.password", postgres.getPassword(),
                "jiebang.elasticsearch.uris", "http://" + Started.ELASTICSEARCH.getHttpHostAddress());
    }
}
