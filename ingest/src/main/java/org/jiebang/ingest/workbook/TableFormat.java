package org.jiebang.ingest.workbook;

import java.util.Arrays;
import java.util.Optional;

/** Formats in which a table leaves the platform. */
public enum TableFormat {
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    /** UTF-8 with a mark at its beginning, by which spreadsheets know it. */
    CSV("text/csv;charset=UTF-8"),
    /** A JSON object a line, cells by heading; empty cells are left out. */
    JSONL("application/jsonl;charset=UTF-8");

    private final String mediaType;

    TableFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Extension of a file, without the dot. */
    public String extension() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static Optional<TableFormat> find(String extension) {
        return Arrays.stream(values())
                .filter(format -> format.extension().equals(extension))
                .findFirst();
    }
}
