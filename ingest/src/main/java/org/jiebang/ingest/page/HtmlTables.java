package org.jiebang.ingest.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jiebang.ingest.workbook.Charsets;
import org.jiebang.ingest.workbook.FileRefused;
import org.jiebang.ingest.workbook.RowSource;
import org.jiebang.ingest.workbook.SourceRow;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/** Tables of a saved web page, largest first, then its repeated blocks. Scripts are never run. */
public final class HtmlTables {
    private static final long LARGEST_PAGE = 64L << 20;

    private static final int MOST_COLUMNS = 256;

    private HtmlTables() {}

    /**
     * Reads a page of at most 64 MiB.
     *
     * @throws FileRefused if it is larger or holds neither a table nor repeated blocks
     */
    public static List<Supplier<RowSource>> of(Path file) {
        Document page = parse(file);
        List<List<SourceRow>> tables = new ArrayList<>();
        for (Element table : page.select("table")) {
            // A table that only lays out others is read through those others.
            if (table.select("table").size() == 1) {
                List<SourceRow> rows = rows(table);
                if (rows.size() > 1) {
                    tables.add(rows);
                }
            }
        }
        tables.sort(
                Comparator.comparingInt((List<SourceRow> rows) -> rows.size()).reversed());
        RepeatedBlocks.find(page).ifPresent(tables::add);
        if (tables.isEmpty()) {
            throw new FileRefused(FileRefused.Code.NO_TABLE, "The page holds no table and no repeated blocks.");
        }
        return tables.stream()
                .map(rows -> (Supplier<RowSource>) () -> new Rows(rows))
                .toList();
    }

    private static Document parse(Path file) {
        try {
            if (Files.size(file) > LARGEST_PAGE) {
                throw new FileRefused(
                        FileRefused.Code.TOO_LARGE, "The page is larger than " + (LARGEST_PAGE >> 20) + " MiB.");
            }
            // Pages in GB2312 that declare UTF-8 are common: the bytes decide.
            String charset = Charsets.detect(file).name();
            try (InputStream input = Files.newInputStream(file)) {
                return Jsoup.parse(input, charset, "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the page " + file, e);
        }
    }

    /** Cells by position, with row and column spans filled. */
    private static List<SourceRow> rows(Element table) {
        List<List<String>> grid = new ArrayList<>();
        Elements lines = table.select("tr");
        for (int i = 0; i < lines.size(); i++) {
            int column = 0;
            for (Element cell : lines.get(i).select("> td, > th")) {
                while (isTaken(grid, i, column)) {
                    column++;
                }
                if (column >= MOST_COLUMNS) {
                    break;
                }
                int down = span(cell, "rowspan", lines.size() - i);
                int across = span(cell, "colspan", 64);
                String text = PageText.of(cell);
                for (int row = i; row < i + down; row++) {
                    for (int c = column; c < column + across; c++) {
                        put(grid, row, c, c == column ? text : "");
                    }
                }
                column += across;
            }
        }
        List<SourceRow> rows = new ArrayList<>();
        for (int i = 0; i < grid.size(); i++) {
            SourceRow row = new SourceRow(
                    i + 1,
                    grid.get(i).stream().map(cell -> cell == null ? "" : cell).toList());
            if (!row.isBlank()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static int span(Element cell, String attribute, int most) {
        String value = cell.attr(attribute);
        return value.matches("\\d{1,4}") ? Math.clamp(Integer.parseInt(value), 1, Math.max(1, most)) : 1;
    }

    private static boolean isTaken(List<List<String>> grid, int row, int column) {
        return row < grid.size()
                && column < grid.get(row).size()
                && grid.get(row).get(column) != null;
    }

    @SuppressWarnings("NullAway") // a null cell is a free place while the grid grows; none is left when rows are made
    private static void put(List<List<String>> grid, int row, int column, String text) {
        while (grid.size() <= row) {
            grid.add(new ArrayList<>());
        }
        while (grid.get(row).size() <= column) {
            grid.get(row).add(null);
        }
        grid.get(row).set(column, text);
    }

    private record Rows(List<SourceRow> list) implements RowSource {
        @Override
        public Stream<SourceRow> rows() {
            return list.stream();
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }
}
