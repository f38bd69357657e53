package org.jiebang.ingest.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiebang.ingest.HandMadeWorkbook.merged;
import static org.jiebang.ingest.HandMadeWorkbook.row;
import static org.jiebang.ingest.HandMadeWorkbook.rowOf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jiebang.catalog.Contact;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.Problem;
import org.jiebang.industry.IndustryField;
import org.jiebang.ingest.HandMadeWorkbook;
import org.jiebang.ingest.workbook.WorkbookWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as counties and societies send them. */
class LibraryFileTest {
    @TempDir
    Path folder;

    @Test
    void readsANeedListThatNobodyWroteForUs() {
        Path file = new HandMadeWorkbook()
                .sheet("填报说明", row(1, "填报说明") + row(2, "一、请如实填写。") + row(3, "企业名称"))
                .sheet(
                        "Sheet2",
                        row(1, "常熟市2026年企业技术需求汇总表")
                                + row(2, "", "", "", "", "", "", "", "单位：万元")
                                + row(3, "序号", "企业名称", "技术需求", "需求描述", "所属行业", "投入资金", "联系人", "联系电话")
                                + row(4, "1", "甲公司", "固态电池界面阻抗", "界面阻抗大，\n循环寿命短", "新能源", "500", "张三", "13800000000")
                                + row(5, "2", "", "硅碳负极膨胀", "体积膨胀超过30%", "新材料；新能源", "面议", "", "")
                                + row(
                                        6,
                                        "3",
                                        "乙公司",
                                        "",
                                        "需要一种能在高温下工作的密封材料。寿命不低于五年。",
                                        "密封件",
                                        "80-120",
                                        "李四",
                                        "0512-5200000")
                                + row(7, "合计", "", "", "", "", "700", "", "")
                                + row(8, "填表人：王五", "", "", "审核人：赵六", "", "", "", "填表日期：2026年5月")
                                + row(9, "注：本表一式两份。"),
                        merged("A1:H1", "B4:B5", "A9:H9"))
                .writeTo(folder.resolve("a.xlsx"));
        try (LibraryFile library = LibraryFile.open(file, Library.PROBLEMS)) {
            assertThat(library.headings().row()).isEqualTo(3);
            assertThat(library.headings().unknown()).containsExactly("序号");
        }
        List<LibraryFile.Parsed> rows = rows(file, Library.PROBLEMS);
        assertThat(rows).extracting(LibraryFile.Parsed::number).containsExactly(4, 5, 6);
        List<Problem> problems = items(rows);
        assertThat(problems).extracting(Problem::proposer).containsExactly("甲公司", "甲公司", "乙公司");
        assertThat(problems).extracting(Problem::title).containsExactly("固态电池界面阻抗", "硅碳负极膨胀", "需要一种能在高温下工作的密封材料");
        assertThat(problems.getFirst().description().difficulties()).isEqualTo("界面阻抗大，\n循环寿命短");
        assertThat(problems.get(1).fields()).containsExactly(IndustryField.NEW_ENERGY, IndustryField.NEW_MATERIALS);
        assertThat(problems.get(2).investment().tenThousandYuan()).isEqualByComparingTo("120");
        assertThat(rows)
                .extracting(row -> row.outcome().contact())
                .containsExactly(
                        new Contact("张三", "13800000000", ""), Contact.EMPTY, new Contact("李四", "0512-5200000", ""));
        assertThat(rows.get(1).outcome().findings())
                .extracting(Finding::code)
                .containsExactly(Finding.Code.UNREADABLE_MONEY);
        assertThat(rows.get(2).outcome().findings())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(Finding.Code.TITLE_FROM_TEXT, Finding.Code.UNKNOWN_FIELD);
    }

    @Test
    void readsHeadingsOfTwoRows() {
        Path file = new HandMadeWorkbook()
                .sheet(
                        "表",
                        row(1, "企业技术需求征集表")
                                + row(2, "序号", "企业名称", "技术需求情况", "", "", "联系方式", "", "所属县区")
                                + row(3, "", "", "需求名称", "需求描述", "拟投入资金（元）", "姓名", "电话", "")
                                + row(4, "1", "甲公司", "题一", "描述一", "5000000", "张三", "138", "昆山市"),
                        merged("A1:H1", "C2:E2", "F2:G2"))
                .writeTo(folder.resolve("a.xlsx"));
        try (LibraryFile library = LibraryFile.open(file, Library.PROBLEMS)) {
            assertThat(library.headings().unknown()).containsExactly("序号");
        }
        Problem problem = this.<Problem>items(rows(file, Library.PROBLEMS)).getFirst();
        assertThat(problem.proposer()).isEqualTo("甲公司");
        assertThat(problem.title()).isEqualTo("题一");
        assertThat(problem.description().difficulties()).isEqualTo("描述一");
        assertThat(problem.investment().tenThousandYuan()).as("counted in 元").isEqualByComparingTo("500");
        assertThat(problem.region().value()).isEqualTo("320583");
    }

