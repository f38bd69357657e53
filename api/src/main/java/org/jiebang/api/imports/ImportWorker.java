package org.jiebang.api.imports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.library.RecordBatches;
import org.jiebang.api.library.RecordDraft;
import org.jiebang.api.need.DoubtIntake;
import org.jiebang.api.need.UnstatedCells;
import org.jiebang.api.platform.BackgroundLoop;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.api.privacy.ContactStore;
import org.jiebang.api.privacy.Suppressions;
import org.jiebang.catalog.Contact;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.ingest.library.Finding;
import org.jiebang.ingest.library.LibraryFile;
import org.jiebang.ingest.library.LibraryTable;
import org.jiebang.ingest.workbook.FileRefused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Works through import jobs, one at a time. A batch of rows, their outbox entries, their findings and the job's checkpoint commit together,
 * and only while this worker holds the job: after a crash the job goes on behind the last batch, no row lost and none doubled.
 */
@Component
class ImportWorker {
    private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);
    private static final int BATCH = 400;

    private final UUID owner = UUID.randomUUID();
    private final ImportStore jobs;
    private final ImportFiles files;
    private final RecordBatches records;
    private final ImportChanges changes;
    private final ContactStore contacts;
    private final Suppressions suppressions;
    private final DoubtIntake doubts;
    private final UnstatedCells unstated;
    private final Compute compute;
    private final TransactionalOperator transactions;

    ImportWorker(
            ImportStore jobs,
            ImportFiles files,
            RecordBatches records,
            ImportChanges changes,
            ContactStore contacts,
            Suppressions suppressions,
            DoubtIntake doubts,
            UnstatedCells unstated,
            Compute compute,
            TransactionalOperator transactions) {
        this.jobs = jobs;
        this.files = files;
        this.records = records;
        this.changes = changes;
        this.contacts = contacts;
        this.suppressions = suppressions;
        this.doubts = doubts;
        this.unstated = unstated;
        this.compute = compute;
        this.transactions = transactions;
    }

    @Configuration(proxyBeanMethods = false)
    static class Loops {
        @Bean
        BackgroundLoop importLoop(ImportWorker worker) {
            return new BackgroundLoop("Import", Duration.ofMillis(500), worker::work);
        }
    }

    /** Takes one job and works on it to its end; answers whether there was one. */
    Mono<Boolean> work() {
        return jobs.claim(owner).flatMap(claim -> run(claim).thenReturn(true)).defaultIfEmpty(false);
    }

    private Mono<Void> run(ImportStore.Claim claim) {
        return Mono.usingWhen(
                        files.restore(claim.id()),
                        file -> read(claim, file),
                        file -> compute.run(() -> Files.deleteIfExists(file)).then())
                .onErrorResume(FileRefused.class, refused -> {
                    LOG.info("Import {} refused: {}", claim.id(), refused.getMessage());
                    return end(
                            claim,
                            ImportJob.State.FAILED,
                            new ImportJob.Failure(
                                    refused.code().name(), refused.code().chinese()));
                })
                .onErrorResume(error -> claim.isLastAttempt() && !(error instanceof LeaseLost), error -> {
                    LOG.error("Import {} failed {} times", claim.id(), claim.attempts(), error);
                    return end(
                            claim,
                            ImportJob.State.FAILED,
                            new ImportJob.Failure(ErrorCode.INTERNAL.name(), ErrorCode.INTERNAL.wayOut()));
                });
    }

    private Mono<Void> end(ImportStore.Claim claim, ImportJob.State state, ImportJob.Failure failure) {
        return transactions.transactional(
                jobs.finish(claim.id(), owner, state, failure).then(doubts.imported(claim.id())));
    }

    private Mono<Void> read(ImportStore.Claim claim, Path file) {
        return compute.run(() -> count(file, claim))
                .flatMap(counted -> jobs.start(claim.id(), owner, counted.rows(), counted.ignoredColumns())
                        .then(Mono.usingWhen(
                                compute.run(() -> new ImportBatch.Reader(
                                        LibraryFile.open(file, claim.library()), claim.checkpoint())),
                                reading -> work(claim, reading),
                                reading -> compute.run(() -> {
                                            reading.close();
                                            return true;
                                        })
                                        .then())));
    }

    private record Counted(long rows, List<String> ignoredColumns) {}

    private static Counted count(Path file, ImportStore.Claim claim) {
        try (LibraryFile library = LibraryFile.open(file, claim.library())) {
            return new Counted(library.countRows(), library.headings().unknown());
        }
    }

    private Mono<Void> work(ImportStore.Claim claim, ImportBatch.Reader reading) {
        return compute.run(() -> reading.next(BATCH))
                .repeat()
                .takeUntil(ImportBatch::last)
                .concatMap(batch -> settle(claim, batch), 1)
                .takeUntil(cancelled -> cancelled)
                .last(false)
                .flatMap(cancelled -> end(
                        claim,
                        cancelled ? ImportJob.State.CANCELLED : ImportJob.State.SUCCEEDED,
                        new ImportJob.Failure("", "")));
    }

    /** Another worker took the job; nothing of this batch was kept. */
    private static final class LeaseLost extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Mono<Boolean> settle(ImportStore.Claim claim, ImportBatch batch) {
        if (batch.rows().isEmpty()) {
            return Mono.just(false);
        }
        Mono<Boolean> settled = suppressions
                .among(claim.library(), batch.naturalKeys())
                .map(batch::without)
                .flatMap(allowed -> settleStated(claim, allowed));
        return transactions.transactional(settled.switchIfEmpty(Mono.error(LeaseLost::new)));
    }

    /** With what people decided of cells that the rows leave blank; of the others they are asked. Samples leave them blank on purpose. */
    private Mono<Boolean> settleStated(ImportStore.Claim claim, ImportBatch batch) {
        return unstated.look(claim.sample() ? List.of() : batch.problems())
                .flatMap(looked -> settleAllowed(claim, batch.with(LibraryTable.of(claim.library()), looked.decided()))
                        .flatMap(cancelled -> (claim.dryRun() ? Mono.empty() : unstated.ask(claim.id(), looked))
                                .thenReturn(cancelled)));
    }

    private Mono<Boolean> settleAllowed(ImportStore.Claim claim, ImportBatch batch) {
        return records.findAlike(claim.library(), batch.drafts()).flatMap(alike -> {
            List<ImportStore.RowFindings> findings = findings(batch, alike);
            long rejected = batch.rows().size() - batch.accepted().size();
            long flagged = findings.stream().filter(row -> !row.rejected()).count();
            return write(claim, batch)
                    .flatMap(written -> jobs.addFindings(claim.id(), findings)
                            .then(jobs.settle(
                                    claim.id(),
                                    owner,
                                    new ImportStore.Progress(
                                            batch.rows().getLast().number(),
                                            written.accepted(),
                                            written.created(),
                                            batch.drafts().size() - written.accepted(),
                                            rejected,
                                            flagged))));
        });
    }

    /** How many rows changed anything, and how many of them made a new record. */
    private record Accepted(long accepted, long created) {}

    /** Writes the records and then the contacts that differ from what is stored, and notes what changed. */
    private Mono<Accepted> write(ImportStore.Claim claim, ImportBatch batch) {
        Map<String, Contact> said = batch.contacts();
        return contacts.known(claim.library(), List.copyOf(said.keySet())).flatMap(known -> {
            Map<String, Contact> changed = new LinkedHashMap<>(said);
            changed.entrySet().removeIf(entry -> isKept(known.get(entry.getKey()), entry.getValue()));
            return (claim.dryRun()
                            ? records.wouldWrite(claim.library(), batch.drafts(), claim.sample())
                            : records.write(claim.library(), batch.drafts(), claim.sample()))
                    .flatMap(written -> {
                        List<ImportChanges.Change> all = changes(batch, written, changed, known);
                        return changes.add(claim.id(), all)
                                .then(claim.dryRun() ? Mono.empty() : contacts.write(contactsByRecord(all)))
                                .thenReturn(new Accepted(
                                        all.size(),
                                        all.stream()
                                                .filter(ImportChanges.Change::created)
                                                .count()));
                    });
        });
    }

    private static boolean isKept(ContactStore.@Nullable Known known, Contact said) {
        return known != null && (known.owned() || known.contact().equals(said));
    }

    private static List<ImportChanges.Change> changes(
            ImportBatch batch,
            Map<String, RecordBatches.Written> written,
            Map<String, Contact> contacts,
            Map<String, ContactStore.Known> known) {
        Map<String, Long> rows = batch.rowNumbers();
        List<ImportChanges.Change> changes = new ArrayList<>();
        for (RecordDraft draft : batch.drafts()) {
            String key = draft.naturalKey();
            RecordBatches.Written record = written.get(key);
            Contact contact = contacts.get(key);
            ContactStore.Known before = known.get(key);
            if (record != null || contact != null && before != null) {
                changes.add(new ImportChanges.Change(
                        rows.getOrDefault(key, 0L),
                        key,
                        record == null ? Objects.requireNonNull(before).recordId() : record.id(),
                        record != null && record.before() == null,
                        record == null ? null : record.before(),
                        record == null ? null : draft,
                        contact == null || before == null ? Contact.EMPTY : before.contact(),
                        contact));
            }
        }
        return changes;
    }

    private static Map<UUID, Contact> contactsByRecord(List<ImportChanges.Change> changes) {
        Map<UUID, Contact> byRecord = new LinkedHashMap<>();
        for (ImportChanges.Change change : changes) {
            UUID id = change.recordId();
            Contact contact = change.contactAfter();
            if (id != null && contact != null) {
                byRecord.put(id, contact);
            }
        }
        return byRecord;
    }

    private static List<ImportStore.RowFindings> findings(ImportBatch batch, Map<Integer, String> alike) {
        List<ImportStore.RowFindings> rows = new ArrayList<>();
        Map<String, String> titles = new HashMap<>();
        int place = 0;
        for (LibraryFile.Parsed row : batch.rows()) {
            List<Finding> findings = new ArrayList<>(row.outcome().findings());
            LibraryRecord item = row.outcome().item();
            boolean accepted = item != null;
            if (item != null) {
                String similar = batch.drafts().get(place).similarityKey();
                // The library may not hold it yet: rows of one batch are written together.
                String before = similar.isEmpty() ? null : titles.putIfAbsent(similar, item.title());
                String stored = alike.get(place++);
                String other = stored == null ? before : stored;
                if (other != null) {
                    findings.add(new Finding(
                            row.number(),
                            "",
                            other,
                            Finding.Code.POSSIBLE_DUPLICATE,
                            "可能与库中的“" + other + "”是同一条，请核对。"));
                }
            }
            if (!findings.isEmpty()) {
                rows.add(new ImportStore.RowFindings(row.number(), !accepted, row.cells(), findings));
            }
        }
        return rows;
    }
}
