package org.jiebang.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiebang.catalog.TeamRole;
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.TextAnalyzer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the golden checks and the generated cases leave open. */
class ApplicationCheckerTest {
    private static final Programme CAST = Programmes.standard("kczg-service-team-2024");
    private static final Programme JIANGSU_2023 = Programmes.standard("kechuang-jiangsu-2023");
    private static final Programme JIANGSU_2024 = Programmes.standard("kechuang-jiangsu-2024");
    private static final ApplicationChecker CHECKER =
            new ApplicationChecker(new TextAnalyzer(DomainDictionary.of(List.of("动力电池", "海上风电"))));

    private static Verdict check(Programme programme, Draft draft) {
        return CHECKER.check(programme, draft.build(), Register.EMPTY, Draft.day(programme), Map.of());
    }

    /** The same programme with one rule of another strength. */
    private static Programme with(Programme programme, String id, Strength strength) {
        List<Rule> rules = new ArrayList<>(programme.rules());
        rules.replaceAll(rule -> rule.id().equals(id)
                ? new Rule(
                        rule.id(),
                        rule.also(),
                        rule.title(),
                        strength,
                        rule.categories(),
                        rule.condition(),
                        rule.citation())
                : rule);
        return new Programme(
                programme.id(),
                programme.series(),
                programme.year(),
                programme.title(),
                programme.document(),
                programme.issuer(),
                programme.issued(),
                programme.places(),
                programme.categories(),
                rules,
                programme.stages(),
                programme.forms(),
                programme.terms());
    }

    @Test
    void anUnknownBirthdayNeverBlocksEvenUnderAHardRule() {
        Programme strict = with(CAST, "CT-14", Strength.HARD);
        Draft draft = Draft.valid(strict, "CT");
        Application.Member young = draft.team.getFirst();
        draft.team.set(0, RuleCasesTest.with(young, new Birth.Unknown(), young.roles(), young.residentDays()));
        assertThat(check(strict, draft).outcome()).isEqualTo(Verdict.Outcome.REASON_NEEDED);
        draft.team.set(
                0,
                RuleCasesTest.with(young, new Birth.On(LocalDate.of(1970, 1, 1)), young.roles(), young.residentDays()));
        assertThat(check(strict, draft).outcome()).isEqualTo(Verdict.Outcome.BLOCKED);
    }

