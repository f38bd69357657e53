package org.jiebang.api.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.Table;
import org.jiebang.api.TestSessions;
import org.jiebang.api.platform.Compute;
import org.jiebang.catalog.Library;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.r2dbc.core.DatabaseClient;

/** What nobody needs any more is thrown away; the rest stays. */
@PlatformTest
class RetentionIT {
    private final Platform platform;
    private final DatabaseClient database;
    private final Retention retention;
    private final RetentionProperties periods;
    private final Compute compute;
    private final TestSessions sessions;

    RetentionIT(
            Platform platform,
            DatabaseClient database,
            Retention retention,
            RetentionProperties periods,
            Compute compute,
            TestSessions sessions) {
        this.platform = platform;
        this.database = database;
        this.retention = retention;
        this.periods = periods;
        this.compute = compute;
        this.sessions = sessions;
    }

    @BeforeEach
    void samples() {
        platform.awaitSamples();
    }

    private long execute(String sql) {
        Long rows = database.sql(sql).fetch().rowsUpdated().block();
        assertThat(rows).isNotNull();
        return rows;
    }

    private void workToTheEnd() {
        Platform.soon().until(() -> Boolean.FALSE.equals(retention.work().block()));
    }

    private String refusedRow() {
        return platform.load(
                        Library.EXPERTS,
                        "table.csv",
                        Table.experts().row("", "单位", "方向").csv())
                .path("id")
                .asString();
    }

    @Test
    void forgetsFindingsOfOldImportsAlone() {
        String old = refusedRow();
        String recent = refusedRow();
        assertThat(execute("UPDATE import_job SET finished_at = now() - interval '91 days' WHERE id = '" + old + "'"))
                .isEqualTo(1);
        assertThat(execute(
                        "UPDATE import_job SET finished_at = now() - interval '89 days' WHERE id = '" + recent + "'"))
                .isEqualTo(1);

        workToTheEnd();

        assertThat(platform.job(old).path("errors")).isEmpty();
        assertThat(platform.job(old).path("rejected").asLong())
                .as("the numbers stay")
                .isEqualTo(1);
        assertThat(platform.job(recent).path("errors")).hasSize(1);
    }

    @Test
    void forgetsEndedSessionsAndOldFailures() {
        assertThat(sessions.secret("auditor").block(Duration.ofSeconds(30))).isNotNull();
        String account = "(SELECT id FROM account WHERE username = 'auditor')";
        String membership =
                "(SELECT membership.id FROM membership WHERE account_id = " + account + " ORDER BY id LIMIT 1)";
        String mark = UUID.randomUUID().toString().replace("-", "");
        execute("INSERT INTO session (secret_hash, account_id, created_at, last_seen_at) VALUES"
                + " (decode('01" + mark + "', 'hex'), " + account
                + ", now() - interval '2 days', now() - interval '2 days'),"
                + " (decode('02" + mark + "', 'hex'), " + account
                + ", now() - interval '2 days', now() - interval '1 hour')");
        execute("INSERT INTO sign_in_failure (name_hash, failures, first_at, locked_until) VALUES"
                + " (decode('01" + mark + "', 'hex'), 3, now() - interval '2 days', NULL),"
                + " (decode('02" + mark + "', 'hex'), 3, now() - interval '2 days', now() + interval '5 minutes'),"
                + " (decode('03" + mark + "', 'hex'), 3, now() - interval '1 hour', NULL)");
        execute("INSERT INTO api_token (account_id, membership_id, name, secret_hash, scopes, expires_at) VALUES"
                + " (" + account + ", " + membership + ", 'old', decode('01" + mark
                + "', 'hex'), '{}', now() - interval '31 days'),"
                + " (" + account + ", " + membership + ", 'new', decode('02" + mark
                + "', 'hex'), '{}', now() - interval '29 days')");

        workToTheEnd();

        assertThat(left("session", "secret_hash", mark)).isEqualTo(1);
        assertThat(left("sign_in_failure", "name_hash", mark)).isEqualTo(2);
        assertThat(left("api_token", "secret_hash", mark)).isEqualTo(1);
    }

    @Test
    void removesOldTemporaryFilesOfOursAlone(@TempDir Path folder) throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(25)));
        Path receiving = Files.createDirectory(folder.resolve("spring-multipart-1"));
        Files.createFile(receiving.resolve("recent.multipart"));
        for (String name :
                List.of("jiebang-import-1.upload", "spring-multipart-1/old.multipart", "someone-elses.txt")) {
            Files.setLastModifiedTime(Files.createFile(folder.resolve(name)), old);
        }
        Files.createFile(folder.resolve("jiebang-import-3.upload"));
        Files.createDirectory(folder.resolve("jiebang-folder"));

        Retention here = new Retention(database, compute, periods, folder);
        Platform.soon().until(() -> Boolean.FALSE.equals(here.work().block()));

        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder(
                        "someone-elses.txt", "jiebang-import-3.upload", "jiebang-folder", "spring-multipart-1");
        assertThat(receiving.toFile().list()).containsExactly("recent.multipart");
    }

    private long left(String table, String column, String mark) {
        return platform.rows(
                "SELECT count(*) FROM " + table + " WHERE encode(" + column + ", 'hex') LIKE '__" + mark + "'");
    }
}
