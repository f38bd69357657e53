package org.jiebang.ingest.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jiebang.programme.Condition;
import org.jiebang.programme.ProgrammeDiff;
import org.jiebang.programme.Strength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeCompilerTest {
    private static NoticeDraft compiled(String notice) {
        return NoticeCompiler.compile(NoticeMeasureTest.invented(notice));
    }

    private static String body(String sentence) {
        return "关于申报2025年度测试项目的通知\n测科协发〔2025〕3号\n一、申报要求\n1." + sentence + "\n测试省科学技术协会\n2025年3月1日";
    }

    @ParameterizedTest
    @CsvSource({
        "x02-kechuang-2022, 湖科协发〔2022〕9号, 湖州市科学技术协会, 2022-02-21, 2022年度“科创湖州”计划项目",
        "x05-chinese-numerals, 北科协〔2023〕5号, 北川市科学技术协会, 2023-03-15, 北川市企业科协创新驱动",
        "x08-half-width, 金科协〔2021〕44号, 金州省科学技术协会, 2021-03-30, 2021年度科技服务团项目",
        "x10-wrapped, 南科协学〔2024〕12号, 南江市科学技术协会, 2024-05-06, 2024年度“千会万企”行动项目",
        "y01-city-station, 江安科协〔2024〕15号, 江安市科学技术协会, 2024-08-26, 2024年度专家服务站"
    })
    void readsNumberIssuerDayAndName(String notice, String document, String issuer, String issued, String name) {
        NoticeDraft draft = compiled(notice);
        assertThat(draft.facts()).extracting(NoticeDraft.Fact::value).contains(document, issuer, issued);
        assertThat(draft.programme()).hasValueSatisfying(programme -> {
            assertThat(programme.title().chinese()).startsWith(name);
            assertThat(programme.document()).isEqualTo(document);
            assertThat(programme.issuer()).isEqualTo(issuer);
            assertThat(programme.issued()).hasToString(issued);
        });
    }

    @Test
    void everyValueStandsWhereItsLinkPoints() {
        String text = NoticeMeasureTest.invented("x10-wrapped");
        for (NoticeDraft.DraftRule rule : NoticeCompiler.compile(text).rules()) {
            String words =
                    text.substring(rule.words().from(), rule.words().to()).replaceAll("\\s", "");
            String number = rule.value().replaceAll("^[^\\d]*", "").replaceAll("\\D.*$", "");
            if (rule.kind() == FoundKind.CAP || rule.kind() == FoundKind.THRESHOLD) {
                assertThat(words).as(rule.toString()).contains(number);
            }
            assertThat(rule.sentence().from()).isLessThanOrEqualTo(rule.words().from());
            assertThat(rule.sentence().to()).isGreaterThanOrEqualTo(rule.words().to());
        }
    }

    @Test
    void tellsWhereANoticeContradictsItself() {
        assertThat(compiled("x09-contradictory").disagreements())
                .extracting(one -> one.words().chinese())
                .contains("“36家市级学会”与“35家市级学会”不一致", "各项相加为5份，原文写共6份", "2025-03-14不是星期四");
    }

    @Test
    void aRuleThatContradictsAnotherStaysOutOfTheFileAndIsTold() {
        NoticeDraft draft = NoticeCompiler.compile(body("每个项目资助5万元。\n2.每个项目资助经费不超过8万元。"));
        assertThat(draft.programme()).isPresent();
        assertThat(draft.rules())
                .filteredOn(rule -> rule.kind() == FoundKind.CAP)
                .extracting(NoticeDraft.DraftRule::inFile)
                .containsExactlyInAnyOrder(true, false);
        assertThat(draft.disagreements()).anyMatch(one -> one.words().chinese().contains("两个经费上限"));
    }

    @Test
    void whatLooksLikeARuleAndIsNotUnderstoodIsShown() {
        NoticeDraft draft = NoticeCompiler.compile(body("绩点限于原有轨道以内的3倍左右。"));
        assertThat(draft.notUnderstood()).extracting(NoticeDraft.Unread::text).containsExactly("绩点限于原有轨道以内的3倍左右");
    }

    @ParameterizedTest
    @CsvSource({"服务团总人数一般不少于20人, SOFT", "每个学会原则上申报不超过2项, SOFT", "每个学会最多申报2项, HARD", "服务团总人数须不少于20人, HARD"})
    void wordsDecideWhetherARuleBlocks(String sentence, Strength strength) {
        assertThat(NoticeCompiler.compile(body(sentence + "。")).rules())
                .extracting(NoticeDraft.DraftRule::strength)
                .containsExactly(strength);
    }

    @Test
    void aPlatformReadsTheDraftAsPeopleReadTheNotice() {
        List<Condition> conditions = compiled("x03-service-team-2025").programme().orElseThrow().rules().stream()
                .map(rule -> rule.condition())
                .toList();
        assertThat(conditions).hasAtLeastOneElementOfType(Condition.SeparateRoles.class);
        assertThat(conditions)
                .contains(new Condition.Quota(3), new Condition.Finish(java.time.LocalDate.of(2026, 3, 31)));
    }

    @Test
    void theNextYearsCallIsComparedInWords() {
        String next = NoticeMeasureTest.invented("x03-service-team-2025")
                .replace("不少于15人", "不少于18人")
                .replace("2025年", "2026年")
                .replace("〔2025〕", "〔2026〕");
        List<String> changes = ProgrammeDiff.between(
                        compiled("x03-service-team-2025").programme().orElseThrow(),
                        NoticeCompiler.compile(next).programme().orElseThrow())
                .stream()
                .map(change -> change.words().chinese())
                .toList();
        assertThat(changes).anyMatch(change -> change.contains("15") && change.contains("18"));
    }

    @Test
    void aTextThatIsNoNoticeGivesAnEmptyDraft() {
        NoticeDraft draft = NoticeCompiler.compile("今天天气很好。");
        assertThat(draft.rules()).isEmpty();
        assertThat(draft.programme()).isEmpty();
        assertThat(draft.disagreements())
                .extracting(one -> one.words().chinese())
                .contains("原文里没有找到发文单位，请在文件里补上");
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> NoticeCompiler.compile("字".repeat(NoticeCompiler.LONGEST + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 150)
    void anyTextGivesADraftThatCanBeLoaded(@ForAll("notices") String text) {
        NoticeDraft draft = NoticeCompiler.compile(text);
        boolean head =
                draft.facts().stream().map(NoticeDraft.Fact::name).toList().containsAll(List.of("发文单位", "发文日期"));
        assertThat(draft.programme().isPresent())
                .as(() -> text + draft.remarks())
                .isEqualTo(head);
        for (NoticeDraft.DraftRule rule : draft.rules()) {
            assertThat(rule.words().from()).isBetween(0, text.length());
            assertThat(rule.words().to()).isBetween(rule.words().from(), text.length());
        }
    }

    @Property(tries = 150)
    void whatForbidsIsARuleOrIsShown(@ForAll("notices") String text) {
        if (text.contains("不得转包")) {
            assertThat(told(text)).contains("不得转包");
        }
    }

    @Test
    void whatForbidsIsToldAlsoWhereItsBracketStaysOpenBeforeTheSignature() {
        assertThat(told("优先支持不得转包（\n测试省科学技术协会\n2025年3月1日\n")).contains("不得转包");
    }

    /** The sentences that became rules and those that were not understood. */
    private static String told(String text) {
        NoticeDraft draft = NoticeCompiler.compile(text);
        return draft.rules().stream()
                        .map(rule -> text.substring(
                                rule.sentence().from(), rule.sentence().to()))
                        .collect(Collectors.joining("\n"))
                + draft.notUnderstood().stream().map(NoticeDraft.Unread::text).collect(Collectors.joining("\n"));
    }

    @Provide
    Arbitrary<String> notices() {
        Arbitrary<String> part = Arbitraries.of(
                "关于申报2025年度测试项目的通知\n",
                "测科协〔2025〕3号\n",
                "一、申报要求\n",
                "（一）甲类项目\n",
                "（二）乙类项目\n",
                "申报条件：",
                "支持标准：",
                "1.",
                "（1）",
                "每个学会限报2项",
                "不得转包",
                "每个项目资助5万元",
                "成员不少于8人",
                "成员不超过3人",
                "5月3日前报送",
                "4月1日至3月2日受理",
                "，",
                "。",
                "；",
                "\n",
                "不得同时申报",
                "“甲类项目”和“乙类项目”",
                "立项后拨付60%",
                "剩余40%",
                "共计30个",
                "其中",
                "两年内受到行政处罚的",
                "有下列情形之一的，不得申报：",
                "一式三份",
                "不超过",
                "3",
                "万元",
                "\t",
                "（",
                "）",
                "“",
                "系统",
                "由省级学会申报",
                "一等奖2名、二等奖3名",
                "优先支持",
                "报告1份（300字）",
                "14月45日",
                "二〇二五年九月底前完成",
                "\n测试省科学技术协会\n2025年3月1日\n");
        return part.list().ofMaxSize(40).map(parts -> String.join("", parts));
    }

    @ParameterizedTest
    @CsvSource({
        "“全国学术会议”项目, national academic conferences",
        "决策咨询项目, policy advice",
        "学会联合体, federations of societies",
        "高质量学术交流大会, conferences",
        "榫卯传习所, 榫卯传习所",
    })
    void aCategoryHasTheEnglishNameOfItsTermOrItsOwn(String chinese, String english) {
        assertThat(CategoryNames.english(chinese)).isEqualTo(english);
    }
}
