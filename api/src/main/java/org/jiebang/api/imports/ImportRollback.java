package org.jiebang.api.imports;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.access.Actor;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordBatches;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.need.UnstatedCells;
import org.jiebang.api.platform.BackgroundLoop;
import org.jiebang.api.privacy.ContactStore;
import org.jiebang.catalog.Contact;
import org.jiebang.catalog.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes imports back: records that a job made go, records that it changed are again what they were, and what somebody has worked with since
 * stays, with the reason. A batch of changes, its outbox entries and its outcomes commit together, so that after a crash any replica goes on
 * behind the last batch.
 */
@Component
class ImportRollback {
    private static final int BATCH = 400;
    private static final String TYPE = "import";

    private static final String CLAIM = """
            SELECT import_rollback.job_id, import_job.library FROM import_rollback JOIN import_job ON import_job.id = job_id
            WHERE import_rollback.state = 'RUNNING' AND not_before <= now()
            ORDER BY import_rollback.started_at, job_id LIMIT 1 FOR UPDATE OF import_rollback SKIP LOCKED
            """;

    /** What stayed the last time is looked at again, for whoever stood in the way may have gone. */
    private static final String BEGIN = """
            WITH begun AS (
                INSERT INTO import_rollback AS running (job_id) VALUES ($1)
                ON CONFLICT (job_id) DO UPDATE SET state = 'RUNNING', kept = 0, finished_at = NULL, not_before = now()
                    WHERE running.state = 'DONE' AND running.kept > 0
                RETURNING job_id),
            again AS (
                UPDATE import_change SET outcome = NULL, reason = NULL FROM begun
                WHERE import_change.job_id = begun.job_id AND outcome = 'KEPT')
            SELECT job_id FROM begun
            """;

    private static final String STANDING = """
            SELECT id, encode(content_hash, 'hex') AS content_hash, publication, owner_id IS NOT NULL AS owned,
                   id IN (SELECT record_id FROM record_in_use) AS used,
                   EXISTS (SELECT 1 FROM import_change JOIN import_job ON import_job.id = job_id
                           WHERE record_id = library_record.id AND after_hash = content_hash AND NOT dry_run AND job_id <> $2
                             AND import_job.id > $2 AND outcome IS DISTINCT FROM 'RESTORED') AS later
            FROM library_record WHERE id = ANY($1) ORDER BY id FOR UPDATE
            """;