    @Test
    void readsHeadingsOfTwoRowsMergedDown() {
        Path file = new HandMadeWorkbook()
                .sheet(
                        "表",
                        row(1, "序号", "企业名称", "技术需求", "联系方式", "")
                                + row(2, "", "", "", "联系人", "电话")
                                + row(3, "1", "甲公司", "题一", "张三", "138"),
                        merged("A1:A2", "B1:B2", "C1:C2", "D1:E1"))
                .writeTo(folder.resolve("a.xlsx"));
        assertThat(this.<Problem>items(rows(file, Library.PROBLEMS)))
                .extracting(Problem::title)
                .containsExactly("题一");
    }

    @Test
    void unitOfAnAmountComesFromTheHeadingOrTheNoteAboveTheTable() throws IOException {
        assertThat(investments("需求名称,投入资金（元）\n题,5000000\n")).containsExactly("500");
        assertThat(investments("需求名称,投入资金（亿元）\n题,0.5\n")).containsExactly("5000");
        assertThat(investments("需求名称,投入资金/元\n题,\"5,000,000\"\n")).containsExactly("500");
        assertThat(investments("需求名称,投入资金(万元)\n题,500\n")).containsExactly("500");
        assertThat(investments("需求名称,投入资金（元）\n题,500万元\n"))
                .as("the cell knows better")
                .containsExactly("500");
        assertThat(investments("需求表,单位：元\n需求名称,投入资金\n题,5000000\n")).containsExactly("500");
        assertThat(investments("需求表,单位：万元\n需求名称,投入资金\n题,500\n")).containsExactly("500");
        assertThat(investments("需求表,单位：元\n需求名称,投入资金（万元）\n题,500\n"))
                .as("the heading knows better")
                .containsExactly("500");
    }

    @Test
    void takesTheTableThatNamesTheMostColumns() {
        Path file = new HandMadeWorkbook()
                .sheet("封面", row(1, "名称", "说明") + row(2, "需求征集", "2026年度"))
                .sheet("需求", row(1, "需求名称", "企业名称", "需求描述", "城市") + row(2, "题一", "甲公司", "描述", "苏州"))
                .writeTo(folder.resolve("a.xlsx"));
        assertThat(this.<Problem>items(rows(file, Library.PROBLEMS)))
                .extracting(Problem::title)
                .containsExactly("题一");
    }

    @Test
    void prefersATableWithRowsToAnEmptyOne() {
        Path file = new HandMadeWorkbook()
                .sheet("空表", row(1, "需求名称", "企业名称", "需求描述"))
                .sheet("需求", row(1, "需求名称", "企业名称") + row(2, "题一", "甲公司"))
                .writeTo(folder.resolve("a.xlsx"));
        assertThat(this.<Problem>items(rows(file, Library.PROBLEMS)))
                .extracting(Problem::title)
                .containsExactly("题一");
        try (LibraryFile library = LibraryFile.open(file, Library.PROBLEMS)) {
            assertThat(library.headings().unknown()).isEmpty();
        }
    }

    @Test
    void saysThatOtherSheetsOfTheSameKindAreNotRead() {
        HandMadeWorkbook workbook = new HandMadeWorkbook();
        for (String county : List.of("常熟", "昆山", "太仓")) {
            workbook.sheet(county, row(1, "需求名称", "企业名称") + row(2, county + "题", county + "公司"));
        }
        Path file = workbook.writeTo(folder.resolve("a.xlsx"));
        try (LibraryFile library = LibraryFile.open(file, Library.PROBLEMS)) {
            assertThat(library.headings().unknown()).containsExactly("另有 2 张表也有这些列，没有读取，请分成几个文件上传");
        }
    }

