package org.jiebang.api.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jiebang.api.evidence.EvidenceFile;
import org.jiebang.api.evidence.EvidenceKind;
import org.jiebang.api.evidence.EvidenceType;
import org.jiebang.api.evidence.ScanState;
import org.junit.jupiter.api.Test;

class ProjectPapersTest {
    private static final EvidenceFile FILE = new EvidenceFile(
            UUID.randomUUID(),
            EvidenceKind.APPLICATION,
            UUID.randomUUID(),
            "同意推荐函.pdf",
            EvidenceType.PDF,
            1234,
            "ab".repeat(32),
            ScanState.CLEAN,
            null,
            "示例学会",
            OffsetDateTime.parse("2024-05-01T00:00:00Z"));

    private static final ProjectPapers.Project PROJECT = new ProjectPapers.Project(
            "2024年“科创中国”科技服务团项目",
            "科协创函融字〔2024〕22号",
            "科技服务团",
            "“科创中国”新材料科技服务团",
            "示例学会",
            "中国科协科学技术创新部",
            "AAAA-BBBB-CCCC-DDDD",
            OffsetDateTime.parse("2024-05-20T16:30:00Z"),
            new BigDecimal("79.5"),
            LocalDate.of(2025, 3, 31),
            List.of("拨付：立项后拨付全部经费"),
            List.of("研发指南：1 份", "智库报告：1 份"),
            List.of(FILE));

    private static String text(String name, Paper paper) throws IOException {
        byte[] bytes = PdfWriter.write(paper);
        String leave = System.getProperty("jiebang.papers", "");
        if (!leave.isEmpty()) {
            Files.write(Path.of(leave, name + ".pdf"), bytes);
            Files.write(Path.of(leave, name + ".docx"), DocxWriter.write(paper));
        }
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            return new PDFTextStripper().getText(pdf).replaceAll("\\s", "");
        }
    }

    @Test
    void aReceiptSaysWhatCameWhenWithItsHashes() throws IOException {
        assertThat(text("receipt", ProjectPapers.receipt(PROJECT)))
                .contains("项目申报回执", "“科创中国”新材料科技服务团", "示例学会", "AAAA-BBBB-CCCC-DDDD", "同意推荐函.pdf", "1234")
                .contains("ab".repeat(32))
                // Half past midnight of the next day, in Shanghai.
                .contains("2024年5月21日00:30");
    }

    @Test
    void aContractNamesPartiesMoneyAndDuties() throws IOException {
        assertThat(text("contract", ProjectPapers.contract(PROJECT)))
                .contains("合同书", "甲方（立项单位）", "中国科协科学技术创新部", "乙方（承担单位）", "示例学会")
                .contains("79.5万元", "2025年3月31日", "1．研发指南：1份", "2．智库报告：1份", "立项后拨付全部经费");
    }
}
