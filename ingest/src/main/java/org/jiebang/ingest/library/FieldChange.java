package org.jiebang.ingest.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jiebang.catalog.LibraryRecord;
import org.jspecify.annotations.Nullable;

/**
 * A cell of a record that says something else than before.
 *
 * @param heading column of the library's table
 * @param before blank if it said nothing
 * @param after blank if it says nothing any more
 */
public record FieldChange(String heading, String before, String after) {

    /**
     * The cells in which two states of a record differ, in the order of the table.
     *
     * @param before null for a new record: every cell that says something is a change
     */
    public static List<FieldChange> between(@Nullable LibraryRecord before, LibraryRecord after) {
        Map<String, String> old = before == null ? Map.of() : cells(before);
        Map<String, String> now = cells(after);
        List<FieldChange> changes = new ArrayList<>();
        for (Column column : LibraryTable.of(after.library()).recordColumns()) {
            String was = old.getOrDefault(column.heading(), "");
            String is = now.getOrDefault(column.heading(), "");
            if (!was.equals(is)) {
                changes.add(new FieldChange(column.heading(), was, is));
            }
        }
        return changes;
    }

    @SuppressWarnings("unchecked") // the table of a library takes the records of that library
    private static Map<String, String> cells(LibraryRecord item) {
        return ((LibraryTable<LibraryRecord>) LibraryTable.of(item.library())).cells(item);
    }
}
