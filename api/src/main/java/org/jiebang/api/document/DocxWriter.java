package org.jiebang.api.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.BreakType;
import org.apache.poi.xwpf.usermodel.LineSpacingRule;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.TableRowHeightRule;
import org.apache.poi.xwpf.usermodel.TableWidthType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblWidth;

/** A paper as an editable .docx, with Apache POI. For A4 and the fonts that every Chinese office has. */
final class DocxWriter {
    private static final double TWIPS_PER_MM = 1440 / 25.4;
    private static final int A4_WIDTH = 11906;
    private static final int A4_HEIGHT = 16838;
    private static final int SIDE_MM = 22;
    private static final int CELL_POINTS = 10;
    private static final int LEAST_POINTS = 2;
    private static final String BLACK = "000000";
    private static final String GREY = "7F7F7F";

    private final XWPFDocument document = new XWPFDocument();

    private DocxWriter() {}

    static byte[] write(Paper paper) {
        DocxWriter writer = new DocxWriter();
        try (XWPFDocument document = writer.document;
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.getProperties().getCoreProperties().setTitle(paper.title());
            document.getProperties().getCoreProperties().setCreator("Jiebang 揭榜");
            writer.page();
            paper.parts().forEach(writer::part);
            writer.foot(paper.code());
            document.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void page() {
        CTSectPr section = document.getDocument().getBody().addNewSectPr();
        CTPageSz size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(A4_WIDTH));
        size.setH(BigInteger.valueOf(A4_HEIGHT));
        CTPageMar margins = section.addNewPgMar();
        margins.setLeft(twips(SIDE_MM));
        margins.setRight(twips(SIDE_MM));
        margins.setTop(twips(SIDE_MM));
        margins.setBottom(twips(SIDE_MM));
        margins.setHeader(twips(12));
        margins.setFooter(twips(12));
        margins.setGutter(BigInteger.ZERO);
    }

    private static BigInteger twips(int millimetres) {
        return BigInteger.valueOf(Math.round(millimetres * TWIPS_PER_MM));
    }

    private void part(Paper.Part part) {
        switch (part) {
            case Paper.Line line -> {
                XWPFParagraph paragraph = document.createParagraph();
                paragraph.setAlignment(
                        switch (line.align()) {
                            case LEFT -> ParagraphAlignment.LEFT;
                            case CENTRE -> ParagraphAlignment.CENTER;
                            case RIGHT -> ParagraphAlignment.RIGHT;
                        });
                paragraph.setSpacingBefore(twips(line.above()).intValueExact());
                paragraph.setSpacingAfter(80);
                run(paragraph, line.text(), line.points(), line.bold());
            }
            case Paper.NewPage next -> document.createParagraph().createRun().addBreak(BreakType.PAGE);
            case Paper.Grid grid -> {
                grid(grid);
                // Two tables without a paragraph between them are one to a word processor.
                XWPFParagraph between = document.createParagraph();
                between.setSpacingAfter(0);
                between.setSpacingBetween(LEAST_POINTS, LineSpacingRule.EXACT);
                between.createRun().setFontSize(LEAST_POINTS);
            }
        }
    }

    private static void run(XWPFParagraph paragraph, String text, int points, boolean bold) {
        run(paragraph, text, points, bold, BLACK);
    }

    private static void run(XWPFParagraph paragraph, String text, int points, boolean bold, String colour) {
        XWPFRun run = paragraph.createRun();
        run.setText(text);
        run.setFontSize(points);
        run.setBold(bold);
        run.setColor(colour);
        run.setFontFamily("Times New Roman");
        run.setFontFamily("宋体", XWPFRun.FontCharRange.eastAsia);
    }

    private void grid(Paper.Grid grid) {
        XWPFTable table = document.createTable();
        table.removeRow(0);
        table.setWidthType(TableWidthType.DXA);
        table.setWidth(twips(Paper.WIDTH).intValueExact());
        table.getCTTbl().getTblPr().addNewTblLayout().setType(STTblLayoutType.FIXED);
        if (!grid.ruled()) {
            table.removeBorders();
        }
        CTTblGrid columns = table.getCTTbl().getTblGrid() == null
                ? table.getCTTbl().addNewTblGrid()
                : table.getCTTbl().getTblGrid();
        while (columns.sizeOfGridColArray() > 0) {
            columns.removeGridCol(0);
        }
        grid.widths().forEach(width -> columns.addNewGridCol().setW(twips(width)));
        // Where a cell of a row above still reaches down: by its first column, how many rows more and how wide.
        Map<Integer, int[]> reaching = new HashMap<>();
        for (int i = 0; i < grid.rows().size(); i++) {
            row(table, grid, i, reaching);
        }
    }

    private static void row(XWPFTable table, Paper.Grid grid, int index, Map<Integer, int[]> reaching) {
        Paper.Row row = grid.rows().get(index);
        XWPFTableRow written = table.createRow();
        while (!written.getTableCells().isEmpty()) {
            written.removeCell(0);
        }
        written.setCantSplitRow(!row.isTall());
        written.setRepeatHeader(index < grid.heads());
        if (row.height() > 0) {
            written.setHeight(twips(row.height()).intValueExact());
            written.setHeightRule(TableRowHeightRule.AT_LEAST);
        }
        int column = 0;
        for (Paper.Cell cell : row.cells()) {
            column = below(written, grid.widths(), column, reaching);
            XWPFTableCell place = place(written, grid.widths(), column, cell.columns());
            if (cell.rows() > 1) {
                place.getCTTc().getTcPr().addNewVMerge().setVal(STMerge.RESTART);
                reaching.put(column, new int[] {cell.rows() - 1, cell.columns()});
            }
            fill(place, cell);
            if (!grid.ruled() && cell.style() == Paper.Style.VALUE) {
                place.getCTTc().getTcPr().addNewTcBorders().addNewBottom().setVal(STBorder.SINGLE);
            }
            column += cell.columns();
        }
        int end = below(written, grid.widths(), column, reaching);
        if (end != grid.widths().size()) {
            throw new IllegalArgumentException("Row " + index + " fills " + end + " of "
                    + grid.widths().size() + " columns. Maybe a cell takes too few of them.");
        }
    }

    /** Continues cells from above that stand at this column; answers the next free column. */
    private static int below(XWPFTableRow row, List<Integer> widths, int from, Map<Integer, int[]> reaching) {
        int column = from;
        for (int[] cell = reaching.get(column); cell != null && cell[0] > 0; cell = reaching.get(column)) {
            place(row, widths, column, cell[1])
                    .getCTTc()
                    .getTcPr()
                    .addNewVMerge()
                    .setVal(STMerge.CONTINUE);
            cell[0]--;
            column += cell[1];
        }
        return column;
    }

    private static XWPFTableCell place(XWPFTableRow row, List<Integer> widths, int column, int columns) {
        XWPFTableCell cell = row.createCell();
        CTTcPr properties = cell.getCTTc().isSetTcPr()
                ? cell.getCTTc().getTcPr()
                : cell.getCTTc().addNewTcPr();
        int width = widths.subList(column, column + columns).stream()
                .mapToInt(Integer::intValue)
                .sum();
        var size = properties.isSetTcW() ? properties.getTcW() : properties.addNewTcW();
        size.setType(STTblWidth.DXA);
        size.setW(twips(width));
        if (columns > 1) {
            properties.addNewGridSpan().setVal(BigInteger.valueOf(columns));
        }
        return cell;
    }

    private static void fill(XWPFTableCell place, Paper.Cell cell) {
        boolean middle = cell.style() == Paper.Style.LABEL || cell.style() == Paper.Style.CENTRE;
        place.setVerticalAlignment(
                cell.style() == Paper.Style.HINT || cell.text().contains("\n")
                        ? XWPFTableCell.XWPFVertAlign.TOP
                        : XWPFTableCell.XWPFVertAlign.CENTER);
        String[] lines = cell.text().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            XWPFParagraph paragraph = i == 0 ? place.getParagraphs().getFirst() : place.addParagraph();
            paragraph.setAlignment(middle ? ParagraphAlignment.CENTER : ParagraphAlignment.LEFT);
            paragraph.setSpacingBefore(30);
            paragraph.setSpacingAfter(30);
            // The heading of a block stays with what is below it.
            paragraph.setKeepNext(cell.style() == Paper.Style.HEAD);
            run(
                    paragraph,
                    lines[i],
                    cell.style() == Paper.Style.HEAD ? CELL_POINTS + 2 : CELL_POINTS,
                    cell.style() == Paper.Style.HEAD,
                    cell.style() == Paper.Style.HINT ? GREY : BLACK);
        }
    }

    private void foot(String code) {
        XWPFParagraph paragraph =
                document.createFooter(HeaderFooterType.DEFAULT).createParagraph();
        paragraph.setAlignment(ParagraphAlignment.CENTER);
        run(paragraph, code.isEmpty() ? "第 " : "内容校验码 " + code + "　第 ", 8, false);
        paragraph.getCTP().addNewFldSimple().setInstr("PAGE");
        run(paragraph, " 页　共 ", 8, false);
        paragraph.getCTP().addNewFldSimple().setInstr("NUMPAGES");
        run(paragraph, " 页", 8, false);
    }
}