    private final DatabaseClient database;
    private final ImportChanges changes;
    private final RecordStore records;
    private final RecordBatches batches;
    private final ContactStore contacts;
    private final UnstatedCells unstated;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    ImportRollback(
            DatabaseClient database,
            ImportChanges changes,
            RecordStore records,
            RecordBatches batches,
            ContactStore contacts,
            UnstatedCells unstated,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.database = database;
        this.changes = changes;
        this.records = records;
        this.batches = batches;
        this.contacts = contacts;
        this.unstated = unstated;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Configuration(proxyBeanMethods = false)
    static class Loops {
        @Bean
        BackgroundLoop importRollbackLoop(ImportRollback rollback) {
            return new BackgroundLoop("Taking imports back", Duration.ofMillis(700), rollback::work);
        }
    }

    /** Asks for a job to be taken back; answers false if it is being taken back, or was, and nothing stayed. */
    Mono<Boolean> begin(Actor actor, UUID job) {
        return transactions.transactional(database.sql(BEGIN)
                .bind("$1", job)
                .map(row -> true)
                .one()
                .flatMap(
                        begun -> audit.append(actor, AuditAction.IMPORT_ROLLBACK_STARTED, AuditLog.Change.of(TYPE, job))
                                .thenReturn(true))
                .defaultIfEmpty(false));
    }

    private record Claim(UUID job, Library library) {}

    /** Takes one batch back; answers whether there was one. */
    Mono<Boolean> work() {
        List<Claim> taken = new ArrayList<>();
        return transactions
                .transactional(database.sql(CLAIM)
                        .map(row -> new Claim(
                                Objects.requireNonNull(row.get("job_id", UUID.class)),
                                Library.find(Objects.requireNonNull(row.get("library", String.class)))
                                        .orElseThrow()))
                        .one()
                        .doOnNext(taken::add)
                        .flatMap(claim -> changes.pending(claim.job(), BATCH)
                                .flatMap(batch -> batch.isEmpty() ? end(claim.job()) : takeBack(claim, batch))
                                .thenReturn(true))
                        .defaultIfEmpty(false))
                .onErrorResume(error -> Flux.fromIterable(taken)
                        .concatMap(claim -> postpone(claim.job()))
                        .then(Mono.<Boolean>error(error)));
    }

    /** One that fails must not hold up the others. */
    private Mono<Void> postpone(UUID job) {
        return database.sql("UPDATE import_rollback SET not_before = now() + interval '10 seconds' WHERE job_id = $1")
                .bind("$1", job)
                .fetch()
                .rowsUpdated()
                .then();
    }

    private Mono<Void> end(UUID job) {
        return database.sql("UPDATE import_rollback SET state = 'DONE', finished_at = now() WHERE job_id = $1"
                        + " RETURNING removed, restored, kept")
                .bind("$1", job)
                .map(row -> Map.of(
                        "removed", number(row, "removed"),
                        "restored", number(row, "restored"),
                        "kept", number(row, "kept")))
                .one()
                .flatMap(counts -> audit.append(
                        Actor.platform(), AuditAction.IMPORT_ROLLED_BACK, AuditLog.Change.to(TYPE, job, counts)));
    }

    /** A record as it stands. */
    private record Standing(
            UUID id, String contentHash, Publication publication, boolean owned, boolean used, boolean later) {}

    private Mono<Void> takeBack(Claim claim, List<ImportChanges.Kept> batch) {
        return standing(claim, batch)
                .flatMap(standing -> contacts.known(
                                claim.library(),
                                batch.stream()
                                        .filter(change -> change.contact() != null)
                                        .map(ImportChanges.Kept::naturalKey)
                                        .toList())
                        .flatMap(known -> settle(claim.job(), Sorted.of(batch, standing, known))));
    }

    private Mono<Map<UUID, Standing>> standing(Claim claim, List<ImportChanges.Kept> batch) {
        return database.sql(STANDING)
                .bind(
                        "$1",
                        batch.stream()
                                .map(ImportChanges.Kept::recordId)
                                .filter(Objects::nonNull)
                                .toArray(UUID[]::new))
                .bind("$2", claim.job())
                .map(row -> new Standing(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNull(row.get("content_hash", String.class)),
                        Publication.valueOf(Objects.requireNonNull(row.get("publication", String.class))),
                        Boolean.TRUE.equals(row.get("owned", Boolean.class)),
                        Boolean.TRUE.equals(row.get("used", Boolean.class)),
                        Boolean.TRUE.equals(row.get("later", Boolean.class))))
                .all()
                .collectMap(Standing::id);
    }

    /** Changes by what becomes of them. */
    private record Sorted(
            List<ImportChanges.Kept> removed,
            List<ImportChanges.Kept> restored,
            Map<KeptReason, List<ImportChanges.Kept>> kept) {
        static Sorted of(
                List<ImportChanges.Kept> batch, Map<UUID, Standing> standing, Map<String, ContactStore.Known> known) {
            Sorted sorted = new Sorted(new ArrayList<>(), new ArrayList<>(), new EnumMap<>(KeptReason.class));
            for (ImportChanges.Kept change : batch) {
                UUID id = change.recordId();
                KeptReason reason =
                        reason(change, id == null ? null : standing.get(id), known.get(change.naturalKey()));
                if (reason != null) {
                    sorted.kept
                            .computeIfAbsent(reason, one -> new ArrayList<>())
                            .add(change);
                } else {
                    (change.created() ? sorted.removed : sorted.restored).add(change);
                }
            }
            return sorted;
        }

        private static @Nullable KeptReason reason(
                ImportChanges.Kept change, @Nullable Standing standing, ContactStore.@Nullable Known known) {
            if (standing == null) {
                return KeptReason.GONE;
            }
            if (standing.owned()) {
                return KeptReason.OWNED;
            }
            String written = change.afterHash();
            if (written != null && !written.equals(standing.contentHash())) {
                return standing.later() ? KeptReason.LATER_IMPORT : KeptReason.CHANGED_SINCE;
            }
            ImportChanges.Contacts contact = change.contact();
            if (contact != null && known != null && !known.contact().equals(contact.after())) {
                return KeptReason.CONTACT_CHANGED_SINCE;
            }
            if (change.created() && standing.used()) {
                return KeptReason.IN_USE;
            }
            return change.created() && standing.publication() != Publication.PUBLISHED ? KeptReason.WITHDRAWN : null;
        }

        long keptCount() {
            return kept.values().stream().mapToLong(List::size).sum();
        }
    }

    private Mono<Void> settle(UUID job, Sorted sorted) {
        Map<UUID, RecordBatches.Before> before = new LinkedHashMap<>();
        Map<UUID, Contact> contactBefore = new LinkedHashMap<>();
        for (ImportChanges.Kept change : sorted.restored()) {
            UUID id = Objects.requireNonNull(change.recordId());
            RecordBatches.Before was = change.before();
            ImportChanges.Contacts contact = change.contact();
            if (was != null) {
                before.put(id, was);
            }
            if (contact != null) {
                contactBefore.put(id, contact.before());
            }
        }
        return records.remove(sorted.removed().stream()
                        .map(change -> Objects.requireNonNull(change.recordId()))
                        .collect(Collectors.toSet()))
                .then(batches.restore(before))
                .then(restoreContacts(contactBefore))
                .then(unstated.takenBack(job, before.keySet()))
                .then(changes.settle(job, sorted.removed(), "REMOVED", null))
                .then(changes.settle(job, sorted.restored(), "RESTORED", null))
                .then(Flux.fromIterable(sorted.kept().entrySet())
                        .concatMap(entry -> changes.settle(job, entry.getValue(), "KEPT", entry.getKey()))
                        .then())
                .then(count(job, sorted));
    }

    private Mono<Void> restoreContacts(Map<UUID, Contact> before) {
        Map<UUID, Contact> said = new LinkedHashMap<>(before);
        said.values().removeIf(Contact::isEmpty);
        return contacts.write(said)
                .then(Flux.fromIterable(before.entrySet())
                        .filter(entry -> entry.getValue().isEmpty())
                        .concatMap(entry -> contacts.write(entry.getKey(), Contact.EMPTY))
                        .then());
    }

    private Mono<Void> count(UUID job, Sorted sorted) {
        return database.sql(
                        "UPDATE import_rollback SET removed = removed + $2, restored = restored + $3, kept = kept + $4"
                                + " WHERE job_id = $1")
                .bind("$1", job)
                .bind("$2", (long) sorted.removed().size())
                .bind("$3", (long) sorted.restored().size())
                .bind("$4", sorted.keptCount())
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
