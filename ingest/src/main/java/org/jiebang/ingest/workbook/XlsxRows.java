package org.jiebang.ingest.workbook;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/** Rows of one sheet as text: formulas by their stored result, dates as 2026-05-31, merged cells filled down. */
final class XlsxRows implements RowSource {
    private static final int MOST_COLUMNS = 256;

    private final ReadableWorkbook workbook;
    private final Sheet sheet;
    private final List<XlsxFile.MergedColumn> merged;
    private final Map<XlsxFile.MergedColumn, String> mergedText = new HashMap<>();

    private XlsxRows(ReadableWorkbook workbook, Sheet sheet, List<XlsxFile.MergedColumn> merged) {
        this.workbook = workbook;
        this.sheet = sheet;
        this.merged = merged;
    }

    static ReadableWorkbook workbook(Path file) throws IOException {
        return new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
    }

    static XlsxRows open(Path file, int index, List<XlsxFile.MergedColumn> merged) {
        try {
            ReadableWorkbook workbook = workbook(file);
            Sheet sheet = workbook.getSheet(index)
                    .orElseThrow(() -> new FileRefused(FileRefused.Code.DAMAGED, "Sheet " + index + " is missing."));
            return new XlsxRows(workbook, sheet, merged);
        } catch (IOException e) {
            throw new FileRefused(FileRefused.Code.DAMAGED, "The sheet cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public Stream<SourceRow> rows() {
        try {
            return sheet.openStream().map(this::row).filter(row -> !row.isBlank());
        } catch (IOException e) {
            throw new FileRefused(FileRefused.Code.DAMAGED, "The sheet cannot be read: " + e.getMessage(), e);
        }
    }

    private SourceRow row(Row row) {
        String[] cells = new String[Math.min(row.getCellCount(), MOST_COLUMNS)];
        Arrays.fill(cells, "");
        for (Cell cell : row) {
            if (cell != null && cell.getColumnIndex() < cells.length) {
                cells[cell.getColumnIndex()] = text(cell);
            }
        }
        boolean blank = Arrays.stream(cells).allMatch(String::isBlank);
        List<String> filled = new ArrayList<>(Arrays.asList(cells));
        for (XlsxFile.MergedColumn range : merged) {
            fill(range, row.getRowNum(), filled, blank);
        }
        return new SourceRow(row.getRowNum(), filled);
    }

    private void fill(XlsxFile.MergedColumn range, int number, List<String> cells, boolean blank) {
        if (number == range.first() && range.column() < cells.size()) {
            mergedText.put(range, cells.get(range.column()));
        } else if (number > range.first() && number <= range.last() && !blank) {
            String text = mergedText.getOrDefault(range, "");
            while (cells.size() <= range.column()) {
                cells.add("");
            }
            if (cells.get(range.column()).isBlank()) {
                cells.set(range.column(), text);
            }
        }
    }

    private static String text(Cell cell) {
        if (cell.getType() == CellType.ERROR || cell.getType() == CellType.EMPTY) {
            return "";
        }
        String raw = cell.getRawValue();
        if (raw == null) {
            return cell.getType() == CellType.FORMULA ? "" : String.valueOf(cell.getText());
        }
        if (cell.getType() == CellType.NUMBER || cell.getType() == CellType.FORMULA) {
            return number(cell, raw);
        }
        return cell.getText() == null ? raw : cell.getText();
    }

    private static String number(Cell cell, String raw) {
        try {
            BigDecimal number = new BigDecimal(raw);
            if (isDate(cell.getDataFormatId(), cell.getDataFormatString())) {
                LocalDateTime date = LocalDateTime.of(1899, 12, 30, 0, 0)
                        .plusDays(number.longValue())
                        .plusSeconds(Math.round(number.remainder(BigDecimal.ONE).doubleValue() * 86_400));
                return date.toLocalTime().equals(LocalTime.MIDNIGHT)
                        ? date.toLocalDate().toString()
                        : date.toString().replace('T', ' ');
            }
            // A stored 0.30000000000000004 was typed as 0.3.
            return number.precision() > 15
                    ? number.round(new java.math.MathContext(15))
                            .stripTrailingZeros()
                            .toPlainString()
                    : number.toPlainString();
        } catch (NumberFormatException e) {
            return raw;
        }
    }

    private static boolean isDate(@Nullable Integer formatId, @Nullable String format) {
        if (formatId != null
                && (formatId >= 14 && formatId <= 17
                        || formatId == 22
                        || formatId >= 27 && formatId <= 31
                        || formatId == 57
                        || formatId == 58)) {
            return true;
        }
        return format != null
                && !format.equalsIgnoreCase("general")
                && format.replaceAll("\\[[^]]*]|\"[^\"]*\"", "").matches("(?i).*(yy|m+[-/月.]d|d+[-/.]m).*");
    }

    @Override
    public void close() {
        try {
            workbook.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