    @Test
    void listOfFirmsIsNoListOfProblems() throws IOException {
        Path file = csv("企业名称,城市,行业\n甲公司,苏州,新材料\n");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> LibraryFile.open(file, Library.PROBLEMS)))
                .hasMessageContaining("企业名称 | 城市 | 行业");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "合计,,,700",
                "合 计,,,700",
                "总计：3项,,,",
                "小计,,,80万元",
                "填表人：王五,,审核人：赵六,",
                "填报单位（盖章）：,,,",
                "注：请于5月31日前报送。,,,",
                "备注：*为必填,,,",
                "说明：一式两份,,,",
                "填表日期：2026年5月31日,,,",
                "单位负责人（签字）：,,填表人：,",
                "企业名称,需求名称,需求描述,投入资金",
                "1,2,3,4",
                "（1）,（2）,（3）,（4）",
                "示例,固态电池,描述,500",
                "一、高端装备领域,,,",
                "（二）新材料,,,",
                ",,,（万元）",
                "共计5项,,,"
            })
    void notesAreNeitherRecordsNorMistakes(String note) throws IOException {
        String text = "企业名称,需求名称,需求描述,投入资金\n" + note + "\n甲公司,题一,描述一,500\n" + note + "\n";
        List<LibraryFile.Parsed> rows = rows(csv(text), Library.PROBLEMS);
        assertThat(rows).extracting(LibraryFile.Parsed::number).containsExactly(3);
        try (LibraryFile library = LibraryFile.open(csv(text), Library.PROBLEMS)) {
            assertThat(library.countRows()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "合计科技有限公司,题,描述,500",
                "总计,题,描述,500",
                "注塑机厂,注：难,描述,",
                "联系人,题,描述,500",
                "一、二车间,题,描述,",
                "日期科技,题,描述,1",
                "1,题,2,3"
            })
    void rowsThatSayMoreAreNoNotes(String line) throws IOException {
        assertThat(rows(csv("企业名称,需求名称,需求描述,投入资金\n" + line + "\n"), Library.PROBLEMS))
                .hasSize(1);
    }

    @Test
    void notesBelowAListOfExpertsAreNoExperts() throws IOException {
        String text = "姓名,工作单位,职称\n张伟,南京大学,教授\n合计：1人,,\n填表人：李四,,\n联系电话：138,,\n";
        assertThat(this.<Expert>items(rows(csv(text), Library.EXPERTS)))
                .extracting(Expert::name)
                .containsExactly("张伟");
    }

    @Test
    void rowsWithoutAnUnderstoodCellAreLeftOut() throws IOException {
        assertThat(rows(csv("序号,需求名称\n1,题一\n2,\n3,\n"), Library.PROBLEMS)).hasSize(1);
    }

    @Test
    void badRowNeverStopsTheOthers() throws IOException {
        String text = """
                项目名称,牵头单位,总投入,开始年份
                项目一,甲,"面议,可谈",1945
                ,乙,500,2020
                项目三,丙,,二〇二〇
                项目四,丁,1,2024
                """;
        List<LibraryFile.Parsed> rows = rows(csv(text), Library.PROJECTS);
        assertThat(rows).hasSize(4);
        assertThat(rows.stream().filter(row -> row.outcome().item() != null)).hasSize(1);
        assertThat(rows.get(0).outcome().findings())
                .extracting(Finding::code)
                .containsExactly(Finding.Code.UNREADABLE_MONEY, Finding.Code.OUT_OF_RANGE);
    }

    @Test
    void reportsEveryFindingOfARowAtOnceAndNoneTwice() throws IOException {
        String text = "姓名,出生年份,青托,所在地区,产业领域,产业链环节,可承担任务数\n,七十年代,也许,火星,炼丹,炼丹炉,100\n";
        LibraryFile.Parsed row = rows(csv(text), Library.EXPERTS).getFirst();
        assertThat(row.outcome().item()).isNull();
        assertThat(row.outcome().findings())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(
                        Finding.Code.MISSING,
                        Finding.Code.NOT_A_YEAR,
                        Finding.Code.UNKNOWN_CHOICE,
                        Finding.Code.UNKNOWN_REGION,
                        Finding.Code.UNKNOWN_FIELD,
                        Finding.Code.UNKNOWN_SEGMENT,
                        Finding.Code.OUT_OF_RANGE);
        assertThat(row.outcome().findings()).allSatisfy(finding -> {
            assertThat(finding.row()).isEqualTo(2);
            assertThat(finding.column()).isNotBlank();
        });
    }

    @Test
    void longTextIsReportedOnceWhoeverReadsIt() throws IOException {
        String text = "需求名称,需求描述\n" + "长".repeat(20_001) + ",描述\n";
        assertThat(rows(csv(text), Library.PROBLEMS).getFirst().outcome().findings())
                .extracting(Finding::code)
                .containsExactly(Finding.Code.TOO_LONG);
    }

    @Test
    void longNeedUnderATitleHeadingIsADescription() throws IOException {
        String need = "我公司生产锂电池隔膜，目前涂覆速度低。" + "希望寻找能够提高涂覆均匀性的工艺和设备，".repeat(8);
        Problem problem = this.<Problem>items(rows(csv("企业名称,技术需求\n甲公司," + need + "\n"), Library.PROBLEMS))
                .getFirst();
        assertThat(problem.title()).isEqualTo("我公司生产锂电池隔膜，目前涂覆速度低");
        assertThat(problem.description().difficulties()).isEqualTo(need);
    }

    @Test
    void invisibleCharactersAreCleaned() throws IOException {
        Problem problem = this.<Problem>items(rows(csv("需求名称,需求描述\n固态\u200b电池\u0007,\uFEFF描述\n"), Library.PROBLEMS))
                .getFirst();
        assertThat(problem.title()).isEqualTo("固态电池");
        assertThat(problem.description().difficulties()).isEqualTo("描述");
    }

    @Test
    void continuesBehindARow() throws IOException {
        Path file = csv("姓名\n甲\n乙\n丙\n");
        try (LibraryFile library = LibraryFile.open(file, Library.EXPERTS);
                Stream<LibraryFile.Parsed> rows = library.rows(3)) {
            assertThat(rows).extracting(LibraryFile.Parsed::number).containsExactly(4);
        }
    }

    @Test
    void streamsAHundredThousandRows() throws IOException {
        Path file = folder.resolve("large.xlsx");
        int count = 100_000;
        try (OutputStream output = Files.newOutputStream(file);
                WorkbookWriter writer = new WorkbookWriter(output, "专家库", List.of("姓名", "工作单位", "研究方向"))) {
            for (int i = 0; i < count; i++) {
                writer.write(List.of("专家" + i, "某某大学第" + i % 100 + "学院", "固态电池界面" + i));
            }
        }
        try (LibraryFile library = LibraryFile.open(file, Library.EXPERTS);
                Stream<LibraryFile.Parsed> rows = library.rows(0)) {
            Iterator<LibraryFile.Parsed> iterator = rows.iterator();
            // Nothing is read ahead: the first row is there while the file is still being read.
            assertThat(iterator.next().number()).isEqualTo(2);
            long seen = 1;
            LibraryFile.Parsed last = null;
            while (iterator.hasNext()) {
                last = iterator.next();
                seen++;
            }
            assertThat(seen).isEqualTo(count);
            assertThat(Objects.requireNonNull(last).number()).isEqualTo(count + 1);
        }
        try (LibraryFile library = LibraryFile.open(file, Library.EXPERTS)) {
            assertThat(library.countRows()).isEqualTo(count);
        }
    }

    @Test
    void trailingStyledRowsCostNothing() {
        StringBuilder rows = new StringBuilder(row(1, "姓名") + row(2, "张伟"));
        for (int i = 3; i < 5000; i++) {
            rows.append(rowOf(i, "<c r=\"A" + i + "\" s=\"1\"/>"));
        }
        assertThat(rows(
                        new HandMadeWorkbook().sheet("表", rows.toString()).writeTo(folder.resolve("a.xlsx")),
                        Library.EXPERTS))
                .hasSize(1);
    }

    private List<String> investments(String text) throws IOException {
        return this.<Problem>items(rows(csv(text), Library.PROBLEMS)).stream()
                .map(problem -> Objects.requireNonNull(problem.investment())
                        .tenThousandYuan()
                        .toPlainString())
                .toList();
    }

    private Path csv(String text) throws IOException {
        return Files.writeString(folder.resolve("a.csv"), text);
    }

    private static List<LibraryFile.Parsed> rows(Path file, Library library) {
        try (LibraryFile opened = LibraryFile.open(file, library);
                Stream<LibraryFile.Parsed> rows = opened.rows(0)) {
            return rows.toList();
        }
    }

    @SuppressWarnings("unchecked") // the library decides the type
    private <R extends LibraryRecord> List<R> items(List<LibraryFile.Parsed> rows) {
        return rows.stream()
                .map(row -> (R) Objects.requireNonNull(
                        row.outcome().item(), () -> row.outcome().findings().toString()))
                .toList();
    }
}
