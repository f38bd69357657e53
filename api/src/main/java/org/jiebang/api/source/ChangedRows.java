package org.jiebang.api.source;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.imports.ImportFiles;
import org.jiebang.api.need.DoubtIntake;
import org.jiebang.api.platform.Compute;
import org.jiebang.ingest.library.Column;
import org.jiebang.ingest.library.LibraryTable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Ends a run: what changed goes to the import as one file, and the pages are marked and the run is ended in the same transaction. Where
 * nothing changed there is no import, and no record, index or subscriber hears of the run.
 */
@Component
class ChangedRows {
    private static final int BATCH = 200;
    private static final UUID FIRST = new UUID(0, 0);
    private static final ZoneId HERE = ZoneId.of("Asia/Shanghai");

    private final PageStore pages;
    private final RunStore runs;
    private final ImportFiles imports;
    private final DoubtIntake doubts;
    private final Compute compute;
    private final TransactionalOperator transactions;

    ChangedRows(
            PageStore pages,
            RunStore runs,
            ImportFiles imports,
            DoubtIntake doubts,
            Compute compute,
            TransactionalOperator transactions) {
        this.pages = pages;
        this.runs = runs;
        this.imports = imports;
        this.doubts = doubts;
        this.compute = compute;
        this.transactions = transactions;
    }

    /** Rows that were written to a file, and the pages that they are from. */
    private static final class Written {
        private final List<UUID> pages = new ArrayList<>();
        private long rows;
    }

    /** False if another worker has the run; then nothing was kept. */
    Mono<Boolean> submit(Walk walk) {
        return Mono.usingWhen(
                compute.run(() -> begun(walk.source())),
                file -> write(walk.source(), file, FIRST, new Written())
                        .flatMap(written -> transactions.transactional(end(walk, file, written)))
                        .onErrorResume(LostRun.class, lost -> Mono.just(false)),
                file -> compute.run(() -> Files.deleteIfExists(file)).then());
    }

    private static List<String> headings(Source source) {
        return LibraryTable.of(source.library()).columns().stream()
                .map(Column::heading)
                .toList();
    }

    private static Path begun(Source source) throws IOException {
        Path file = Files.createTempFile("jiebang-source-", ".csv");
        append(file, List.of(headings(source)));
        return file;
    }

    private static void append(Path file, List<List<String>> rows) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND)) {
            rows.forEach(csv::writeRecord);
        }
    }

    private Mono<Written> write(Source source, Path file, UUID after, Written written) {
        return pages.waiting(source.id(), after, BATCH)
                .collectList()
                .flatMap(batch -> batch.isEmpty()
                        ? Mono.just(written)
                        : doubts.take(source.id(), rows(batch))
                                .flatMap(rows -> compute.run(() -> {
                                    append(
                                            file,
                                            rows.stream()
                                                    .map(row -> cells(source, row))
                                                    .toList());
                                    written.rows += rows.size();
                                    batch.forEach(page -> written.pages.add(page.id()));
                                    return batch.getLast().id();
                                }))
                                .flatMap(last -> write(source, file, last, written)));
    }

    private static List<DoubtIntake.PageRows> rows(List<PageStore.Waiting> pages) {
        return pages.stream()
                .map(page -> new DoubtIntake.PageRows(
                        page.address(), page.kept().rows(), page.kept().read()))
                .toList();
    }

    private static List<String> cells(Source source, Map<String, String> row) {
        return headings(source).stream()
                .map(heading -> row.getOrDefault(heading, ""))
                .toList();
    }

    private Mono<Boolean> end(Walk walk, Path file, Written written) {
        boolean whole = walk.failure().isEmpty();
        Mono<Boolean> gone = whole
                ? pages.missing(walk.source().id(), walk.run())
                        .flatMap(missing ->
                                runs.count(walk.run(), walk.owner(), new RunStore.Counts(0, 0, 0, 0, 0, missing, 0)))
                : Mono.just(true);
        SourceRun.State state =
                whole || walk.failure().equals(Walk.LIMIT) ? SourceRun.State.SUCCEEDED : SourceRun.State.FAILED;
        Mono<Boolean> ended = written.pages.isEmpty()
                ? runs.finish(walk.run(), walk.owner(), state, walk.failure(), null, 0)
                : imports.submit(Actor.platform(), file, walk.source().library(), name(walk.source()), false, false)
                        .flatMap(job -> pages.imported(written.pages)
                                .then(doubts.handOver(walk.source().id(), job))
                                .then(runs.finish(walk.run(), walk.owner(), state, walk.failure(), job, written.rows)));
        return gone.flatMap(held -> held ? ended : Mono.just(false))
                .flatMap(held -> held ? Mono.just(true) : Mono.error(new LostRun()));
    }

    /** Rolls back. */
    private static final class LostRun extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static String name(Source source) {
        return source.name() + " " + LocalDate.now(HERE) + ".csv";
    }
}
