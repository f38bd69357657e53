package org.jiebang.ingest.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jiebang.catalog.Library;
import org.jiebang.ingest.page.PageRefusal;
import org.jiebang.ingest.page.PageRefused;
import org.junit.jupiter.api.Test;

class AttachmentReaderTest {
    private final AttachmentReader reader =
            new AttachmentReader(Library.PROBLEMS, text -> Map.of("关键难点和挑战", text.strip()));

    @Test
    void readsTheTextOfADocumentWithItsTables() {
        assertThat(reader.read("需求.docx", Samples.docx("叶片缺陷检测")).rows())
                .containsExactly(Map.of("关键难点和挑战", "叶片缺陷检测\n企业名称\t某某机械有限公司"));
    }

    /** need.doc was written by LibreOffice 7.4 as “MS Word 97”. */
    @Test
    void readsTheTextOfAnOldDocumentWithItsTablesAloneAndInAnArchive() throws IOException {
        byte[] document;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("need.doc"))) {
            document = in.readAllBytes();
        }
        String text = Objects.requireNonNull(
                reader.read("需求.doc", document).rows().getFirst().get("关键难点和挑战"));
        assertThat(text.lines().map(String::strip)).contains("企业技术需求表（虚构，仅供测试）", "锻件内部缺陷靠人工抽检，漏检率高于百分之三；希望在锻造节拍内完成检测。");
        assertThat(text).contains("企业名称\t示例锻造有限公司", "需求名称\t大型锻件内部缺陷在线检测");

        AttachmentReader.Contents archive = reader.read("附件.zip", Samples.zip(Map.of("需求.doc", document)));
        assertThat(archive.rows()).containsExactly(Map.of("关键难点和挑战", text));
        assertThat(archive.unread()).isEmpty();
    }

    @Test
    void readsTheTextOfAPdf() {
        assertThat(reader.read("x.pdf", Samples.pdf("blade inspection")).rows())
                .containsExactly(Map.of("关键难点和挑战", "blade inspection"));
    }

    @Test
    void rowsOfAWorkbookAreRowsOfTheLibrary() {
        assertThat(reader.read("x.xlsx", Samples.xlsx("气体传感器")).rows())
                .containsExactly(
                        Map.of("提出单位", "甲公司（示例）", "难题问题名称", "气体传感器"), Map.of("提出单位", "乙公司（示例）", "难题问题名称", "气体传感器二"));
    }

    @Test
    void theNameOfAFileTellsNothing() {
        assertThat(reader.read("表.doc", Samples.xlsx("气体传感器")).rows()).hasSize(2);
    }

    @Test
    void anArchiveIsReadFileByFileAndTellsWhatItCouldNotRead() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("一.docx", Samples.docx("叶片缺陷检测"));
        entries.put("说明.txt", Samples.utf8("说明"));
        entries.put("内/二.zip", Samples.zip(Map.of("清单.xlsx", Samples.xlsx("气体传感器"))));
        AttachmentReader.Contents contents = reader.read("全部.zip", Samples.zip(entries));
        assertThat(contents.rows()).hasSize(3);
        assertThat(contents.unread()).containsExactly(new AttachmentReader.Unread("说明.txt", PageRefusal.UNSUPPORTED));
    }

    @Test
    void anOldContainerWithoutADocumentIsRefused() throws java.io.IOException {
        java.io.ByteArrayOutputStream output = new java.io.ByteArrayOutputStream();
        try (POIFSFileSystem container = new POIFSFileSystem()) {
            container.createDocument(new java.io.ByteArrayInputStream(new byte[5000]), "EncryptedPackage");
            container.writeFilesystem(output);
        }
        assertThatThrownBy(() -> reader.read("x.doc", output.toByteArray()))
                .isInstanceOfSatisfying(
                        PageRefused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(PageRefusal.ENCRYPTED));
    }
}
