package org.jiebang.api.platform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives Flyway the database that the platform itself uses: migrations go over JDBC, everything else over R2DBC, and nobody should have to
 * name one database twice. A {@code spring.flyway.url} that is set stays.
 */
public final class MigrationAddress implements EnvironmentPostProcessor, Ordered {
    private static final String FLYWAY = "spring.flyway.url";
    private static final List<String> SSL = List.of("sslmode", "sslrootcert", "sslcert", "sslkey", "sslpassword");

    /** After the application's files and the local services have said which database it is. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String database = environment.getProperty("spring.r2dbc.url", "");
        if (environment.containsProperty(FLYWAY) || !database.matches("r2dbcs?:postgresql:.*")) {
            return;
        }
        Map<String, Object> properties = new HashMap<>();
        properties.put(FLYWAY, jdbc(database));
        properties.put("spring.flyway.user", environment.getProperty("spring.r2dbc.username", ""));
        properties.put("spring.flyway.password", environment.getProperty("spring.r2dbc.password", ""));
        environment.getPropertySources().addLast(new MapPropertySource("jiebang-migrations", properties));
    }

    /** The JDBC driver writes its parameters in lower case and overlooks others: a connection would not be encrypted. */
    private static String jdbc(String database) {
        String address = database.replaceFirst("^r2dbcs?:", "jdbc:");
        int query = address.indexOf('?');
        String parameters = query < 0 ? "" : address.substring(query + 1);
        for (String name : SSL) {
            parameters = parameters.replaceAll("(?i)(^|&)" + name + "=", "$1" + name + "=");
        }
        if (database.startsWith("r2dbcs:") && !parameters.contains(SSL.getFirst() + "=")) {
            parameters += (parameters.isEmpty() ? "" : "&") + SSL.getFirst() + "=verify-full";
        }
        return (query < 0 ? address : address.substring(0, query)) + (parameters.isEmpty() ? "" : "?" + parameters);
    }
}
