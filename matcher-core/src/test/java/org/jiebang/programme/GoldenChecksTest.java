package org.jiebang.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jiebang.catalog.Money;
import org.jiebang.catalog.TeamRole;
import org.jiebang.region.RegionCode;
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.TextAnalyzer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden checks of the requirements ledger, section 16; the first is in {@link ProgrammesTest}. */
class GoldenChecksTest {
    private static final Programme CAST = Programmes.standard("kczg-service-team-2024");
    private static final Programme JIANGSU_2023 = Programmes.standard("kechuang-jiangsu-2023");
    private static final Programme JIANGSU_2024 = Programmes.standard("kechuang-jiangsu-2024");
    private static final ApplicationChecker CHECKER =
            new ApplicationChecker(new TextAnalyzer(DomainDictionary.of(List.of("动力电池", "海上风电"))));

    private static Verdict check(Programme programme, Draft draft, Application... others) {
        Register register = new Register(List.of(others), List.of(), List.of(), List.of(), List.of());
        return CHECKER.check(programme, draft.build(), register, Draft.day(programme), Map.of());
    }

    private static List<String> ids(List<Violation> violations) {
        return violations.stream().map(violation -> violation.rule().id()).toList();
    }

    /** Check 2. */
    @ParameterizedTest(name = "{0} members, {1} young, {2} supported, leader is chief: {3}")
    @CsvSource({
        "20, 10, 2, false, ACCEPTED,      ''",
        "19,  9, 1, false, REASON_NEEDED, CT-13 CT-14 CT-15",
        "20,  9, 2, false, REASON_NEEDED, CT-14",
        "20, 10, 2, true,  BLOCKED,       CT-16",
        "19,  9, 1, true,  BLOCKED,       CT-16 CT-13 CT-14 CT-15"
    })
    void teamOfTwenty(
            int members, int young, int supported, boolean leaderIsChief, Verdict.Outcome outcome, String rules) {
        Draft draft = Draft.valid(CAST, "CT");
        draft.team = new ArrayList<>(draft.team.subList(0, members));
        set(draft, young, member -> member.birth().isAtMost(45, Draft.day(CAST)) == Birth.Answer.YES, true);
        set(draft, supported, Application.Member::supportedYouth, false);
        if (leaderIsChief) {
            draft.team.set(
                    0,
                    RuleCasesTest.with(
                            draft.team.getFirst(),
                            draft.team.getFirst().birth(),
                            Set.of(TeamRole.LEADER, TeamRole.CHIEF_EXPERT),
                            draft.team.getFirst().residentDays()));
        }
        Verdict verdict = check(CAST, draft);
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(ids(verdict.violations()))
                .containsExactlyElementsOf(rules.isEmpty() ? List.of() : Arrays.asList(rules.split(" ")));
        if (outcome == Verdict.Outcome.REASON_NEEDED) {
            Map<String, String> reasons = new HashMap<>();
            verdict.violations()
                    .forEach(violation -> reasons.put(violation.rule().id(), "地方人才少"));
            assertThat(CHECKER.check(CAST, draft.build(), Register.EMPTY, Draft.day(CAST), reasons)
                            .outcome())
                    .isEqualTo(Verdict.Outcome.ACCEPTED_WITH_REASONS);
        }
    }

    /** Leaves the first so many with a property and takes it from the others. */
    private static void set(Draft draft, int count, Predicate<Application.Member> which, boolean age) {
        int kept = 0;
        for (int i = 0; i < draft.team.size(); i++) {
            Application.Member member = draft.team.get(i);
            if (which.test(member) && ++kept > count) {
                draft.team.set(
                        i,
                        new Application.Member(
                                "",
                                member.name(),
                                member.employer(),
                                member.affiliation(),
                                age ? new Birth.On(LocalDate.of(1970, 1, 1)) : member.birth(),
                                age && member.supportedYouth(),
                                member.roles(),
                                member.residentDays()));
            }
        }
    }

