package org.jiebang.ingest.work;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jiebang.ingest.workbook.FileRefused;
import org.jiebang.ingest.workbook.RowSource;
import org.jiebang.ingest.workbook.SourceRow;
import org.jiebang.ingest.workbook.TableFile;

/** Works of a table: the first table in which a row names a title and who made it; databases put lines about the export above it. */
final class TableWorks {
    /** Rows in which the headings are looked for. */
    private static final int HEADINGS_WITHIN = 15;

    private TableWorks() {}

    static WorkFile.Result read(Path file) {
        for (var table : TableFile.tables(file)) {
            try (RowSource source = table.get();
                    Stream<SourceRow> rows = source.rows()) {
                Optional<WorkFile.Result> result = read(rows.iterator());
                if (result.isPresent()) {
                    return result.get();
                }
            }
        }
        throw new FileRefused(FileRefused.Code.NO_HEADINGS, "No row names a title and an author.");
    }

    private static Optional<WorkFile.Result> read(Iterator<SourceRow> rows) {
        List<Optional<WorkField>> headings = List.of();
        for (int i = 0; i < HEADINGS_WITHIN && rows.hasNext() && headings.isEmpty(); i++) {
            List<Optional<WorkField>> found =
                    rows.next().cells().stream().map(WorkField::of).toList();
            if (found.contains(Optional.of(WorkField.TITLE)) && found.stream().anyMatch(TableWorks::isMaker)) {
                headings = found;
            }
        }
        if (headings.isEmpty()) {
            return Optional.empty();
        }
        WorkList list = new WorkList();
        while (rows.hasNext() && !list.isFull()) {
            SourceRow row = rows.next();
            WorkBuilder work = new WorkBuilder(row.number());
            for (int i = 0; i < Math.min(headings.size(), row.cells().size()); i++) {
                String cell = row.cells().get(i);
                headings.get(i).ifPresent(field -> work.add(field, cell));
            }
            list.take(work);
        }
        return Optional.of(list.result());
    }

    private static boolean isMaker(Optional<WorkField> field) {
        return field.filter(
                        known -> known == WorkField.AUTHOR || known == WorkField.INVENTOR || known == WorkField.LEADER)
                .isPresent();
    }
}
