package org.jiebang.api.programme;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.jiebang.api.platform.ApiException;
import org.jiebang.ingest.document.Pages;
import org.jiebang.ingest.notice.NoticeCompiler;
import org.jiebang.ingest.page.PageText;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Text of a call that comes as .txt, .html, .docx or .pdf; cells of a table are parted by tabs. Blocking; for compute threads. */
final class CallFiles {
    private static final Charset GB18030 = Charset.forName("GB18030");
    /** A call is some twenty pages. */
    private static final int PAGES = 200;
    /** Text of a document that is larger when unzipped is no call. */
    private static final long UNZIPPED = 40L * 1024 * 1024;

    static {
        ZipSecureFile.setMaxEntrySize(UNZIPPED);
    }

    private CallFiles() {}

    /**
     * The text of a file.
     *
     * @param name tells the kind by its ending
     * @throws ApiException if the file cannot be read or has no text, with the way out
     */
    static String text(String name, byte[] bytes) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String text = switch (ending) {
            case "txt", "md" -> decoded(bytes);
            case "html", "htm" -> page(bytes);
            case "docx" -> document(bytes);
            case "pdf" -> pdf(bytes);
            default ->
                throw ApiException.fileRefused(
                        "UNSUPPORTED", "不支持这种文件。请上传 .txt、.docx、.pdf 或 .html，旧版 .doc 请另存为 .docx，或把文字粘贴进来。");
        };
        if (text.isBlank()) {
            throw ApiException.fileRefused("NO_TEXT", "文件里没有文字，可能是扫描件。请先做文字识别，或把文字粘贴进来。");
        }
        if (text.length() > NoticeCompiler.LONGEST) {
            throw ApiException.fileRefused("TOO_LONG", "文字超过 " + NoticeCompiler.LONGEST + " 字，请只上传申报通知及其附件。");
        }
        return text;
    }

    /** UTF-8 if every byte fits, else GB18030, whatever a page says of itself. */
    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, GB18030);
        }
    }

    private static String page(byte[] bytes) {
        Document page = Jsoup.parse(decoded(bytes));
        page.select("script, style, nav, noscript").remove();
        for (Element row : page.select("tr")) {
            if (row.select("table").isEmpty()) {
                row.replaceWith(new Element("p")
                        .text(String.join("｜", row.select("td, th").eachText())));
            }
        }
        return PageText.of(page.body());
    }

    private static String document(byte[] bytes) {
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(bytes))) {
            return document.getBodyElements().stream().map(CallFiles::words).collect(Collectors.joining("\n"));
        } catch (IOException | RuntimeException e) {
            // POI reports damage, encryption and zip bombs by several unchecked exceptions.
            throw ApiException.fileRefused("DAMAGED", "文件已损坏、加了密或解开后过大，无法读取。请用文字软件另存为 .docx 再上传，或把文字粘贴进来。");
        }
    }

    private static String words(IBodyElement element) {
        if (element instanceof XWPFTable table) {
            return table.getRows().stream()
                    .map(row ->
                            row.getTableCells().stream().map(CallFiles::cell).collect(Collectors.joining("\t")))
                    .collect(Collectors.joining("\n"));
        }
        return element instanceof XWPFParagraph paragraph ? paragraph.getText() : "";
    }

    private static String cell(XWPFTableCell cell) {
        return cell.getText().replaceAll("\\s+", " ");
    }

    private static String pdf(byte[] bytes) {
        try (PDDocument document = Loader.loadPDF(bytes)) {
            if (document.getNumberOfPages() > PAGES) {
                throw ApiException.fileRefused("TOO_LONG", "文件超过 " + PAGES + " 页，请只上传申报通知及其附件。");
            }
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            stripper.setPageEnd("\f");
            Limited text = new Limited();
            stripper.writeText(document, text);
            return Pages.joined(List.of(text.toString().split("\f")));
        } catch (InvalidPasswordException e) {
            throw ApiException.fileRefused("ENCRYPTED", "文件加了密，请去掉密码后再上传。");
        } catch (TooMuchText e) {
            throw ApiException.fileRefused("TOO_LONG", "文字超过 " + NoticeCompiler.LONGEST + " 字，请只上传申报通知及其附件。");
        } catch (IOException e) {
            throw ApiException.fileRefused("DAMAGED", "文件已损坏，无法读取。请重新导出，或把文字粘贴进来。");
        }
    }

    /** More text than a call can have. */
    private static final class TooMuchText extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Takes no more text than is used. */
    private static final class Limited extends StringWriter {
        @Override
        public void write(String text, int from, int length) {
            check(length);
            super.write(text, from, length);
        }

        @Override
        public void write(String text) {
            check(text.length());
            super.write(text);
        }

        private void check(int more) {
            if (getBuffer().length() + more > NoticeCompiler.LONGEST) {
                throw new TooMuchText();
            }
        }
    }
}
