package org.jiebang.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A workbook written part by part, for what no writer would write. Style 1 is a date by built-in format 14, style 2 by a Chinese format,
 * style 3 a time of day, style 4 a number with two places.
 */
public final class HandMadeWorkbook {
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private record Sheet(String name, String state, String data) {}

    private final List<Sheet> sheets = new ArrayList<>();
    private final Map<String, byte[]> parts = new LinkedHashMap<>();
    private String properties = "";
    private boolean reversedFiles;

    /** Adds a visible sheet. {@code rows} is the content of sheetData, {@code after} what stands behind it. */
    public HandMadeWorkbook sheet(String name, String rows, String after) {
        sheets.add(new Sheet(name, "", "<sheetData>" + rows + "</sheetData>" + after));
        return this;
    }

    public HandMadeWorkbook sheet(String name, String rows) {
        return sheet(name, rows, "");
    }

    public HandMadeWorkbook hiddenSheet(String name, String rows) {
        sheets.add(new Sheet(name, " state=\"hidden\"", "<sheetData>" + rows + "</sheetData>"));
        return this;
    }

    public HandMadeWorkbook part(String name, byte[] content) {
        parts.put(name, content);
        return this;
    }

    /** Dates count from 1904, as old workbooks of the Macintosh do. */
    public HandMadeWorkbook macDates() {
        properties = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    /** The first sheet is stored in the part with the highest number, as after dragging sheets about. */
    public HandMadeWorkbook filesInOtherOrder() {
        reversedFiles = true;
        return this;
    }

    /** A row of cells as texts; an empty text makes no cell. */
    public static String row(int number, String... texts) {
        StringBuilder cells = new StringBuilder();
        for (int i = 0; i < texts.length; i++) {
            if (!texts[i].isEmpty()) {
                cells.append("<c r=\"%s%d\" t=\"inlineStr\"><is><t xml:space=\"preserve\">%s</t></is></c>"
                        .formatted(
                                (char) ('A' + i),
                                number,
                                texts[i].replace("&", "&amp;").replace("<", "&lt;")));
            }
        }
        return rowOf(number, cells.toString());
    }

    /** A row of cells as they are written in the part. */
    public static String rowOf(int number, String cells) {
        return "<row r=\"%d\">%s</row>".formatted(number, cells);
    }

    public static String merged(String... ranges) {
        StringBuilder cells = new StringBuilder();
        for (String range : ranges) {
            cells.append("<mergeCell ref=\"").append(range).append("\"/>");
        }
        return "<mergeCells count=\"%d\">%s</mergeCells>".formatted(ranges.length, cells);
    }

    public Path writeTo(Path file) {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            StringBuilder list = new StringBuilder();
            StringBuilder relations = new StringBuilder();
            StringBuilder types = new StringBuilder();
            for (int i = 0; i < sheets.size(); i++) {
                int number = reversedFiles ? sheets.size() - i : i + 1;
                list.append("<sheet name=\"%s\" sheetId=\"%d\"%s r:id=\"rId%d\"/>"
                        .formatted(sheets.get(i).name(), i + 1, sheets.get(i).state(), i + 1));
                relations.append("<Relationship Id=\"rId%d\" Type=\"%s/worksheet\" Target=\"worksheets/sheet%d.xml\"/>"
                        .formatted(i + 1, RELATIONS, number));
                types.append(
                        "<Override PartName=\"/xl/worksheets/sheet%d.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
                                .formatted(number));
                write(
                        zip,
                        "xl/worksheets/sheet" + number + ".xml",
                        "<worksheet xmlns=\"" + MAIN + "\">" + sheets.get(i).data() + "</worksheet>");
            }
            write(zip, "[Content_Types].xml", """
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" \
                    ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>\
                    <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
                    <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>""" + types + "</Types>");
            write(zip, "_rels/.rels", """
                    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" \
                    Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>""".formatted(RELATIONS));
            write(
                    zip,
                    "xl/workbook.xml",
                    "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + RELATIONS + "\">" + properties + "<sheets>" + list
                            + "</sheets></workbook>");
            write(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + relations
                            + "<Relationship Id=\"rIdS\" Type=\"" + RELATIONS
                            + "/styles\" Target=\"styles.xml\"/></Relationships>");
            write(zip, "xl/styles.xml", """
                    <styleSheet xmlns="%s"><numFmts count="2"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>\
                    <numFmt numFmtId="177" formatCode="h:mm"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>\
                    <borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0"/>\
                    <xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="4"/></cellXfs></styleSheet>""".formatted(MAIN));
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + content).getBytes(StandardCharsets.UTF_8));
    }
}
