package org.jiebang.api.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jiebang.api.library.RecordDraft;
import org.jiebang.api.need.CellRule;
import org.jiebang.api.need.UnstatedCells;
import org.jiebang.catalog.Contact;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.Problem;
import org.jiebang.ingest.library.Finding;
import org.jiebang.ingest.library.LibraryFile;
import org.jiebang.ingest.library.LibraryTable;

/** Rows that are settled together; no two of them are the same record. */
record ImportBatch(
        List<LibraryFile.Parsed> rows, List<RecordDraft> drafts, List<LibraryFile.Parsed> accepted, boolean last) {

    List<String> naturalKeys() {
        return drafts.stream().map(RecordDraft::naturalKey).toList();
    }

    /** Row of the file by natural key. */
    Map<String, Long> rowNumbers() {
        Map<String, Long> numbers = new HashMap<>();
        for (int i = 0; i < drafts.size(); i++) {
            numbers.put(drafts.get(i).naturalKey(), (long) accepted.get(i).number());
        }
        return numbers;
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

    /** The problems among the rows. */
    List<UnstatedCells.Given> problems() {
        List<UnstatedCells.Given> problems = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            LibraryFile.Parsed row = accepted.get(i);
            if (row.outcome().item() instanceof Problem problem) {
                problems.add(new UnstatedCells.Given(drafts.get(i).naturalKey(), row.number(), row.cells(), problem));
            }
        }
        return problems;
    }

    /** The same rows with cells put into them, by natural key; none of the cells may be part of the key. */
    ImportBatch with(LibraryTable<?> table, Map<String, Map<String, String>> put) {
        if (put.isEmpty()) {
            return this;
        }
        Map<Integer, LibraryFile.Parsed> written = new HashMap<>();
        for (int i = 0; i < drafts.size(); i++) {
            LibraryFile.Parsed row = accepted.get(i);
            Map<String, String> more = put.get(drafts.get(i).naturalKey());
            if (more != null) {
                Map<String, String> cells = new LinkedHashMap<>(row.cells());
                more.forEach((heading, value) -> CellRule.put(cells, heading, value));
                LibraryTable.Outcome<? extends LibraryRecord> outcome = table.parse(row.number(), cells);
                if (outcome.item() != null) {
                    written.put(row.number(), new LibraryFile.Parsed(row.number(), cells, outcome));
                }
            }
        }
        List<LibraryFile.Parsed> kept = replaced(accepted, written);
        return new ImportBatch(
                replaced(rows, written),
                kept.stream()
                        .map(row -> RecordDraft.of(
                                Objects.requireNonNull(row.outcome().item())))
                        .toList(),
                kept,
                last);
    }

    private static List<LibraryFile.Parsed> replaced(
            List<LibraryFile.Parsed> rows, Map<Integer, LibraryFile.Parsed> by) {
        return rows.stream().map(row -> by.getOrDefault(row.number(), row)).toList();
    }

    /** The same rows, those refused whose records had themselves erased. */
    ImportBatch without(Set<String> suppressed) {
        if (suppressed.isEmpty()) {
            return this;
        }
        List<RecordDraft> keptDrafts = new ArrayList<>();
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
        return new ImportBatch(replaced(rows, refused), keptDrafts, kept, last);
    }

    /** The row is not kept either: nothing of the person is stored again. */
    private static LibraryFile.Parsed refused(LibraryFile.Parsed row) {
        Finding finding = new Finding(row.number(), "", "", Finding.Code.SUPPRESSED, "本人已要求从平台删除，这一行没有导入；请从文件中删去这一行。");
        return new LibraryFile.Parsed(
                row.number(), Map.of(), new LibraryTable.Outcome<LibraryRecord>(null, Contact.EMPTY, List.of(finding)));
    }

    /** Reads ahead in a file. A job that ends early closes it, maybe while the next batch is being read. */
    static final class Reader implements AutoCloseable {
        private final LibraryFile file;
        private final Stream<LibraryFile.Parsed> stream;
        private final Iterator<LibraryFile.Parsed> rows;
        private LibraryFile.Parsed[] held = {};
        private boolean closed;

        Reader(LibraryFile file, long checkpoint) {
            this.file = file;
            this.stream = file.rows(checkpoint);
            this.rows = stream.iterator();
        }

        synchronized ImportBatch next(int size) {
            if (closed) {
                return new ImportBatch(List.of(), List.of(), List.of(), true);
            }
            List<LibraryFile.Parsed> batch = new ArrayList<>();
            List<RecordDraft> drafts = new ArrayList<>();
            List<LibraryFile.Parsed> accepted = new ArrayList<>();
            Set<String> keys = new HashSet<>();
            while (batch.size() < size && (held.length > 0 || rows.hasNext())) {
                LibraryFile.Parsed row = held.length > 0 ? held[0] : rows.next();
                held = new LibraryFile.Parsed[] {};
                LibraryRecord item = row.outcome().item();
                if (item != null) {
                    RecordDraft draft = RecordDraft.of(item);
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
            return new ImportBatch(batch, drafts, accepted, held.length == 0 && !rows.hasNext());
        }

        @Override
        public synchronized void close() {
            closed = true;
            stream.close();
            file.close();
        }
    }
}
