package org.jiebang.ingest.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hwpf.HWPFDocument;
import org.apache.poi.hwpf.extractor.WordExtractor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.jiebang.ingest.page.PageRefusal;
import org.jiebang.ingest.page.PageRefused;

/** Text of word-processor and PDF documents; cells of a table are parted by tabs. Blocking. */
final class DocumentText {
    /** Characters that are read; a longer document is cut. */
    static final int LONGEST = 200_000;

    /** The text of a document as XML; its tree in memory is some ten times as large. */
    private static final int LARGEST_XML = 4 << 20;

    private static final int MOST_PAGES = 200;

    private DocumentText() {}

    /** A .docx whose parts were unpacked within limits before. */
    static String docx(byte[] bytes, Map<String, byte[]> parts) {
        parts.forEach((name, part) -> {
            if (part.length > LARGEST_XML && name.endsWith(".xml")) {
                throw new PageRefused(PageRefusal.TOO_LARGE, name + " has more than " + (LARGEST_XML >> 20) + " MiB");
            }
        });
        return guarded(() -> {
            try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(bytes))) {
                return document.getBodyElements().stream()
                        .map(DocumentText::words)
                        .collect(Collectors.joining("\n"));
            }
        });
    }

    private static String words(IBodyElement element) {
        if (element instanceof XWPFTable table) {
            return table.getRows().stream()
                    .map(row -> row.getTableCells().stream()
                            .map(cell -> cell.getText().replaceAll("\\s+", " "))
                            .collect(Collectors.joining("\t")))
                    .collect(Collectors.joining("\n"));
        }
        return element instanceof XWPFParagraph paragraph ? paragraph.getText() : "";
    }

    /** A .doc of Word 97 and later. */
    static String doc(byte[] bytes) {
        return guarded(() -> {
            try (POIFSFileSystem container = new POIFSFileSystem(new ByteArrayInputStream(bytes))) {
                if (!container.getRoot().hasEntryCaseInsensitive("WordDocument")) {
                    boolean locked = container.getRoot().hasEntryCaseInsensitive("EncryptedPackage");
                    throw new PageRefused(
                            locked ? PageRefusal.ENCRYPTED : PageRefusal.UNSUPPORTED,
                            "The container holds no document");
                }
                try (HWPFDocument document = new HWPFDocument(container);
                        WordExtractor words = new WordExtractor(document)) {
                    // The end of a cell is a bell; of a page or column a form feed.
                    return words.getText().replace('\u0007', '\t').replace('\f', '\n');
                }
            }
        });
    }

    static String pdf(byte[] bytes, Budget budget) {
        PdfStreams.check(bytes, budget);
        return guarded(() -> {
            try (PDDocument document = Loader.loadPDF(bytes)) {
                if (document.getNumberOfPages() > MOST_PAGES) {
                    throw new PageRefused(PageRefusal.TOO_LARGE, document.getNumberOfPages() + " pages");
                }
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setSortByPosition(true);
                stripper.setPageEnd("\f");
                Limited text = new Limited(budget);
                stripper.writeText(document, text);
                return Pages.joined(List.of(text.toString().split("\f")));
            }
        });
    }

    /** What reading a document throws. */
    private interface Reading {
        String text() throws IOException;
    }

    /** Readers of documents report damage by many unchecked exceptions, and some need more stack or memory than there is. */
    private static String guarded(Reading reading) {
        String text = tried(() -> {
            try {
                return reading.text();
            } catch (InvalidPasswordException e) {
                throw new PageRefused(PageRefusal.ENCRYPTED, "The document is encrypted", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static String tried(Supplier<String> reading) {
        try {
            return reading.get();
        } catch (PageRefused refused) {
            throw refused;
        } catch (EncryptedDocumentException e) {
            throw new PageRefused(PageRefusal.ENCRYPTED, "The document is encrypted", e);
        } catch (RuntimeException e) {
            throw new PageRefused(PageRefusal.DAMAGED, "The document cannot be read: " + e.getClass(), e);
        } catch (StackOverflowError | OutOfMemoryError e) {
            throw new PageRefused(PageRefusal.TOO_LARGE, "The document nests or unpacks too much", e);
        }
    }

    /** Takes no more text than is used, and no more time than there is. */
    private static final class Limited extends StringWriter {
        private final Budget budget;

        Limited(Budget budget) {
            this.budget = budget;
        }

        @Override
        public void write(String text, int from, int length) {
            write(text.substring(from, from + length));
        }

        @Override
        public void write(String text) {
            budget.tick();
            if (getBuffer().length() + text.length() > LONGEST) {
                throw new PageRefused(PageRefusal.TOO_LARGE, "More than " + LONGEST + " characters");
            }
            super.write(text);
        }
    }
}
