package org.jiebang.ingest.workbook;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/** Rows of one sheet as text: formulas by their stored result, dates as 2026-05-31, merged cells filled down. */
final class XlsxRows implements RowSource {
    private static final int MOST_COLUMNS = 256;
    private static final LocalDateTime ORIGIN = LocalDateTime.of(1899, 12, 30, 0, 0);
    private static final LocalDateTime MAC_ORIGIN = LocalDateTime.of(1904, 1, 1, 0, 0);
    /** 9999-12-31, the last day of a spreadsheet's calendar, and one. */
    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_466);

    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");
    private static final Pattern ERROR =
            Pattern.compile("#(N/A|VALUE!|REF!|DIV/0!|NUM!|NAME\\?|NULL!|SPILL!|CALC!|GETTING_DATA)");

    private final ReadableWorkbook workbook;
    private final Sheet sheet;
    private final boolean macDates;
    private final Deque<XlsxFile.MergedColumn> mergedBelow;
    private final Map<XlsxFile.MergedColumn, String> mergedText = new LinkedHashMap<>();

    private XlsxRows(ReadableWorkbook workbook, Sheet sheet, List<XlsxFile.MergedColumn> merged) {
        this.workbook = workbook;
        this.sheet = sheet;
        this.macDates = workbook.isDate1904();
        this.mergedBelow = new ArrayDeque<>(merged.stream()
                .sorted(Comparator.comparingInt(XlsxFile.MergedColumn::first))
                .toList());
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
        } catch (IOException | ExcelReaderException e) {
            throw new FileRefused(FileRefused.Code.DAMAGED, "The sheet cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public Stream<SourceRow> rows() {
        try {
            return sheet.openStream().map(this::row).filter(row -> !row.isBlank());
        } catch (IOException | ExcelReaderException e) {
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
        return new SourceRow(row.getRowNum(), filled(row.getRowNum(), cells));
    }

    /** Fills merged cells down; only the ranges that reach this row are held, whatever the sheet's size. */
    private List<String> filled(int number, String[] cells) {
        boolean blank = Arrays.stream(cells).allMatch(String::isBlank);
        List<String> filled = new ArrayList<>(Arrays.asList(cells));
        mergedText.keySet().removeIf(range -> range.last() < number);
        if (!blank) {
            mergedText.forEach((range, text) -> {
                while (filled.size() <= range.column() && !text.isEmpty()) {
                    filled.add("");
                }
                if (!text.isEmpty() && filled.get(range.column()).isBlank()) {
                    filled.set(range.column(), text);
                }
            });
        }
        while (!mergedBelow.isEmpty() && mergedBelow.getFirst().first() <= number) {
            XlsxFile.MergedColumn range = mergedBelow.removeFirst();
            if (range.first() == number && range.last() > number && range.column() < cells.length) {
                mergedText.put(range, cells[range.column()]);
            }
        }
        return filled;
    }

    private String text(Cell cell) {
        if (cell.getType() == CellType.ERROR || cell.getType() == CellType.EMPTY) {
            return "";
        }
        String raw = cell.getRawValue();
        if (raw == null) {
            return cell.getType() == CellType.FORMULA ? "" : plain(String.valueOf(cell.getText()));
        }
        if (cell.getType() == CellType.NUMBER) {
            return number(cell, raw);
        }
        if (cell.getType() == CellType.FORMULA) {
            boolean words = cell.getValue() instanceof String;
            return ERROR.matcher(raw).matches() ? "" : words ? plain(raw) : number(cell, raw);
        }
        return plain(cell.getText() == null ? raw : cell.getText());
    }

    /** Resolves the workbook's own escapes: {@code _x000D_} is a carriage return. */
    private static String plain(String text) {
        return text.contains("_x")
                ? ESCAPE.matcher(text)
                        .replaceAll(escape -> Matcher.quoteReplacement(
                                Character.toString((char) Integer.parseInt(escape.group(1), 16))))
                : text;
    }

    private String number(Cell cell, String raw) {
        BigDecimal number;
        try {
            number = new BigDecimal(raw);
        } catch (NumberFormatException e) {
            return plain(raw);
        }
        // A number beyond the calendar in a cell with a date style, such as a telephone number, stays a number.
        if (number.signum() > 0
                && number.compareTo(LAST_DAY) < 0
                && isDate(cell.getDataFormatId(), cell.getDataFormatString())) {
            LocalDateTime date = (macDates ? MAC_ORIGIN : ORIGIN)
                    .plusDays(number.longValue())
                    .plusSeconds(Math.round(number.remainder(BigDecimal.ONE).doubleValue() * 86_400));
            return date.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? date.toLocalDate().toString()
                    : date.toString().replace('T', ' ');
        }
        // A stored 0.30000000000000004 was typed as 0.3, and 1999.0 as 1999.
        BigDecimal typed = number.precision() > 15 ? number.round(new MathContext(15)) : number;
        return typed.signum() == 0 ? "0" : typed.stripTrailingZeros().toPlainString();
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
                && format.replaceAll("\\[[^]]*]|\"[^\"]*\"|\\\\", "").matches("(?i).*(yy|m+[-/月.]d|d+[-/.]m).*");
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
