package org.jiebang.api.platform;

import java.util.HashMap;
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

    /** After the application's files and the local services have said which database it is. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String database = environment.getProperty("spring.r2dbc.url", "");
        if (environment.containsProperty(FLYWAY) || !database.startsWith("r2dbc:postgresql:")) {
            return;
        }
        Map<String, Object> properties = new HashMap<>();
        properties.put(FLYWAY, database.replaceFirst("^r2dbc:", "jdbc:"));
        properties.put("spring.flyway.user", environment.getProperty("spring.r2dbc.username", ""));
        properties.put("spring.flyway.password", environment.getProperty("spring.r2dbc.password", ""));
        environment.getPropertySources().addLast(new MapPropertySource("jiebang-migrations", properties));
    }
}
