package org.jiebang.api.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.Table;
import org.jiebang.api.platform.Compute;
import org.jiebang.catalog.Contact;
import org.jiebang.catalog.Library;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Keys change while the platform works; afterwards the old one can be taken away. */
@PlatformTest
class KeyRotationIT {
    private static final String OLD = "old:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";
    private static final int MANY = 450;

    private final Platform platform;
    private final DatabaseClient database;
    private final Compute compute;
    private final TransactionalOperator transactions;
    private final List<SealedColumn> columns;
    private final ContactStore contacts;
    private final Suppressions suppressions;

    KeyRotationIT(
            Platform platform,
            DatabaseClient database,
            Compute compute,
            TransactionalOperator transactions,
            List<SealedColumn> columns,
            ContactStore contacts,
            Suppressions suppressions) {
        this.platform = platform;
        this.database = database;
        this.compute = compute;
        this.transactions = transactions;
        this.columns = columns;
        this.contacts = contacts;
        this.suppressions = suppressions;
    }

    @BeforeEach
    void samples() {
        platform.awaitSamples();
    }

    private static Contact contact(int i) {
        return new Contact("某" + i, "138" + (10_000_000 + i), "a" + i + "@example.cn");
    }

    private List<UUID> records(String name) {
        Table table = Table.experts();
        for (int i = 0; i < MANY; i++) {
            table.row(name + i, "单位" + i, "方向");
        }
        platform.load(table);
        return database.sql("SELECT id FROM library_record WHERE payload ->> 'name' LIKE $1 ORDER BY id")
                .bind("$1", name + "%")
                .map(row -> row.get("id", UUID.class))
                .all()
                .collectList()
                .block();
    }

    @Test
    void oldKeyCanBeTakenAwayAfterwards() {
        FieldCipher old = new FieldCipher(OLD);
        List<UUID> records = records(Platform.unique("轮换"));
        Map<UUID, Contact> written = new java.util.HashMap<>();
        for (int i = 0; i < MANY; i++) {
            written.put(records.get(i), contact(i));
        }
        new ContactStore(database, old, compute).write(written).block();
        String suppressed = "ab".repeat(32);
        new Suppressions(database, old, compute)
                .suppress(Library.EXPERTS, suppressed)
                .block();
        String job = refusedRow(old);
        UUID one = records.getFirst();
        assertThat(keys()).contains("old");
        assertThat(contacts.find(one).materialize().block().isOnError())
                .as("the new key alone does not open")
                .isTrue();
        assertThat(suppressions.among(Library.EXPERTS, List.of(suppressed)).block())
                .isEmpty();

        FieldCipher both = new FieldCipher(PlatformTest.KEYS + "," + OLD);
        assertThat(new ContactStore(database, both, compute).find(one).block()).isEqualTo(written.get(one));
        assertThat(new Suppressions(database, both, compute)
                        .among(Library.EXPERTS, List.of(suppressed))
                        .block())
                .containsExactly(suppressed);
        KeyRotation rotation = new KeyRotation(columns, both, database, compute, transactions);
        int batches = 0;
        while (Boolean.TRUE.equals(rotation.work().block())) {
            batches++;
        }

        assertThat(batches).isEqualTo(3);
        assertThat(keys()).doesNotContain("old");
        for (UUID record : records) {
            assertThat(contacts.find(record).block()).isEqualTo(written.get(record));
        }
        assertThat(suppressions
                        .among(Library.EXPERTS, List.of("cd".repeat(32), suppressed))
                        .block())
                .containsExactly(suppressed);
        assertThat(suppressions.among(Library.PROBLEMS, List.of(suppressed)).block())
                .isEmpty();
        assertThat(platform.job(job).path("errors").get(0).path("value").asString())
                .isEqualTo("轮换前");
    }

    /** Seals the finding of a refused row under another key, as if it had been written before the keys changed. */
    private String refusedRow(FieldCipher old) {
        String job = platform.load(
                        Library.EXPERTS,
                        "table.csv",
                        Table.experts().row("", "单位", "方向").csv())
                .path("id")
                .asString();
        String said = """
                {"cells": {"工作单位": "单位"}, "findings": [{"row": 2, "column": "姓名", "value": "轮换前", "code": "MISSING", "message": "空"}]}
                """;
        Long changed = database.sql("UPDATE import_finding SET sealed = $1, key_id = 'old' WHERE job_id = $2")
                .bind(
                        "$1",
                        ByteBuffer.wrap(old.seal("import-finding", job + "/2", said.getBytes(StandardCharsets.UTF_8))))
                .bind("$2", UUID.fromString(job))
                .fetch()
                .rowsUpdated()
                .block();
        assertThat(changed).isEqualTo(1);
        return job;
    }

    private Set<String> keys() {
        List<String> keys = new ArrayList<>();
        for (SealedColumn column : columns) {
            keys.addAll(database.sql("SELECT DISTINCT " + column.keyId() + " AS id FROM " + column.table() + " WHERE "
                            + column.keyId() + " IS NOT NULL")
                    .map(row -> row.get("id", String.class))
                    .all()
                    .collectList()
                    .block());
        }
        return Set.copyOf(keys);
    }

    @Test
    void everyColumnOfSealedValuesIsSealedAnew() {
        List<String> known = columns.stream()
                .map(column -> column.table() + "." + column.keyId())
                .toList();
        List<String> stored = database.sql("""
                        SELECT table_name || '.' || column_name AS place FROM information_schema.columns
                        WHERE table_schema = 'public' AND column_name IN ('key_id', 'confidential_key', 'mail_key', 'webhook_key', 'before_key', 'after_key')
                        """)
                .map(row -> row.get("place", String.class))
                .all()
                .collectList()
                .block();
        assertThat(known).containsExactlyInAnyOrderElementsOf(stored);
    }
}
