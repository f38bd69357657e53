package org.jiebang.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.TestServices;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.api.access.Role;
import org.jiebang.api.privacy.FieldCipher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * The platform as an operator should run it: migrations under an account of their own, so that the one with which it works owns nothing, and
 * two factors demanded of the powerful.
 */
@PlatformTest
@ContextConfiguration(initializers = HardenedIT.LeastPrivilege.class)
@TestPropertySource(properties = "jiebang.sign-in.second-factor-required=powerful")
class HardenedIT {
    private static final String WORKER = "worker_of_the_test";

    /** Makes the working account; the migrations run under the one that the other tests use for everything. */
    static final class LeastPrivilege implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            new TestServices().initialize(context);
            ConfigurableEnvironment environment = context.getEnvironment();
            var owner = new DriverManagerDataSource(
                    environment.getRequiredProperty("spring.flyway.url"),
                    environment.getRequiredProperty("spring.flyway.user"),
                    environment.getProperty("spring.flyway.password", ""));
            try (var connection = owner.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("DO $$ BEGIN CREATE ROLE " + WORKER + " LOGIN PASSWORD 'works';"
                        + " EXCEPTION WHEN duplicate_object THEN NULL; END $$");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            TestPropertyValues.of("spring.r2dbc.username=" + WORKER, "spring.r2dbc.password=works")
                    .applyTo(context);
        }
    }

    private final Platform platform;
    private final People people;
    private final DatabaseClient database;
    private final FieldCipher cipher;

    HardenedIT(Platform platform, People people, DatabaseClient database, FieldCipher cipher) {
        this.platform = platform;
        this.people = people;
        this.database = database;
        this.cipher = cipher;
    }

    /** The administrator of the tests has signed in with two factors. */
    @BeforeEach
    void anAdministratorAsDemanded() {
        platform.answer(people.local("admin").get().uri("/api/session"), 200);
        database.sql("UPDATE session SET two_factors = true"
                        + " WHERE account_id = (SELECT id FROM account WHERE username = 'admin')")
                .fetch()
                .rowsUpdated()
                .block();
    }

    private boolean isDemanded(WebTestClient browser) {
        return platform.answer(browser.get().uri("/api/session"), 200)
                .path("secondFactorRequired")
                .asBoolean();
    }

    @Test
    void whoMayRevealContactsDoesNothingBeforeHeHasASecondFactor() {
        String province = people.organisation(OrganisationKind.PROVINCE, Platform.unique("两步科协"), "320000")
                .path("id")
                .asString();
        People.Person staff = people.member(province, Role.STAFF);
        assertThat(isDemanded(staff.web())).isTrue();
        platform.refusal(staff.web().get().uri("/api/permissions"), 403, "SECOND_FACTOR_REQUIRED");
        platform.refusal(staff.web().get().uri("/api/imports"), 403, "SECOND_FACTOR_REQUIRED");

        platform.answer(
                People.post(staff.web(), "/api/account/second-factor", Map.of("currentPassword", staff.password())),
                200);
        platform.refusal(staff.web().get().uri("/api/imports"), 403, "SECOND_FACTOR_REQUIRED");
        byte[] secret = secret(staff.accountId());
        platform.answer(
                People.post(
                        staff.web(),
                        "/api/account/second-factor/confirmation",
                        Map.of("code", Totp.code(secret, Totp.step(Instant.now())))),
                200);

        assertThat(isDemanded(staff.web())).isFalse();
        platform.answer(staff.web().get().uri("/api/imports"), 200);
        People.post(
                        staff.web(),
                        "/api/account/second-factor/removal",
                        Map.of(
                                "currentPassword",
                                staff.password(),
                                "code",
                                Totp.code(secret, Totp.step(Instant.now()) + 1)))
                .exchange()
                .expectStatus()
                .isNoContent();
        platform.refusal(staff.web().get().uri("/api/imports"), 403, "SECOND_FACTOR_REQUIRED");
    }

    private byte[] secret(String account) {
        byte[] kept = database.sql("SELECT sealed FROM second_factor WHERE account_id = $1")
                .bind("$1", UUID.fromString(account))
                .map(row -> row.get("sealed", byte[].class))
                .one()
                .block();
        return cipher.open("second-factor", account, kept);
    }

    @Test
    void othersAreAskedForNothingMore() {
        String enterprise = people.organisation(OrganisationKind.ENTERPRISE, Platform.unique("一步企业"), "320582")
                .path("id")
                .asString();
        People.Person person = people.member(enterprise, Role.ENTERPRISE);

        assertThat(isDemanded(person.web())).isFalse();
        platform.answer(person.web().get().uri("/api/permissions"), 200);
        platform.answer(people.visitor().get().uri("/api/permissions"), 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_entry SET role = 'STAFF'",
                "DELETE FROM audit_entry",
                "TRUNCATE audit_entry",
                "DROP TRIGGER audit_entry_append_only ON audit_entry",
                "ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only",
                "CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "DROP TABLE audit_entry",
                "DROP TABLE account",
                "ALTER TABLE account ADD COLUMN more text",
                "CREATE TABLE of_its_own (id integer)",
                "SELECT * FROM flyway_schema_history",
                "DELETE FROM flyway_schema_history"
            })
    void theWorkingAccountCannot(String sql) {
        assertThatThrownBy(() -> database.sql(sql).fetch().rowsUpdated().block())
                .hasStackTraceContaining("42501");
    }

    @Test
    void theWorkingAccountIsTheOneThatWorks() {
        assertThat(platform.strings("SELECT relname FROM pg_class"
                        + " WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
                        + " AND relname NOT IN ('audit_entry', 'flyway_schema_history')"
                        + " AND NOT (has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT')"
                        + " AND has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE'))"))
                .as("tables that the platform could not use")
                .isEmpty();
    }
}
