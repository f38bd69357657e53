package org.jiebang.api.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jiebang.ingest.notice.NoticeCompiler;
import org.jiebang.ingest.notice.NoticeDraft;
import org.junit.jupiter.api.Test;

/** A call that was printed gives the same rules as its text. */
class CallFilesTest {
    private static final String CALL = """
            关于组织申报2026年度示例产业服务站项目的通知
            示科协发〔2026〕9号
            各设区市科协，各省级学会：
            为推动科技服务下沉，现将2026年度示例产业服务站项目申报工作有关事项通知如下。
            一、支持数量与额度
            本年度拟支持示例产业服务站项目30个，每个项目资助经费不超过8万元，经费用于专家差旅、现场服务和人员培训等支出。
            二、申报条件
            （一）申报单位应当为省级学会或者设区市科协，项目负责人年龄不超过55周岁，同一负责人只能申报1个项目。
            （二）每个服务站进站专家不少于6名，与当地企业签订的合作协议不少于3份，全年开展现场技术服务不少于12次。
            （三）近三年内承担省科协项目未通过验收的单位，以及被列入严重失信名单的单位和个人，不得申报本年度项目。
            （四）同一单位申报项目数量不得超过2个，与其他财政资金已经支持的内容重复的项目不予支持。
            三、工作要求
            服务站应在一个年度内服务企业不少于20家，举办供需对接活动不少于4场，解决企业提出的技术难题不少于10项。
            四、申报时间
            请各单位于2026年4月30日17:00前将申报书一式三份寄送至省科协学会部，逾期不予受理。项目应于2026年12月15日前完成。
            示例省科学技术协会
            2026年3月25日
            """;

    private static final float SIZE = 16;
    /** In Chinese characters; a Latin one takes half of the place. */
    private static final double PER_LINE = 24;

    private static final int PER_PAGE = 9;

    /** Lines of a page width, the first of a paragraph indented. */
    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        CALL.lines().forEach(paragraph -> {
            StringBuilder line = new StringBuilder("　　");
            double width = 2;
            for (char letter : paragraph.toCharArray()) {
                width += letter < 128 ? 0.5 : 1;
                if (width > PER_LINE) {
                    lines.add(line.toString());
                    line.setLength(0);
                    width = 1;
                }
                line.append(letter);
            }
            lines.add(line.toString());
        });
        return lines;
    }

    private static byte[] printed() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument();
                InputStream font = Objects.requireNonNull(
                        CallFilesTest.class.getResourceAsStream("/org/jiebang/api/document/NotoSerifSC-Regular.ttf"))) {
            PDType0Font serif = PDType0Font.load(document, font);
            List<String> lines = lines();
            for (int from = 0, number = 1; from < lines.size(); from += PER_PAGE, number++) {
                PDPage page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    write(content, serif, 200, 800, "示例省科学技术协会文件");
                    float height = 740;
                    for (String line : lines.subList(from, Math.min(lines.size(), from + PER_PAGE))) {
                        float indent = line.startsWith("　　") ? 2 * SIZE : 0;
                        write(content, serif, 80 + indent, height, line.strip());
                        height -= 28;
                    }
                    write(content, serif, 280, 40, "— " + number + " —");
                }
            }
            document.save(output);
        }
        return output.toByteArray();
    }

    private static void write(PDPageContentStream content, PDType0Font font, float x, float y, String text)
            throws IOException {
        content.beginText();
        content.setFont(font, SIZE);
        content.newLineAtOffset(x, y);
        content.showText(text);
        content.endText();
    }

    private static List<String> rules(NoticeDraft draft) {
        return draft.rules().stream()
                .map(rule -> rule.kind() + " " + rule.title().chinese() + " " + rule.value() + " | " + rule.quote())
                .toList();
    }

    @Test
    void aPrintedCallGivesTheRulesOfItsText() throws IOException {
        NoticeDraft written = NoticeCompiler.compile(CALL);
        String text = CallFiles.text("call.pdf", printed());
        NoticeDraft printed = NoticeCompiler.compile(text);

        assertThat(text).doesNotContain("文件\n", "— 2 —");
        assertThat(rules(written)).hasSizeGreaterThan(15);
        assertThat(rules(printed)).containsExactlyElementsOf(rules(written));
        assertThat(printed.facts())
                .extracting(NoticeDraft.Fact::value)
                .containsExactlyElementsOf(
                        written.facts().stream().map(NoticeDraft.Fact::value).toList());
        assertThat(printed.rules().stream()
                        .map(rule ->
                                text.substring(rule.words().from(), rule.words().to())))
                .as("every value is linked to its words in the printed text")
                .noneMatch(String::isBlank);
    }
}