    /** Check 3. */
    @ParameterizedTest(name = "{0} others, shared: {1}")
    @CsvSource({
        "4, nothing,  ACCEPTED, ''",
        "5, nothing,  BLOCKED,  CT-07",
        "4, member,   BLOCKED,  CT-08",
        "4, county,   BLOCKED,  CT-08",
        "4, province, BLOCKED,  CT-08",
        "4, problem,  BLOCKED,  CT-08",
        "4, content,  BLOCKED,  CT-08",
        "4, results,  BLOCKED,  CT-08"
    })
    void teamsOfOneUnit(int others, String shared, Verdict.Outcome outcome, String rule) {
        Draft mine = Draft.valid(CAST, "CT");
        mine.regions = new TreeSet<>(Set.of(new RegionCode("320581")));
        Application[] rest = new Application[others];
        for (int i = 0; i < others; i++) {
            Draft other = Draft.sibling(CAST, "CT", "team-" + i);
            if (i == 2) {
                share(mine, other, shared);
            }
            rest[i] = other.build();
        }
        Verdict verdict = check(CAST, mine, rest);
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(ids(verdict.violations())).containsExactlyElementsOf(rule.isEmpty() ? List.of() : List.of(rule));
        if (rule.equals("CT-08")) {
            Violation violation = verdict.violations().getFirst();
            assertThat(violation.found().chinese()).contains("team-2");
            assertThat(violation.rule().citation().quote()).contains("均不得重复");
            assertThat(violation.rule().citation().document()).isEqualTo("科协创函融字〔2024〕22号");
            assertThat(violation.rule().also()).contains("R-13");
        }
    }

    private static void share(Draft mine, Draft other, String what) {
        switch (what) {
            case "nothing" -> {}
            case "member" -> other.team.set(5, mine.team.get(7));
            case "county" -> other.regions.add(new RegionCode("320581"));
            case "province" -> other.regions.add(new RegionCode("320000"));
            case "problem" -> other.problems.set(0, mine.problems.getFirst());
            case "content" -> other.content = "为" + mine.content + "。";
            case "results" -> other.results = mine.results;
            default -> throw new AssertionError(what);
        }
    }

