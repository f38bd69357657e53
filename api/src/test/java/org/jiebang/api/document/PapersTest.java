package org.jiebang.api.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jiebang.form.Block;
import org.jiebang.form.Field;
import org.jiebang.form.FieldKind;
import org.jiebang.form.Form;
import org.jiebang.form.FormValues;
import org.jiebang.form.Forms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Papers are read back from both formats: every field that the form prints and everything that was written is there. */
class PapersTest {
    /** Where to leave the papers to be looked at; blank to leave none. */
    private static final String LEAVE = System.getProperty("jiebang.papers", "");

    enum Filling {
        EMPTY,
        FILLED,
        OVERLONG
    }

    private static final Form TEAM = Forms.named("service-team-2024");
    private static final Form PROBLEM = Forms.named("problem-2024");

    static FormValues values(Form form, Filling filling) {
        if (filling == Filling.EMPTY) {
            return FormValues.EMPTY;
        }
        Map<String, Object> values = new HashMap<>();
        for (Field field : form.fields()) {
            if (field.kind() == FieldKind.TABLE) {
                List<Map<String, String>> rows = new ArrayList<>();
                for (int i = 0; i < (filling == Filling.FILLED ? 3 : 22); i++) {
                    Map<String, String> row = new HashMap<>();
                    field.columns().stream()
                            .filter(column -> column.kind() != FieldKind.ROW_NUMBER)
                            .forEach(column -> row.put(column.id(), value(column, filling)));
                    rows.add(row);
                }
                values.put(field.id(), rows);
            } else if (field.kind() != FieldKind.SIGNATURE) {
                values.put(field.id(), value(field, filling));
            }
        }
        return FormValues.of(values);
    }

    /** Recognisable as the value of this field. */
    private static String value(Field field, Filling filling) {
        return switch (field.kind()) {
            case TEXT, CREDIT_CODE -> filling == Filling.FILLED ? "填" + field.id() : ("很长的" + field.id()).repeat(12);
            case LONG_TEXT ->
                sentences(
                        field.id(),
                        filling == Filling.FILLED ? 6 : field.source().isEmpty() ? 8 : 60);
            case PHONE -> filling == Filling.FILLED ? "025-83012345" : "025-83012345转".repeat(6);
            case EMAIL ->
                filling == Filling.FILLED
                        ? "name@example.org"
                        : "very-long-name-without-any-place-to-break".repeat(3) + "@example.org";
            case MONEY -> "12.5";
            case CHOICE -> field.options().getFirst().value();
            case CHOICES ->
                field.options().getFirst().value() + "；"
                        + field.options().getLast().value();
            case ATTACHMENT -> "甲；乙";
            default -> field.kind().example();
        };
    }

