package org.jiebang.ingest.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jiebang.catalog.Library;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a library become the rows of another platform. Made by {@link MappingReader}, which has checked it.
 *
 * @param name names it in addresses: lower-case letters, digits and hyphens
 * @param label for people
 * @param note what it rests on
 */
public record ExportMapping(String name, String label, String note, Library library, List<MappedColumn> columns) {
    public ExportMapping {
        columns = List.copyOf(columns);
    }

    /**
     * One target column.
     *
     * @param source heading of the library's column; blank where a constant stands
     * @param values what a source cell becomes, by its text; empty: it stays as it is
     * @param otherwise what a cell becomes that stands not in the table of values; null: it is a fault of the row
     * @param longest most characters; 0 for no limit
     */
    public record MappedColumn(
            String target,
            String source,
            String constant,
            Map<String, String> values,
            @Nullable String otherwise,
            boolean required,
            int longest) {
        public MappedColumn {
            values = Map.copyOf(values);
        }
    }

    /** A row mapped: its cells in the order of the columns, and what is wrong with it in sentences. */
    public record Mapped(List<String> cells, List<String> faults) {}

    /** Maps the cells of a record, by heading. A row with faults is mapped as far as it goes; nothing is cut off. */
    public Mapped map(Map<String, String> cells) {
        List<String> mapped = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (MappedColumn column : columns) {
            String value = value(column, cells, faults);
            if (column.required() && value.isEmpty()) {
                faults.add("“" + column.target() + "”必填，却是空的"
                        + (column.source().isEmpty() ? "。" : "，请补填“" + column.source() + "”。"));
            }
            if (column.longest() > 0 && value.codePointCount(0, value.length()) > column.longest()) {
                faults.add("“" + column.target() + "”共 " + value.codePointCount(0, value.length()) + " 字，最多 "
                        + column.longest() + " 字，请精简。");
            }
            mapped.add(value);
        }
        return new Mapped(mapped, faults);
    }

    private static String value(MappedColumn column, Map<String, String> cells, List<String> faults) {
        if (column.source().isEmpty()) {
            return column.constant();
        }
        String cell = cells.getOrDefault(column.source(), "").strip();
        if (column.values().isEmpty() || cell.isEmpty()) {
            return cell;
        }
        String known = column.values().get(cell);
        if (known != null) {
            return known;
        }
        String otherwise = column.otherwise();
        if (otherwise == null) {
            faults.add("“" + column.target() + "”：对照表里没有“" + cell + "”，请在对照文件的 values 中补上，或写 otherwise。");
            return cell;
        }
        return otherwise;
    }
}
