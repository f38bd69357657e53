package org.jiebang.ingest.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.jiebang.ingest.HandMadeWorkbook.row;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jiebang.catalog.Library;
import org.jiebang.ingest.HandMadeWorkbook;
import org.jiebang.ingest.library.LibraryFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileRefusedTest {
    @TempDir
    Path folder;

    @Test
    void refusesEmptyFiles() throws IOException {
        assertThat(codeOf(new byte[0])).isEqualTo(FileRefused.Code.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n\n\n", " , ,\n,,\n", "\uFEFF"})
    void refusesFilesWithoutAnyContent(String text) throws IOException {
        assertThat(codeOf(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(FileRefused.Code.EMPTY);
    }

    @Test
    void refusesWorkbooksWithoutAnyContent() {
        assertThat(codeOf(new HandMadeWorkbook().sheet("Sheet1", "").writeTo(file())))
                .isEqualTo(FileRefused.Code.EMPTY);
    }

    @Test
    void refusesEncryptedAndOldWorkbooks() throws IOException {
        byte[] container = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1};
        assertThat(codeOf(container)).isEqualTo(FileRefused.Code.ENCRYPTED_OR_OLD);
    }

    @Test
    void refusesMacros() {
        Path file = new HandMadeWorkbook()
                .sheet("表", row(1, "姓名"))
                .part("xl/vbaProject.bin", new byte[] {1})
                .writeTo(file());
        assertThat(codeOf(file)).isEqualTo(FileRefused.Code.MACRO);
    }

    @Test
    void refusesZipBombs() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(content)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                zip.write(zeros);
            }
        }
        assertThat(codeOf(content.toByteArray())).isEqualTo(FileRefused.Code.ZIP_BOMB);
    }

    @Test
    void refusesContainersOfVeryManyParts() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(content)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            for (int part = 0; part < 10_000; part++) {
                zip.putNextEntry(new ZipEntry("xl/media/" + part));
            }
        }
        assertThat(codeOf(content.toByteArray())).isEqualTo(FileRefused.Code.ZIP_BOMB);
    }

    @Test
    void refusesOtherContainers() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(content)) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
        }
        assertThat(codeOf(content.toByteArray())).isEqualTo(FileRefused.Code.UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%PDF-1.7\n1 0 obj", "\u0000\u0001binary", "{\\rtf1\\ansi"})
    void refusesWhatIsNoTable(String beginning) throws IOException {
        assertThat(codeOf(beginning.getBytes(StandardCharsets.ISO_8859_1)))
                .isIn(FileRefused.Code.UNSUPPORTED, FileRefused.Code.NO_HEADINGS);
    }

    @Test
    void refusesWorkbooksThatLackTheirSheet() throws IOException {
        Path whole = new HandMadeWorkbook().sheet("表", row(1, "姓名")).writeTo(file());
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (ZipFile from = new ZipFile(whole.toFile());
                ZipOutputStream to = new ZipOutputStream(content)) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                if (!entry.getName().equals("xl/worksheets/sheet1.xml")) {
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    to.write(from.getInputStream(entry).readAllBytes());
                }
            }
        }
        assertThat(codeOf(content.toByteArray())).isEqualTo(FileRefused.Code.DAMAGED);
    }

    @Test
    void refusesTruncatedContainers() throws IOException {
        byte[] whole = Files.readAllBytes(
                new HandMadeWorkbook().sheet("表", row(1, "姓名")).writeTo(file()));
        assertThat(codeOf(Arrays.copyOf(whole, whole.length / 2))).isEqualTo(FileRefused.Code.DAMAGED);
        assertThat(codeOf(Arrays.copyOf(whole, 4))).isEqualTo(FileRefused.Code.DAMAGED);
    }

    @Test
    void refusesSheetsThatBreakOff() {
        Path file = new HandMadeWorkbook()
                .sheet("表", row(1, "姓名") + "<row r=\"2\"><c r=\"A2\" t=\"inl")
                .writeTo(file());
        assertThat(codeOf(file)).isEqualTo(FileRefused.Code.DAMAGED);
    }

    @Test
    void refusesSheetsThatBreakOffBehindTheHeadings() {
        StringBuilder rows = new StringBuilder(row(1, "姓名"));
        for (int i = 2; i < 3000; i++) {
            rows.append(row(i, "张伟" + i));
        }
        Path file =
                new HandMadeWorkbook().sheet("表", rows + "<row r=\"3000\"><c ").writeTo(file());
        FileRefused refused = catchThrowableOfType(FileRefused.class, () -> {
            try (LibraryFile library = LibraryFile.open(file, Library.EXPERTS)) {
                library.countRows();
            }
        });
        assertThat(refused.code()).isEqualTo(FileRefused.Code.DAMAGED);
    }

    @Test
    void refusesHugePages() throws IOException {
        Path file = Files.writeString(
                folder.resolve("page.html"), "<html><body><table>".repeat(4).substring(0, 64));
        try (java.io.RandomAccessFile page = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            page.setLength((64L << 20) + 1);
        }
        // A page of blanks is no binary file: its beginning is text.
        byte[] blanks = " ".repeat(8192).getBytes(StandardCharsets.UTF_8);
        try (java.io.RandomAccessFile page = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            page.seek(64);
            page.write(blanks);
        }
        assertThat(codeOf(file)).isEqualTo(FileRefused.Code.TOO_LARGE);
    }

    @Test
    void refusesPagesWithoutATable() throws IOException {
        assertThat(codeOf("<html><body><p>通知</p></body></html>".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(FileRefused.Code.NO_TABLE);
    }

    @Test
    void refusesTablesWithoutHeadings() throws IOException {
        byte[] text = "产量,温度\n1,2\n".getBytes(StandardCharsets.UTF_8);
        assertThat(codeOf(text)).isEqualTo(FileRefused.Code.NO_HEADINGS);
    }

    @Test
    void refusesWorkbooksWhoseSheetsAreAllHidden() {
        assertThat(codeOf(new HandMadeWorkbook().hiddenSheet("表", row(1, "姓名")).writeTo(file())))
                .isEqualTo(FileRefused.Code.NO_TABLE);
    }

    @ParameterizedTest
    @EnumSource(FileRefused.Code.class)
    void saysInChineseWhatIsWrongAndTheWayOut(FileRefused.Code code) {
        String formats = "\\.(xlsx|xls|csv|html)|BibTeX|RIS|NoteExpress|EndNote|OpenAlex|JSON";
        String[] sentences = code.chinese().split("(?<=。)");
        assertThat(sentences).hasSize(2);
        assertThat(sentences[1]).as("the way out").startsWith("请");
        assertThat(code.chinese().replaceAll(formats, "")).doesNotContainPattern("[A-Za-z]");
    }

    private Path file() {
        return folder.resolve("file.xlsx");
    }

    private FileRefused.Code codeOf(byte[] content) throws IOException {
        return codeOf(Files.write(folder.resolve("upload"), content));
    }

    private static FileRefused.Code codeOf(Path file) {
        FileRefused refused = catchThrowableOfType(
                FileRefused.class, () -> LibraryFile.open(file, Library.EXPERTS).close());
        assertThat(refused).isNotNull();
        return refused.code();
    }
}
