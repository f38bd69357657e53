package org.jiebang.ingest.need;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A need as a row of the problem library, with what speaks for each cell. */
public record NeedRow(Need need, List<ReadCell> cells) {
    private static final String PROPOSER = "提出单位";

    public NeedRow {
        cells = List.copyOf(cells);
    }

    /** Cells by heading, with the unit that asks; where no description was found, the whole text without contact data. */
    public Map<String, String> values() {
        Map<String, String> row = new LinkedHashMap<>();
        cells.forEach(cell -> row.put(cell.heading(), cell.value()));
        Reading<String> proposer = need.proposer();
        if (proposer != null) {
            row.put(PROPOSER, proposer.value());
        }
        row.putIfAbsent(NeedCells.DESCRIPTION, need.masked().strip());
        return row;
    }
}
