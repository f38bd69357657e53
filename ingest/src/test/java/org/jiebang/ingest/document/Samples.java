package org.jiebang.ingest.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.jiebang.ingest.workbook.WorkbookWriter;

/** Documents for tests, good and bad. */
final class Samples {
    private Samples() {}

    private interface Writing {
        void to(ByteArrayOutputStream output) throws IOException;
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            writing.to(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return output.toByteArray();
    }

    static byte[] docx(String text) {
        return written(output -> {
            try (XWPFDocument document = new XWPFDocument()) {
                document.createParagraph().createRun().setText(text);
                XWPFTable table = document.createTable(1, 2);
                table.getRow(0).getCell(0).setText("企业名称");
                table.getRow(0).getCell(1).setText("某某机械有限公司");
                document.write(output);
            }
        });
    }

    static byte[] xlsx(String title) {
        return written(output -> {
            try (WorkbookWriter workbook = new WorkbookWriter(output, "需求", List.of("企业名称", "需求名称"))) {
                workbook.write(List.of("甲公司（示例）", title));
                workbook.write(List.of("乙公司（示例）", title + "二"));
            }
        });
    }

    static byte[] pdf(String text) {
        return written(output -> {
            try (PDDocument document = new PDDocument()) {
                PDPage page = new PDPage();
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                    content.newLineAtOffset(50, 700);
                    content.showText(text);
                    content.endText();
                }
                document.save(output);
            }
        });
    }

    static byte[] zip(Map<String, byte[]> entries) {
        return written(output -> {
            try (ZipOutputStream zip = new ZipOutputStream(output, StandardCharsets.UTF_8)) {
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue());
                    zip.closeEntry();
                }
            }
        });
    }

    /** A document whose text is this XML. */
    static byte[] docxOf(String xml) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put(
                "[Content_Types].xml",
                utf8(
                        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>"));
        parts.put(
                "_rels/.rels",
                utf8(
                        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='word/document.xml'/></Relationships>"));
        parts.put("word/document.xml", utf8(xml));
        return zip(parts);
    }

    static String body(String content) {
        return "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>" + content
                + "</w:body></w:document>";
    }

    /** A PDF with one packed stream. */
    static byte[] pdfWith(byte[] unpacked, int times) {
        byte[] packed = unpacked;
        for (int i = 0; i < times; i++) {
            packed = deflated(packed);
        }
        StringBuilder filters = new StringBuilder();
        filters.append("/FlateDecode ".repeat(times));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(utf8(
                "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 200 200]>>endobj\n4 0 obj<</Length "
                        + packed.length + "/Filter[" + filters + "]>>\nstream\n"));
        file.writeBytes(packed);
        file.writeBytes(utf8("\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"));
        return file.toByteArray();
    }

    static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        deflater.setInput(bytes);
        deflater.finish();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        byte[] piece = new byte[1 << 16];
        while (!deflater.finished()) {
            output.write(piece, 0, deflater.deflate(piece));
        }
        deflater.end();
        return output.toByteArray();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