    @Test
    void allViolationsAreToldHardOnesFirst() {
        Draft draft = Draft.valid(CAST, "CT");
        draft.team.removeLast();
        draft.kind = PartyKind.PROVINCIAL_SOCIETY;
        draft.chains.add("another-chain");
        draft.confirmed.clear();
        Verdict verdict = check(CAST, draft);
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.BLOCKED);
        assertThat(verdict.blocks())
                .extracting(violation -> violation.rule().id())
                .contains("CT-06", "CT-19", "CT-37");
        assertThat(verdict.warnings())
                .extracting(violation -> violation.rule().id())
                .containsExactly("CT-13");
        assertThat(verdict.violations()).endsWith(verdict.warnings().toArray(Violation[]::new));
    }

    @Test
    void aReasonDoesNotLiftAHardRule() {
        Draft draft = Draft.valid(CAST, "CT");
        draft.kind = PartyKind.PROVINCIAL_SOCIETY;
        Verdict verdict = CHECKER.check(CAST, draft.build(), Register.EMPTY, Draft.day(CAST), Map.of("CT-06", "特殊情况"));
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.BLOCKED);
    }

    @Test
    void aBlankReasonIsNone() {
        Draft draft = Draft.valid(CAST, "CT");
        draft.team.removeLast();
        Verdict verdict = CHECKER.check(CAST, draft.build(), Register.EMPTY, Draft.day(CAST), Map.of("CT-13", "  "));
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.REASON_NEEDED);
    }

    @Test
    void aSentenceSaysEverything() {
        Draft draft = Draft.valid(CAST, "CT");
        draft.team.removeLast();
        Violation violation = check(CAST, draft).violations().getFirst();
        assertThat(violation.asked().chinese()).isEqualTo("成员不少于20");
        assertThat(violation.found().chinese()).isEqualTo("成员：要求不少于20，现有19");
        assertThat(violation.remedy().chinese()).isEqualTo("成员再增加1");
        assertThat(violation.found().english()).isEqualTo("members: at least 20 asked, 19 found");
        assertThat(violation.finding().code()).isEqualTo("too-few");
        assertThat(violation.rule().citation()).isEqualTo(new Citation("科协创函融字〔2024〕22号", "附件1 一、1", "总人数一般不少于20人"));
    }

    @ParameterizedTest(name = "{0} by {1} on {2}, force majeure {3}")
    @CsvSource({
        "PENALTY,    某局,             2022-05-24, false, true",
        "PENALTY,    某局,             2022-05-23, false, false",
        "PENALTY,    某局,             2024-05-25, false, false",
        "CRITICISM,  中国科协,           2023-01-01, false, true",
        "CRITICISM,  省科协,            2023-01-01, false, false",
        "UNFINISHED, 中国科协科学技术创新部, 2023-01-01, false, true",
        "UNFINISHED, 中国科协科学技术创新部, 2023-01-01, true,  false",
        "PENALTY,    某局,             2023-01-01, true,  true"
    })
    void incidentsBarForTwoYears(IncidentKind kind, String by, LocalDate on, boolean majeure, boolean barred) {
        Draft draft = Draft.valid(CAST, "CT");
        Register register = new Register(
                List.of(),
                List.of(
                        new Register.Incident(draft.applicant().key(), kind, by, on, majeure),
                        new Register.Incident("别的单位", IncidentKind.PENALTY, "某局", LocalDate.of(2024, 1, 1), false)),
                List.of(),
                List.of(),
                List.of());
        Verdict verdict = CHECKER.check(CAST, draft.build(), register, LocalDate.of(2024, 5, 24), Map.of());
        assertThat(verdict.outcome()).isEqualTo(barred ? Verdict.Outcome.BLOCKED : Verdict.Outcome.ACCEPTED);
    }

    @ParameterizedTest(name = "a draft that was not handed in, looked at on {0}")
    @CsvSource({"2024-03-01, ACCEPTED", "2024-03-31, ACCEPTED", "2024-04-01, BLOCKED", "2024-04-04, BLOCKED"})
    void aDraftIsLateOnlyAfterTheDeadline(LocalDate day, Verdict.Outcome outcome) {
        Draft draft = Draft.valid(JIANGSU_2024, "P24-B4");
        draft.submissions.clear();
        assertThat(CHECKER.check(JIANGSU_2024, draft.build(), Register.EMPTY, day, Map.of())
                        .outcome())
                .isEqualTo(outcome);
    }

    @Test
    void resultsOfAnEarlierYearAreNotUsedAgain() {
        Draft mine = Draft.valid(CAST, "CT");
        Draft earlier = Draft.sibling(JIANGSU_2023, "P23-2a", "earlier");
        earlier.results = mine.results;
        Register register = new Register(List.of(earlier.build()), List.of(), List.of(), List.of(), List.of());
        Verdict verdict = CHECKER.check(CAST, mine.build(), register, Draft.day(CAST), Map.of());
        assertThat(verdict.blocks())
                .extracting(violation -> violation.rule().id())
                .containsExactly("CT-09");
    }

    @Test
    void aUnitIsKnownByItsCodeOrItsFoldedName() {
        assertThat(new Party("", "江苏省 测试学会（筹）", PartyKind.PROVINCIAL_SOCIETY, List.of()).key())
                .isEqualTo(new Party("", "江苏省测试学会(筹)", PartyKind.PROVINCIAL_SOCIETY, List.of()).key());
        assertThat(new Party("91320000", "甲", PartyKind.ENTERPRISE, List.of()).key())
                .isEqualTo(new Party("91320000", "乙", PartyKind.ENTERPRISE, List.of()).key());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"申报单位简介, 201, too-many, CT-32", "工作方案, 301, too-many, CT-32", "工作方案, 0, missing, CT-32", "电话, 0, '', ''"
    })
    void fieldsOfTheForm(String field, int characters, String code, String rule) {
        Draft draft = Draft.valid(CAST, "CT");
        draft.fields.put(field, "字".repeat(characters));
        List<Violation> violations = check(CAST, draft).violations();
        assertThat(violations)
                .extracting(violation -> violation.rule().id())
                .isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
        assertThat(violations)
                .extracting(violation -> violation.finding().code())
                .isEqualTo(code.isEmpty() ? List.of() : List.of(code));
    }

    /** D-04: the form lists at most 20 of a roster that has at least 20. */
    @Test
    void theFormListsAtMostTwentyOfALongerRoster() {
        Draft draft = Draft.valid(CAST, "CT");
        draft.renameTeam("");
        draft.team.add(new Application.Member(
                "", "第二十一人", "某大学", Affiliation.UNIVERSITY, new Birth.Unknown(), false, Set.of(), 0));
        assertThat(check(CAST, draft).outcome()).isEqualTo(Verdict.Outcome.ACCEPTED);
        draft.fields.put("项目负责人及主要参加人员", "行\n".repeat(21).strip());
        assertThat(check(CAST, draft).blocks())
                .extracting(violation -> violation.rule().id())
                .containsExactly("CT-32");
    }

    private static Application.Member person(String id, String name, String employer, Birth birth, TeamRole... roles) {
        return new Application.Member(id, name, employer, Affiliation.OTHER, birth, false, Set.of(roles), 0);
    }

    @ParameterizedTest(name = "{0}: {9}")
    @CsvSource({
        "id and no id,            '', 甲, 某大学, '',   p1, 甲, 某大学,   1980, true",
        "two ids,                 p1, 甲, 某大学, 1980, p2, 甲, 某大学,   1980, false",
        "one id,                  p1, 甲, 某大学, 1980, p1, 甲某, 另一大学, 1981, true",
        "spelling,                '', 甲, 某大学 , '',   '', 甲, '某 大学', '',   true",
        "another birthday,        '', 甲, 某大学, 1980, '', 甲, 某大学,   1981, false",
        "another employer,        '', 甲, 某大学, 1980, '', 甲, 另一大学, 1980, false",
        "another name,            '', 甲, 某大学, 1980, '', 乙, 某大学,   1980, false"
    })
    void whoIsTheSamePerson(
            String why,
            String id,
            String name,
            String employer,
            String year,
            String otherId,
            String otherName,
            String otherEmployer,
            String otherYear,
            boolean same) {
        Application.Member one = person(id, name, employer, birth(year), TeamRole.LEADER);
        Application.Member another = person(otherId, otherName, otherEmployer, birth(otherYear), TeamRole.CHIEF_EXPERT);
        assertThat(Composing.isSame(one, another)).as(why).isEqualTo(same);
        assertThat(Composing.isSame(another, one)).isEqualTo(same);
        Draft draft = Draft.valid(CAST, "CT");
        draft.team.replaceAll(
                member -> RuleCasesTest.with(member, member.birth(), Set.of(TeamRole.MEMBER), member.residentDays()));
        draft.team.add(one);
        draft.team.add(another);
        assertThat(Composing.count(Measure.MEMBERS, draft.build())).isEqualTo(same ? 21 : 22);
        assertThat(check(CAST, draft).blocks())
                .extracting(violation -> violation.rule().id())
                .isEqualTo(same ? List.of("CT-16") : List.of());
    }

    @Test
    void oneLineThatKnowsTheBirthdayIsEnough() {
        Draft draft = Draft.valid(CAST, "CT");
        Application.Member young = draft.team.getFirst();
        draft.team.set(0, RuleCasesTest.with(young, new Birth.Unknown(), Set.of(), 0));
        assertThat(check(CAST, draft).warnings()).hasSize(1);
        draft.team.add(young);
        assertThat(check(CAST, draft).outcome()).isEqualTo(Verdict.Outcome.ACCEPTED);
    }

    private static Birth birth(String year) {
        return year.isEmpty() ? new Birth.Unknown() : new Birth.In(Integer.parseInt(year));
    }

    @Test
    void anApplicationOfAnotherYearIsAnErrorOfTheCaller() {
        assertThatThrownBy(() -> check(CAST, Draft.valid(JIANGSU_2024, "P24-A1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another year");
    }

    @Test
    void placesOfACityAreItsOwn() {
        Programme programme = Programmes.standard("enterprise-innovation-2020");
        List<ProjectChecker.Choice> choices = new ArrayList<>();
        for (int i = 0; i < 26; i++) {
            choices.add(new ProjectChecker.Choice("S20-7", "苏州"));
        }
        choices.add(new ProjectChecker.Choice("S20-7", "上海"));
        Verdict verdict = ProjectChecker.checkChoice(programme, choices, Set.of(), LocalDate.of(2020, 7, 1), Map.of());
        assertThat(verdict.violations())
                .extracting(violation -> violation.finding().code())
                .containsExactly("too-many", "not-allowed");
    }
}
