package org.jiebang.api.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jiebang.api.Platform;
import org.jiebang.api.platform.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileInspectorTest {
    private static final byte[] PNG = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
    };
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0
    };
    private static final String MAIN = "application/vnd.openxmlformats-officedocument.%s.main+xml";

    @TempDir
    Path directory;

    private EvidenceType inspect(byte[] content, long mostUnpacked) throws IOException {
        Path file = Files.write(directory.resolve("upload.pdf"), content);
        return new FileInspector(mostUnpacked).inspect(file);
    }

    private EvidenceType inspect(byte[] content) throws IOException {
        return inspect(content, FileInspector.MOST_UNPACKED);
    }

    private void refuses(String code, byte[] content, long mostUnpacked) {
        assertThatThrownBy(() -> inspect(content, mostUnpacked))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.violations())
                                .extracting(ApiException.Violation::code)
                                .containsExactly(code));
    }

    private void refuses(String code, byte[] content) {
        refuses(code, content, FileInspector.MOST_UNPACKED);
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] office(String main, String... others) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("[Content_Types].xml", ("<Types>" + main + "</Types>").getBytes(StandardCharsets.UTF_8));
        for (String other : others) {
            entries.put(other, new byte[10]);
        }
        return zip(entries);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aFileIsWhatItsContentSays() throws IOException {
        assertThat(inspect(Platform.pdf("示例"))).isEqualTo(EvidenceType.PDF);
        assertThat(inspect(PNG)).isEqualTo(EvidenceType.PNG);
        assertThat(inspect(JPEG)).isEqualTo(EvidenceType.JPEG);
        assertThat(inspect(office(MAIN.formatted("wordprocessingml.document")))).isEqualTo(EvidenceType.DOCX);
        assertThat(inspect(office(MAIN.formatted("spreadsheetml.sheet")))).isEqualTo(EvidenceType.XLSX);
        assertThat(inspect(zip(Map.of("照片.png", PNG, "内.zip", zip(Map.of("a.pdf", Platform.pdf("示例")))))))
                .isEqualTo(EvidenceType.ZIP);
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        try (XWPFDocument document = new XWPFDocument()) {
            document.createParagraph().createRun().setText("示例");
            document.write(word);
        }
        assertThat(inspect(word.toByteArray())).isEqualTo(EvidenceType.DOCX);
    }

    @Test
    void aFileWithAnAllowedNameAndAnotherContentIsRefused() {
        refuses("TYPE_NOT_ALLOWED", text("<html><script>alert(1)</script></html>"));
        refuses("TYPE_NOT_ALLOWED", text("#!/bin/sh\necho\n"));
        refuses("TYPE_NOT_ALLOWED", new byte[] {'M', 'Z', 0, 1, 2, 3});
        refuses("TYPE_NOT_ALLOWED", text("<svg xmlns='http://www.w3.org/2000/svg'/>"));
    }

    @Test
    void anArchiveIsRefusedForOneBadFileWithinIt() throws IOException {
        refuses("TYPE_NOT_ALLOWED", zip(Map.of("a.png", PNG, "b.png", text("<html></html>"))));
        refuses("EMPTY", zip(Map.of("folder/", new byte[0])));
        byte[] cut = zip(Map.of("a.png", PNG));
        refuses("BROKEN", Arrays.copyOf(cut, cut.length - 10));
    }

    @Test
    void macrosAreRefused() throws IOException {
        refuses("MACROS", office("application/vnd.ms-word.document.macroEnabled.main+xml", "word/vbaProject.bin"));
        refuses(
                "MACROS",
                office(MAIN.formatted("wordprocessingml.document") + "application/vnd.ms-office.vbaProject", "x.bin"));
        refuses("TYPE_NOT_ALLOWED", office(MAIN.formatted("presentationml.presentation")));
    }

    @Test
    void archivesHaveLimitsOfDepthNumberAndSize() throws IOException {
        byte[] inner = zip(Map.of("a.png", PNG));
        assertThat(inspect(zip(Map.of("b.zip", inner)))).isEqualTo(EvidenceType.ZIP);
        refuses("TOO_DEEP", zip(Map.of("c.zip", zip(Map.of("b.zip", inner)))));
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i <= FileInspector.MOST_ENTRIES; i++) {
            many.put(i + ".png", PNG);
        }
        refuses("TOO_MANY_ENTRIES", zip(many));
        byte[] wide = Arrays.copyOf(PNG, 3 << 20);
        refuses("TOO_LARGE_UNPACKED", zip(Map.of("a.png", wide)), 2 << 20);
        refuses("TOO_LARGE_UNPACKED", zip(Map.of("a.zip", zip(Map.of("a.png", wide)))), 2 << 20);
        assertThat(inspect(zip(Map.of("a.png", wide)), 3 << 20)).isEqualTo(EvidenceType.ZIP);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "蹲点日志.pdf, 蹲点日志.pdf",
        "page.html, page.html.pdf",
        "../../etc/passwd, passwd.pdf",
        "'C:\\temp\\证明.PDF', 证明.PDF",
        "'a\u202efdp.exe', afdp.exe.pdf",
        ".pdf, file.pdf.pdf",
        "'', file.pdf"
    })
    void aNameSaysWhatTheFileIs(String given, String safe) {
        assertThat(EvidenceType.PDF.safeName(given)).isEqualTo(safe);
        assertThat(EvidenceType.PDF.safeName("长".repeat(300) + ".pdf"))
                .hasSize(150)
                .endsWith("长.pdf");
    }
}
