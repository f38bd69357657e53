package org.jiebang.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.TestSessions;
import org.jiebang.api.access.Actor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@PlatformTest
@ExtendWith(OutputCaptureExtension.class)
class AuditIT {
    private final Platform platform;
    private final WebTestClient auditor;
    private final AuditLog log;
    private final DatabaseClient database;
    private final TransactionalOperator transactions;

    AuditIT(
            Platform platform,
            WebTestClient web,
            AuditLog log,
            DatabaseClient database,
            TransactionalOperator transactions) {
        this.platform = platform;
        this.auditor = web.mutate().defaultHeader(TestSessions.AS, "auditor").build();
        this.log = log;
        this.database = database;
        this.transactions = transactions;
    }

    private static Mono<Void> append(AuditLog log, String subject) {
        return log.append(
                Actor.anonymous("192.0.2.7", "request-" + subject),
                AuditAction.ACCOUNT_CHANGED,
                new AuditLog.Change("test", subject, Map.of("name", "旧"), Map.of("name", "新")));
    }

    private JsonNode verify() {
        return platform.answer(auditor.post().uri("/api/audit/verification"), 200);
    }

    @Test
    void tellsWhoDidWhatFromWhereAndWhatChanged() {
        String subject = UUID.randomUUID().toString();
        append(log, subject).block();

        JsonNode entry = platform.answer(auditor.get().uri("/api/audit?subject={id}", subject), 200)
                .path("entries")
                .path(0);

        assertThat(entry.path("address").asString()).isEqualTo("192.0.2.7");
        assertThat(entry.path("requestId").asString()).isEqualTo("request-" + subject);
        assertThat(entry.path("role").asString()).isEqualTo("ANONYMOUS");
        assertThat(entry.path("actionLabel").asString()).isEqualTo("修改账号");
        assertThat(entry.path("before").path("name").asString()).isEqualTo("旧");
        assertThat(entry.path("after").path("name").asString()).isEqualTo("新");
    }

    @Test
    void pagesGoThroughEveryEntryOnce() {
        String subject = UUID.randomUUID().toString();
        Flux.range(0, 25).concatMap(i -> append(log, subject)).then().block();
        List<Long> positions = new java.util.ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = platform.answer(
                    auditor.get().uri("/api/audit?subject={id}&size=10&cursor={cursor}", subject, cursor), 200);
            page.path("entries")
                    .forEach(entry -> positions.add(entry.path("position").asLong()));
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());

        assertThat(positions)
                .hasSize(25)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void manyWritersAtOnceMakeOneChain() {
        String subject = UUID.randomUUID().toString();
        Flux.range(0, 60).flatMap(i -> append(log, subject), 12).then().block();

        assertThat(platform.rows("SELECT count(*) FROM audit_entry WHERE subject_id = '" + subject + "'"))
                .isEqualTo(60);
        assertThat(verify().path("intact").asBoolean()).isTrue();
    }

    @Test
    void anEntryGoesWithTheDeedThatFails(CapturedOutput output) {
        String subject = UUID.randomUUID().toString();
        AtomicInteger failed = new AtomicInteger();
        transactions
                .transactional(append(log, subject).then(Mono.error(new IllegalStateException("the deed fails"))))
                .onErrorResume(error -> Mono.fromRunnable(failed::incrementAndGet))
                .block();

        assertThat(failed).hasValue(1);
        assertThat(platform.rows("SELECT count(*) FROM audit_entry WHERE subject_id = '" + subject + "'"))
                .isZero();
        assertThat(output.getAll()).doesNotContain(subject);
        assertThat(verify().path("intact").asBoolean()).isTrue();
    }

    /** From the log an entry leaves the machine; with its hash, by which a chain made anew shows. */
    @Test
    void anEntryGoesToTheLogAsWell(CapturedOutput output) {
        String subject = UUID.randomUUID().toString();
        append(log, subject).block();

        String hash = platform.strings(
                        "SELECT encode(hash, 'hex') FROM audit_entry WHERE subject_id = '" + subject + "'")
                .getFirst();
        String line = output.getAll()
                .lines()
                .filter(one -> one.contains(subject))
                .findFirst()
                .orElseThrow();
        assertThat(line).contains("ACCOUNT_CHANGED of test " + subject).doesNotContain("旧", "新");
        assertThat(line.replaceAll(".*hash ", "").replace("-", "")).isEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_entry SET action = 'SIGNED_OUT' WHERE subject_id = '%s'",
                "DELETE FROM audit_entry WHERE subject_id = '%s'",
                "TRUNCATE audit_entry"
            })
    void theDatabaseRefusesToChangeAnEntry(String statement) {
        String subject = UUID.randomUUID().toString();
        append(log, subject).block();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> database.sql(statement.formatted(subject))
                        .fetch()
                        .rowsUpdated()
                        .block())
                .hasStackTraceContaining("append-only");
    }

    /** Whoever may switch the trigger off leaves a chain that does not hold. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "address = '192.0.2.8'",
                "after = '{\"name\":\"改\"}'",
                "at = at + interval '1 microsecond'",
                "account_id = '00000000-0000-7000-8000-000000000001'",
                "hash = sha256(hash)",
                "previous_hash = sha256(previous_hash)",
                "position = -position"
            })
    void tamperingIsFoundAndNamed(String change) {
        String subject = UUID.randomUUID().toString();
        append(log, subject).then(append(log, UUID.randomUUID().toString())).block();
        long position = platform.rows("SELECT position FROM audit_entry WHERE subject_id = '" + subject + "'");
        String copy = "audit_copy_" + subject.replace("-", "");
        tamper("CREATE TABLE " + copy + " AS SELECT * FROM audit_entry WHERE position = " + position);
        try {
            tamper(
                    "ALTER TABLE audit_entry DISABLE TRIGGER USER",
                    "UPDATE audit_entry SET " + change + " WHERE position = " + position);

            JsonNode report = verify();
            assertThat(report.path("intact").asBoolean()).isFalse();
            assertThat(report.path("firstBroken").path("position").asLong())
                    .isBetween(change.startsWith("position") ? -position : position, position + 1);
            assertThat(report.path("firstBroken").path("reason").asString()).isNotBlank();
        } finally {
            tamper(
                    "DELETE FROM audit_entry WHERE position IN (" + position + ", -" + position + ")",
                    "INSERT INTO audit_entry SELECT * FROM " + copy,
                    "DROP TABLE " + copy,
                    "ALTER TABLE audit_entry ENABLE TRIGGER USER");
        }
        assertThat(verify().path("intact").asBoolean()).isTrue();
    }

    private void tamper(String... statements) {
        for (String statement : statements) {
            database.sql(statement).fetch().rowsUpdated().block();
        }
    }
}