    private static String sentences(String subject, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "写“" + subject + "”第 " + i + " 句，指标提升 " + i * 7 + "% 以上，面向长三角的企业和园区。")
                .collect(Collectors.joining());
    }

    private static Paper paper(Form form, FormValues values) {
        String code = ContentCode.of(form, values);
        return form.equals(TEAM) ? ServiceTeamPaper.of(values, code) : ProblemPaper.of(values, code);
    }

    static Stream<Arguments> papers() {
        return Stream.of(TEAM, PROBLEM)
                .flatMap(form -> Stream.of(Filling.values()).map(filling -> Arguments.of(form.id(), filling)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("papers")
    void bothFormatsHoldEveryFieldAndEveryValue(String id, Filling filling) throws IOException {
        Form form = Forms.named(id);
        FormValues values = values(form, filling);
        Paper paper = paper(form, values);
        byte[] docx = DocxWriter.write(paper);
        byte[] pdf = PdfWriter.write(paper);
        if (!LEAVE.isEmpty()) {
            Files.createDirectories(Path.of(LEAVE));
            Files.write(Path.of(LEAVE, id + "-" + filling + ".docx"), docx);
            Files.write(Path.of(LEAVE, id + "-" + filling + ".pdf"), pdf);
        }
        List<String> expected = new ArrayList<>(printed(form));
        expected.addAll(written(form, values));
        for (String text : List.of(docxText(docx), pdfText(pdf))) {
            assertThat(expected).allSatisfy(part -> assertThat(text).contains(squeezed(part)));
        }
    }

    /** What the empty form prints; what the application prints twice is on it once. */
    private static List<String> printed(Form form) {
        List<String> printed = new ArrayList<>();
        for (Block block : form.blocks()) {
            if (form.equals(TEAM) && !block.number().equals("封面")) {
                printed.add(block.number() + "、" + block.title().chinese());
            }
            for (Field field : block.fields()) {
                boolean inOneCell = form.equals(PROBLEM)
                        && (field.kind() == FieldKind.GRADE
                                || field.source().contains("难题问题描述")
                                || field.id().equals("预计总投入（万元）"));
                boolean named = field.kind() != FieldKind.TABLE && !inOneCell;
                if (named && !block.title().chinese().startsWith(field.label())) {
                    printed.add(field.label());
                }
                field.columns().forEach(column -> printed.add(column.label()));
                field.options().forEach(option -> printed.add(option.label()));
            }
        }
        return printed;
    }

    private static List<String> written(Form form, FormValues values) {
        List<String> written = new ArrayList<>();
        for (Field field : form.fields()) {
            String value = values.text(field.id());
            if (!value.isEmpty() && field.kind() != FieldKind.ATTACHMENT) {
                written.add(
                        field.kind() == FieldKind.CHOICE
                                ? "■" + field.options().getFirst().label()
                                : field.kind() == FieldKind.CHOICES
                                        ? "■" + field.options().getLast().label()
                                        : Written.of(field, values));
            }
            values.rows(field.id())
                    .forEach(row -> field.columns().stream()
                            .filter(column -> column.kind() != FieldKind.ROW_NUMBER)
                            .forEach(column -> written.add(Written.of(column, row.getOrDefault(column.id(), "")))));
        }
        return written;
    }

    /** Without spaces and line breaks, which either format sets where its lines end, and without what stands at the foot of pages. */
    private static String squeezed(String text) {
        return text.replaceAll("[\\s\u3000\u00a0\u200b]", "").replaceAll("内容校验码[0-9A-Z-]{19}第\\d+页共\\d+页", "");
    }

    private static String docxText(byte[] docx) throws IOException {
        try (XWPFWordExtractor document = new XWPFWordExtractor(new XWPFDocument(new ByteArrayInputStream(docx)))) {
            return squeezed(document.getText());
        }
    }

    private static String pdfText(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return squeezed(new PDFTextStripper().getText(document));
        }
    }

    @Test
    void everyPageOfBothFormatsCarriesTheCode() throws IOException {
        FormValues values = values(TEAM, Filling.FILLED);
        String code = ContentCode.of(TEAM, values);
        try (PDDocument pdf = Loader.loadPDF(PdfWriter.write(paper(TEAM, values)))) {
            PDFTextStripper reader = new PDFTextStripper();
            assertThat(pdf.getNumberOfPages()).isGreaterThan(5);
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                reader.setStartPage(page);
                reader.setEndPage(page);
                assertThat(reader.getText(pdf)).contains(code);
            }
        }
        try (XWPFDocument docx = new XWPFDocument(new ByteArrayInputStream(DocxWriter.write(paper(TEAM, values))))) {
            assertThat(docx.getFooterList())
                    .singleElement()
                    .satisfies(foot -> assertThat(foot.getText()).contains(code));
        }
    }

    @Test
    void thePdfBringsItsChineseFontAsFarAsItIsUsed() throws IOException {
        byte[] bytes = PdfWriter.write(paper(PROBLEM, values(PROBLEM, Filling.FILLED)));
        assertThat(bytes.length).isLessThan(1_000_000);
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            for (PDPage page : pdf.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Filling.class)
    void aCodeIsThatOfItsTextAndOfNoOther(Filling filling) {
        FormValues values = values(PROBLEM, filling);
        String code = ContentCode.of(PROBLEM, values);
        assertThat(code).matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}");
        assertThat(ContentCode.of(PROBLEM, FormValues.of(values.json()))).isEqualTo(code);
        assertThat(ContentCode.of(TEAM, values)).isNotEqualTo(code);
        Map<String, String> changed = new HashMap<>(values.texts());
        changed.merge("难题问题名称", "。", String::concat);
        assertThat(ContentCode.of(PROBLEM, new FormValues(changed, values.tables())))
                .isNotEqualTo(code);
        assertThat(ContentCode.read(" " + code.toLowerCase(Locale.ROOT).replace("-", " – ")))
                .isEqualTo(code);
    }

    @Test
    void whatIsNoCodeIsToldApart() {
        assertThat(ContentCode.read("")).isEmpty();
        assertThat(ContentCode.read("ABCD-EFGH")).isEmpty();
        assertThat(ContentCode.read("ABCD-EFGH-0000-000U")).isEmpty();
        assertThat(ContentCode.read("ABCD-EFGH-OOOO-IIII")).isEqualTo("ABCD-EFGH-0000-1111");
    }

    @Test
    void lettersThatNoPaperCanHoldDoNotStopIt() throws IOException {
        FormValues values = FormValues.of(Map.of("难题问题名称", "断\u0000续\u0007的🙂名称 <b>&"));
        Paper paper = paper(PROBLEM, values);
        assertThat(pdfText(PdfWriter.write(paper))).contains("断续的").contains("<b>&");
        assertThat(docxText(DocxWriter.write(paper))).contains("续");
    }
}
