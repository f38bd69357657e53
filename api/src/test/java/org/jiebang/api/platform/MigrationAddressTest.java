package org.jiebang.api.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                .isEqualTo("jdbc:postgresql://db:5433/jiebang?sslmode=require");
        assertThat(environment.getProperty("spring.flyway.user")).isEqualTo("one");
        assertThat(environment.getProperty("spring.flyway.password")).isEqualTo("two");
    }

    /** The JDBC driver would overlook the names of the other one, and speak in clear. */
    @ParameterizedTest
    @CsvSource({
        "r2dbc:postgresql://db/j?sslMode=verify-full&sslRootCert=/ca.pem, jdbc:postgresql://db/j?sslmode=verify-full&sslrootcert=/ca.pem",
        "r2dbc:postgresql://db/j?schema=s&sslMode=verify-ca, jdbc:postgresql://db/j?schema=s&sslmode=verify-ca",
        "r2dbcs:postgresql://db/j, jdbc:postgresql://db/j?sslmode=verify-full",
        "r2dbc:postgresql://db/j, jdbc:postgresql://db/j"
    })
    void encryptionIsNamedAsTheOtherDriverDoes(String address, String migrations) {
        MockEnvironment environment = processed(new MockEnvironment().withProperty("spring.r2dbc.url", address));
        assertThat(environment.getProperty("spring.flyway.url")).isEqualTo(migrations);
    }

    @Test
    void migrationsMayHaveAnAccountOfTheirOwn() {
        MockEnvironment environment = processed(new MockEnvironment()
                .withProperty("spring.r2dbc.url", "r2dbc:postgresql://db/jiebang")
                .withProperty("spring.r2dbc.username", "worker")
                .withProperty("spring.flyway.user", "owner"));
        assertThat(environment.getProperty("spring.flyway.user")).isEqualTo("owner");
        assertThat(environment.getProperty("spring.flyway.url")).isEqualTo("jdbc:postgresql://db/jiebang");
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