    @Test
    void likeTextAsksForAReasonAndEqualTextBlocks() {
        Draft mine = Draft.valid(CAST, "CT");
        mine.content = "面向动力电池企业开展热失控预警技术诊断，组织难题联合攻关，推广成果转化";
        Draft other = Draft.sibling(CAST, "CT", "team-2");
        other.content = "面向储能电站企业开展热失控预警技术诊断，组织难题联合攻关，研制团体标准";
        Verdict verdict = check(CAST, mine, other.build());
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.REASON_NEEDED);
        Finding.Alike alike = (Finding.Alike) verdict.violations().getFirst().finding();
        assertThat(alike.likeness()).isBetween(0.6, 0.9);
        assertThat(verdict.violations().getFirst().strength()).isEqualTo(Strength.SOFT);
    }

    @Test
    void namesakesOfAnotherEmployerAskForAReason() {
        Draft mine = Draft.valid(CAST, "CT");
        Draft other = Draft.sibling(CAST, "CT", "team-2");
        Application.Member member = mine.team.get(3);
        other.team.set(
                3,
                new Application.Member(
                        "",
                        member.name(),
                        "另一所大学",
                        member.affiliation(),
                        new Birth.Unknown(),
                        false,
                        Set.of(TeamRole.MEMBER),
                        0));
        Verdict verdict = check(CAST, mine, other.build());
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.REASON_NEEDED);
        assertThat(verdict.violations().getFirst().finding())
                .isEqualTo(new Finding.Namesakes(other.build().title(), List.of("成员3")));
    }

    /** Check 4. */
    @ParameterizedTest(name = "{0} beside {1}")
    @CsvSource({
        "P24-A1, P24-A3,               BLOCKED,  R-10",
        "P24-A3, P24-A1,               BLOCKED,  R-10",
        "P24-A1, P24-B1 P24-B3,        ACCEPTED, ''",
        "P24-B1, P24-A1 P24-B3,        ACCEPTED, ''",
        "P24-B3, P24-A1 P24-B1 P24-B2, BLOCKED,  R-11",
        "P24-B3, P24-B1 P24-B3,        BLOCKED,  R-11",
        "P24-A4, P24-A1,               ACCEPTED, ''"
    })
    void combinationsOf2024(String category, String beside, Verdict.Outcome outcome, String rule) {
        Draft mine = Draft.valid(JIANGSU_2024, category);
        mine.kind = PartyKind.PROVINCIAL_SOCIETY;
        Application[] others = Arrays.stream(beside.split(" "))
                .map(other ->
                        Draft.sibling(JIANGSU_2024, other, "beside-" + other).build())
                .toArray(Application[]::new);
        Verdict verdict = check(JIANGSU_2024, mine, others);
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(ids(verdict.violations())).containsExactlyElementsOf(rule.isEmpty() ? List.of() : List.of(rule));
    }

    @Test
    void anotherUnitOrYearDoesNotCount() {
        Draft mine = Draft.valid(JIANGSU_2024, "P24-A1");
        Draft stranger = Draft.sibling(JIANGSU_2024, "P24-A3", "stranger");
        stranger.name = "另一学会";
        Application lastYear =
                Draft.sibling(JIANGSU_2023, "P23-2a", "last-year").build();
        assertThat(check(JIANGSU_2024, mine, stranger.build(), lastYear).outcome())
                .isEqualTo(Verdict.Outcome.ACCEPTED);
    }

    /** Check 5: the day of application decides, not today; the birthday decides, not the year. */
    @ParameterizedTest(name = "born {0}, on {1}: {2}")
    @CsvSource({
        "1978-05-24, 2024-05-23, YES",
        "1978-05-24, 2024-05-24, NO",
        "1978-05-25, 2024-05-24, YES",
        "1979-01-01, 2024-05-24, YES",
        "1976-02-29, 2022-02-28, YES",
        "1976-02-29, 2022-03-01, NO",
        "1979,       2024-05-24, YES",
        "1978,       2024-05-24, UNDECIDED",
        "1978,       2024-12-31, NO",
        "1977,       2024-05-24, NO",
        "'',         2024-05-24, UNDECIDED"
    })
    void ageOnTheDayOfApplication(String birth, LocalDate day, Birth.Answer answer) {
        assertThat(birth(birth).isAtMost(45, day)).isEqualTo(answer);
    }

    private static Birth birth(String given) {
        if (given.isEmpty()) {
            return new Birth.Unknown();
        }
        return given.length() == 4 ? new Birth.In(Integer.parseInt(given)) : new Birth.On(LocalDate.parse(given));
    }

    @Test
    void unknownBirthdaysAskAndDoNotBlock() {
        Draft draft = Draft.valid(CAST, "CT");
        draft.team.replaceAll(member -> member.birth().isAtMost(45, Draft.day(CAST)) == Birth.Answer.YES
                ? RuleCasesTest.with(member, new Birth.In(1978), member.roles(), member.residentDays())
                : member);
        Verdict verdict = check(CAST, draft);
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.REASON_NEEDED);
        Finding.Uncertain open =
                (Finding.Uncertain) verdict.violations().getFirst().finding();
        assertThat(open.certain()).isZero();
        assertThat(open.doubtful()).hasSize(10);
        assertThat(verdict.violations().getFirst().found().chinese()).contains("2024-05-24", "10");
    }

    /** Check 6. */
    @ParameterizedTest(name = "{1} dispatched {2}, received {3}")
    @CsvSource({
        "kczg-service-team-2024, PAPER,  2024-05-24T23:59:59, 2024-05-27T10:00,    true",
        "kczg-service-team-2024, PAPER,  2024-05-25T00:00,    2024-05-27T10:00,    false",
        "kechuang-jiangsu-2024,  ONLINE, 2024-03-31T23:59:59, 2024-03-31T23:59:59, true",
        "kechuang-jiangsu-2024,  ONLINE, 2024-04-01T00:00,    2024-04-01T00:00,    false",
        "kechuang-jiangsu-2024,  ONLINE, 2024-03-14T23:59:59, 2024-03-14T23:59:59, false",
        "kechuang-jiangsu-2024,  ONLINE, 2024-03-15T00:00,    2024-03-15T00:00,    true",
        "kechuang-jiangsu-2024,  PAPER,  2024-04-03T18:00,    2024-04-05T09:00,    true",
        "kechuang-jiangsu-2024,  PAPER,  2024-04-03T18:01,    2024-04-05T09:00,    false",
        "kechuang-jiangsu-2023,  PAPER,  2023-02-24T09:00,    2023-02-25T23:00,    true",
        "kechuang-jiangsu-2023,  PAPER,  2023-02-24T09:00,    2023-02-26T08:00,    false"
    })
    void handedInInTime(String name, Medium medium, LocalDateTime dispatched, LocalDateTime received, boolean inTime) {
        Programme programme = Programmes.standard(name);
        Draft draft = Draft.valid(programme, programme.categories().getFirst().id());
        draft.submissions.removeIf(submission -> submission.medium() == medium);
        draft.submissions.add(new Deadline.Submission(medium, Draft.instant(dispatched), Draft.instant(received)));
        Verdict verdict = check(programme, draft);
        assertThat(verdict.outcome()).isEqualTo(inTime ? Verdict.Outcome.ACCEPTED : Verdict.Outcome.BLOCKED);
    }

    /** Check 7: which days add up is chosen in the file. */
    @ParameterizedTest(name = "{0}: {1} and {2} days")
    @CsvSource({
        "RESIDENT_DAYS,      30, 30, true",
        "RESIDENT_DAYS,      30, 29, false",
        "RESIDENT_DAYS,      60, 0,  true",
        "RESIDENT_DAYS_EACH, 30, 30, false",
        "RESIDENT_DAYS_EACH, 60, 60, true",
        "RESIDENT_DAYS_EACH, 60, 59, false",
        "RESIDENT_DAYS_EACH, 60, 0,  true"
    })
    void daysOfResidence(Measure measure, int first, int second, boolean enough) {
        Draft draft = Draft.valid(CAST, "CT");
        for (int i = 0; i < 2; i++) {
            Application.Member member = draft.team.get(i);
            draft.team.set(i, RuleCasesTest.with(member, member.birth(), member.roles(), i == 0 ? first : second));
        }
        assertThat(Composing.count(measure, draft.build()) >= 60).isEqualTo(enough);
        assertThat(CAST.rule("CT-26").orElseThrow().condition())
                .isEqualTo(new Condition.Composition(Measure.RESIDENT_DAYS, 60, Bound.UNLIMITED, 0));
    }

    /** Check 8: unqualified in 2022 and 2023 means no application for 2024. */
    @ParameterizedTest(name = "{0} and {1}, applying for {2}")
    @CsvSource({"不合格, 不合格, 2024, BLOCKED", "不合格, 合格,   2024, ACCEPTED", "合格,   不合格, 2024, ACCEPTED"})
    void unqualifiedTwoYearsRunning(String in2022, String in2023, int year, Verdict.Outcome outcome) {
        Draft draft = Draft.valid(JIANGSU_2024, "P24-A1");
        String unit = draft.applicant().key();
        Register register = new Register(
                List.of(),
                List.of(),
                List.of(
                        new Register.Evaluation(unit, 2022, in2022),
                        new Register.Evaluation(unit, 2023, in2023),
                        new Register.Evaluation("别的学会", 2022, "不合格")),
                List.of(),
                List.of());
        Verdict verdict = CHECKER.check(JIANGSU_2024, draft.build(), register, Draft.day(JIANGSU_2024), Map.of());
        assertThat(JIANGSU_2024.year()).isEqualTo(year);
        assertThat(verdict.outcome()).isEqualTo(outcome);
    }

    /** Check 9. */
    @ParameterizedTest(name = "station approved in {0}")
    @CsvSource({"2022, BLOCKED", "2021, ACCEPTED", "2023, ACCEPTED"})
    void hostOfLastYear(int approved, Verdict.Outcome outcome) {
        Draft draft = Draft.valid(JIANGSU_2023, "P23-2c");
        Register register = new Register(
                List.of(),
                List.of(),
                List.of(),
                List.of(new Register.Hosting(draft.hosts.getFirst(), approved)),
                List.of());
        assertThat(CHECKER.check(JIANGSU_2023, draft.build(), register, Draft.day(JIANGSU_2023), Map.of())
                        .outcome())
                .isEqualTo(outcome);
    }

    /** Check 10. */
    @ParameterizedTest(name = "{0} on {2} after {1}")
    @CsvSource({
        "P24-A1, '',                  2024-06-01, 0",
        "P24-A1, 立项,                2024-06-01, 50",
        "P24-A1, 立项 中期检查,          2025-02-01, 50",
        "P24-A1, 立项 中期检查 结题评估, 2024-12-31, 50",
        "P24-A1, 立项 中期检查 结题评估, 2025-01-01, 100",
        "P24-B1, '',                  2024-06-01, 0",
        "P24-B1, 立项,                2024-06-01, 100"
    })
    void payments(String category, String passed, LocalDate day, int percent) {
        ProjectChecker.Grant grant = new ProjectChecker.Grant(
                category,
                new Money(BigDecimal.TEN),
                2024,
                passed.isEmpty() ? Set.of() : Set.of(passed.split(" ")),
                "",
                new Money(BigDecimal.ZERO),
                Set.of());
        assertThat(ProjectChecker.percentDue(JIANGSU_2024, grant, day)).isEqualTo(percent);
    }

    /** Check 8, first half: grades 4, 6 and 10 are what can be awarded. */
    @ParameterizedTest
    @CsvSource({"4, 6, 10, true", "5, 6, 9, false", "4, 6, 11, false"})
    void gradesOfRunningPlatforms(int first, int second, int third, boolean possible) {
        List<ProjectChecker.Choice> choices = new ArrayList<>();
        add(choices, "一等", first);
        add(choices, "二等", second);
        add(choices, "三等", third);
        Verdict verdict =
                ProjectChecker.checkChoice(JIANGSU_2023, choices, Set.of(), LocalDate.of(2023, 12, 1), Map.of());
        assertThat(verdict.violations().isEmpty()).isEqualTo(possible);
    }

    private static void add(List<ProjectChecker.Choice> choices, String grade, int count) {
        for (int i = 0; i < count; i++) {
            choices.add(new ProjectChecker.Choice("P23-1a", grade));
        }
    }
}
