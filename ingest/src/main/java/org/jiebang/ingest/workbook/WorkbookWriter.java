package org.jiebang.ingest.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes tables as a workbook, sheet after sheet and row by row. Texts that would be read as a formula are written as text. */
public final class WorkbookWriter implements AutoCloseable {
    private static final int FLUSH_EVERY = 500;

    private final Workbook workbook;
    private Worksheet sheet;
    private int row;

    /** Begins a workbook with a frozen heading row. */
    public WorkbookWriter(OutputStream output, String sheetName, List<String> headings) throws IOException {
        workbook = new Workbook(output, "Jiebang", "1.0");
        sheet = begin(sheetName, headings);
        row = 1;
    }

    /** Ends the sheet so far and begins another. */
    public void newSheet(String sheetName, List<String> headings) throws IOException {
        sheet.finish();
        sheet = begin(sheetName, headings);
        row = 1;
    }

    private Worksheet begin(String sheetName, List<String> headings) {
        Worksheet sheet = workbook.newWorksheet(sheetName);
        sheet.freezePane(0, 1);
        for (int i = 0; i < headings.size(); i++) {
            sheet.value(0, i, headings.get(i));
            sheet.style(0, i).bold().fillColor("E8EEF6").wrapText(true).set();
            sheet.width(i, Math.clamp(headings.get(i).length() * 2L + 4, 12, 40));
        }
        return sheet;
    }

    public void write(List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                // In the sheet itself: a table of all texts would be kept in memory to the end.
                sheet.inlineString(row, i, cells.get(i));
            }
        }
        row++;
        if (row % FLUSH_EVERY == 0) {
            sheet.flush();
        }
    }

    @Override
    public void close() throws IOException {
        workbook.finish();
    }
}
