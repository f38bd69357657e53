package org.jiebang.api.need;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiebang.api.library.RecordDraft;
import org.jiebang.api.platform.Compute;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.Problem;
import org.jiebang.ingest.library.LibraryTable;
import org.jiebang.ingest.library.ProblemTable;
import org.jiebang.ingest.need.ReadCell;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Looks through rows on their way from pages to the import: what a person decided before is put into them while the text says the same,
 * and what is still doubtful is noted, to wait for a person once the import has written its record.
 */
@Component
public class DoubtIntake {
    private final DoubtStore store;
    private final Compute compute;
    private final TransactionalOperator transactions;
    private final ProblemTable table = (ProblemTable) LibraryTable.of(Library.PROBLEMS);

    DoubtIntake(DoubtStore store, Compute compute, TransactionalOperator transactions) {
        this.store = store;
        this.compute = compute;
        this.transactions = transactions;
    }

    /**
     * Rows of one page.
     *
     * @param read what rows were read from; none of a row whose columns the page itself names
     */
    public record PageRows(String address, List<Map<String, String>> rows, List<ReadText> read) {}

    /** The rows of all pages in their order, with what was decided; questions of an earlier reading of the pages are dropped. */
    public Mono<List<Map<String, String>>> take(UUID source, List<PageRows> pages) {
        List<String> addresses = pages.stream().map(PageRows::address).toList();
        return transactions.transactional(store.decided(source, addresses)
                .collectMultimap(DoubtStore.Decided::address)
                .flatMap(decided -> compute.run(() -> pages.stream()
                        .map(page -> settle(page, List.copyOf(decided.getOrDefault(page.address(), List.of()))))
                        .toList()))
                .flatMap(settled -> store.replaceOpen(
                                source,
                                addresses,
                                settled.stream()
                                        .flatMap(page -> page.doubts().stream())
                                        .toList())
                        .thenReturn(settled.stream()
                                .flatMap(page -> page.rows().stream())
                                .toList())));
    }

    /** What was noted of a source's pages waits for the import of their rows. */
    public Mono<Void> handOver(UUID source, UUID job) {
        return store.handOver(source, job);
    }

    /** The import is done: questions about records that it wrote wait for a person, those about rows that it refused are dropped. */
    public Mono<Void> imported(UUID job) {
        return store.attach(job);
    }

    private record Settled(List<Map<String, String>> rows, List<DoubtStore.NewDoubt> doubts) {}

    private Settled settle(PageRows page, List<DoubtStore.Decided> decided) {
        List<Map<String, String>> rows = new ArrayList<>(page.rows());
        List<DoubtStore.NewDoubt> doubts = new ArrayList<>();
        for (ReadText read : page.read()) {
            if (read.row() < rows.size()) {
                Map<String, String> row = new HashMap<>(rows.get(read.row()));
                byte[] hash = ReadText.hash(read.text());
                List<String> settled = decided.stream()
                        .filter(one -> one.row() == read.row() && stands(one, read, hash, row))
                        .map(one -> {
                            CellRule.put(row, one.heading(), one.value());
                            return one.heading();
                        })
                        .toList();
                rows.set(read.row(), row);
                doubts.addAll(doubts(page.address(), read, hash, row, settled));
            }
        }
        return new Settled(rows, doubts);
    }

    /** While the text is the same, or gives the same value again; never against a column of the page. */
    private static boolean stands(DoubtStore.Decided decided, ReadText read, byte[] hash, Map<String, String> row) {
        ReadCell cell = read.cells().stream()
                .filter(one -> one.heading().equals(decided.heading()))
                .findFirst()
                .orElse(null);
        if (cell == null) {
            return !row.containsKey(decided.heading()) && Arrays.equals(hash, decided.textHash());
        }
        return read.isIn(row, cell)
                && (Arrays.equals(hash, decided.textHash())
                        || cell.value().equals(decided.read())
                        || cell.value().equals(decided.value()));
    }

    private List<DoubtStore.NewDoubt> doubts(
            String address, ReadText read, byte[] hash, Map<String, String> row, List<String> settled) {
        List<ReadCell> doubtful = read.cells().stream()
                .filter(cell -> cell.doubtful() && !settled.contains(cell.heading()) && read.isIn(row, cell))
                .toList();
        Problem problem = doubtful.isEmpty() ? null : table.parse(1, row).item();
        if (problem == null) {
            return List.of();
        }
        String naturalKey = RecordDraft.of(problem).naturalKey();
        Map<String, String> cells = table.cells(problem);
        return doubtful.stream()
                .filter(cell -> !cells.getOrDefault(cell.heading(), "").isBlank())
                .map(cell -> new DoubtStore.NewDoubt(
                        address,
                        read.row(),
                        cell.heading(),
                        cells.getOrDefault(cell.heading(), ""),
                        cell.reading(),
                        cell.confidence(),
                        hash,
                        naturalKey,
                        DoubtEvidence.of(read.text(), cell)))
                .toList();
    }
}
