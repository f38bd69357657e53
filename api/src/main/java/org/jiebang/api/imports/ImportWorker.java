package org.jiebang.api.imports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.RecordStore.Draft;
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
    private final RecordStore records;
    private final ContactStore contacts;
    private final Suppressions suppressions;
    private final Compute compute;
    private final TransactionalOperator transactions;

    ImportWorker(
            ImportStore jobs,
            ImportFiles files,
            RecordStore records,
            ContactStore contacts,
            Suppressions suppressions,
            Compute compute,
            TransactionalOperator transactions) {
        this.jobs = jobs;
        this.files = files;
        this.records = records;
        this.contacts = contacts;
        this.suppressions = suppressions;
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
        return jobs.finish(claim.id(), owner, state, failure);
    }

    private Mono<Void> read(ImportStore.Claim claim, Path file) {
        return compute.run(() -> count(file, claim))
                .flatMap(counted -> jobs.start(claim.id(), owner, counted.rows(), counted.ignoredColumns())
                        .then(Mono.usingWhen(
                                compute.run(
                                        () -> new Reading(LibraryFile.open(file, claim.library()), claim.checkpoint())),
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

    private Mono<Void> work(ImportStore.Claim claim, Reading reading) {
        return compute.run(() -> reading.next(BATCH))
                .repeat()
                .takeUntil(Batch::last)
                .concatMap(batch -> settle(claim, batch), 1)
                .takeUntil(cancelled -> cancelled)
                .last(false)
                .flatMap(cancelled -> end(
                        claim,
                        cancelled ? ImportJob.State.CANCELLED : ImportJob.State.SUCCEEDED,
                        new ImportJob.Failure("", "")));
    }

    /** Rows that are settled together; no two of them are the same record. */
    private record Batch(
            List<LibraryFile.Parsed> rows, List<Draft> drafts, List<LibraryFile.Parsed> accepted, boolean last) {

        List<String> naturalKeys() {
            return drafts.stream().map(Draft::naturalKey).toList();
        }

        /** What the rows say of contacts, by natural key; a row that says nothing leaves the contact as it is. */
        Map<String, Contact> contacts() {
            Map<String, Contact> contacts = new LinkedHashMap<>();
            for (int i = 0; i < drafts.size(); i++) {
                Contact contact = accepted.get(i).outcome().contact();
                if (!contact.isEmpty()) {
                    contacts.put(drafts.get(i).naturalKey(), contact);
                }
            }
            return contacts;
        }

        /** The same rows, those refused whose records had themselves erased. */
        Batch without(Set<String> suppressed) {
            if (suppressed.isEmpty()) {
                return this;
            }
            List<Draft> keptDrafts = new ArrayList<>();
            List<LibraryFile.Parsed> kept = new ArrayList<>();
            Map<Integer, LibraryFile.Parsed> refused = new HashMap<>();
            for (int i = 0; i < drafts.size(); i++) {
                LibraryFile.Parsed row = accepted.get(i);
                if (suppressed.contains(drafts.get(i).naturalKey())) {
                    refused.put(row.number(), refused(row));
                } else {
                    keptDrafts.add(drafts.get(i));
                    kept.add(row);
                }
            }
            List<LibraryFile.Parsed> all = rows.stream()
                    .map(row -> refused.getOrDefault(row.number(), row))
                    .toList();
            return new Batch(all, keptDrafts, kept, last);
        }

        /** The row is not kept either: nothing of the person is stored again. */
        private static LibraryFile.Parsed refused(LibraryFile.Parsed row) {
            Finding finding =
                    new Finding(row.number(), "", "", Finding.Code.SUPPRESSED, "本人已要求从平台删除，这一行没有导入；请从文件中删去这一行。");
            return new LibraryFile.Parsed(
                    row.number(),
                    Map.of(),
                    new LibraryTable.Outcome<LibraryRecord>(null, Contact.EMPTY, List.of(finding)));
        }
    }

    /** Reads ahead in a file. A job that ends early closes it, maybe while the next batch is being read. */
    private static final class Reading implements AutoCloseable {
        private final LibraryFile file;
        private final Stream<LibraryFile.Parsed> stream;
        private final Iterator<LibraryFile.Parsed> rows;
        private LibraryFile.Parsed[] held = {};
        private boolean closed;

        Reading(LibraryFile file, long checkpoint) {
            this.file = file;
            this.stream = file.rows(checkpoint);
            this.rows = stream.iterator();
        }

        synchronized Batch next(int size) {
            if (closed) {
                return new Batch(List.of(), List.of(), List.of(), true);
            }
            List<LibraryFile.Parsed> batch = new ArrayList<>();
            List<Draft> drafts = new ArrayList<>();
            List<LibraryFile.Parsed> accepted = new ArrayList<>();
            Set<String> keys = new HashSet<>();
            while (batch.size() < size && (held.length > 0 || rows.hasNext())) {
                LibraryFile.Parsed row = held.length > 0 ? held[0] : rows.next();
                held = new LibraryFile.Parsed[] {};
                LibraryRecord item = row.outcome().item();
                if (item != null) {
                    Draft draft = Draft.of(item);
                    if (!keys.add(draft.naturalKey())) {
                        // The same record again: it is settled after the first, so that the later row decides.
                        held = new LibraryFile.Parsed[] {row};
                        break;
                    }
                    drafts.add(draft);
                    accepted.add(row);
                }
                batch.add(row);
            }
            return new Batch(batch, drafts, accepted, held.length == 0 && !rows.hasNext());
        }

        @Override
        public synchronized void close() {
            closed = true;
            stream.close();
            file.close();
        }
    }

    /** Another worker took the job; nothing of this batch was kept. */
    private static final class LeaseLost extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Mono<Boolean> settle(ImportStore.Claim claim, Batch batch) {
        if (batch.rows().isEmpty()) {
            return Mono.just(false);
        }
        Mono<Boolean> settled = suppressions
                .among(claim.library(), batch.naturalKeys())
                .map(batch::without)
                .flatMap(allowed -> settleAllowed(claim, allowed));
        return transactions.transactional(settled.switchIfEmpty(Mono.error(LeaseLost::new)));
    }

    private Mono<Boolean> settleAllowed(ImportStore.Claim claim, Batch batch) {
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
                                            written,
                                            batch.drafts().size() - written,
                                            rejected,
                                            flagged))));
        });
    }

    /** Writes the records and then the contacts that differ from what is stored; answers how many rows changed anything. */
    private Mono<Long> write(ImportStore.Claim claim, Batch batch) {
        Map<String, Contact> said = batch.contacts();
        return contacts.known(claim.library(), List.copyOf(said.keySet())).flatMap(known -> {
            Map<String, Contact> changed = new LinkedHashMap<>(said);
            changed.entrySet().removeIf(entry -> isKept(known.get(entry.getKey()), entry.getValue()));
            return claim.dryRun()
                    ? records.unchanged(claim.library(), batch.drafts())
                            .map(unchanged -> batch.naturalKeys().stream()
                                    .filter(key -> changed.containsKey(key) || !unchanged.contains(key))
                                    .count())
                    : records.write(claim.library(), batch.drafts(), claim.sample())
                            .flatMap(ids -> writeContacts(changed, known, ids));
        });
    }

    private static boolean isKept(ContactStore.@Nullable Known known, Contact said) {
        return known != null && (known.owned() || known.contact().equals(said));
    }

    private Mono<Long> writeContacts(
            Map<String, Contact> changed, Map<String, ContactStore.Known> known, Map<String, UUID> written) {
        Map<UUID, Contact> byRecord = new LinkedHashMap<>();
        changed.forEach((key, contact) -> {
            UUID id = written.get(key);
            ContactStore.Known before = known.get(key);
            // A record that was not there is written now; one that is equal was there.
            if (id != null) {
                byRecord.put(id, contact);
            } else if (before != null) {
                byRecord.put(before.recordId(), contact);
            }
        });
        Set<UUID> all = new HashSet<>(byRecord.keySet());
        all.addAll(written.values());
        return contacts.write(byRecord).thenReturn((long) all.size());
    }

    private static List<ImportStore.RowFindings> findings(Batch batch, Map<Integer, String> alike) {
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
