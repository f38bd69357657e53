package org.jiebang.ingest.workbook;

import java.util.List;

/**
 * One row of a file as it stands.
 *
 * @param number row in the file, counted from 1 as a spreadsheet shows it
 * @param cells text of the cells from the first column on; blank where a cell is empty
 */
public record SourceRow(int number, List<String> cells) {
    public SourceRow {
        cells = List.copyOf(cells);
    }

    public boolean isBlank() {
        return cells.stream().allMatch(String::isBlank);
    }
}
