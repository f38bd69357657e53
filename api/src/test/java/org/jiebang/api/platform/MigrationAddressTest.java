package org.jiebang.api.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class MigrationAddressTest {
    private static MockEnvironment processed(MockEnvironment environment) {
        new MigrationAddress().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }

    @Test
    void migratesTheDatabaseThatThePlatformUses() {
        MockEnvironment environment = processed(new MockEnvironment()
                .withProperty("spring.r2dbc.url", "r2dbc:postgresql://db:5433/jiebang?sslMode=require")
                .withProperty("spring.r2dbc.username", "one")
                .withProperty("spring.r2dbc.password", "two"));
        assertThat(environment.getProperty("spring.flyway.url"))
                .isEqualTo("jdbc:postgresql://db:5433/jiebang?sslMode=require");
        assertThat(environment.getProperty("spring.flyway.user")).isEqualTo("one");
        assertThat(environment.getProperty("spring.flyway.password")).isEqualTo("two");
    }

    @Test
    void anAddressOfItsOwnStays() {
        MockEnvironment environment = processed(new MockEnvironment()
                .withProperty("spring.r2dbc.url", "r2dbc:postgresql://db/jiebang")
                .withProperty("spring.flyway.url", "jdbc:postgresql://other/jiebang"));
        assertThat(environment.getProperty("spring.flyway.url")).isEqualTo("jdbc:postgresql://other/jiebang");
        assertThat(environment.containsProperty("spring.flyway.user")).isFalse();
    }
}
