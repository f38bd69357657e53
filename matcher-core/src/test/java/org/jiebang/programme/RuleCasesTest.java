package org.jiebang.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jiebang.catalog.Money;
import org.jiebang.catalog.TeamRole;
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.TextAnalyzer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule of every category of every programme that ships: the case that just passes, and the case that fails by one. The switches
 * below have no default: a new kind of rule does not compile until it has its two cases.
 */
class RuleCasesTest {
    private static final ApplicationChecker CHECKER =
            new ApplicationChecker(new TextAnalyzer(DomainDictionary.of(List.of("动力电池", "海上风电"))));

    static Stream<Arguments> cases() {
        return Programmes.standard().stream()
                .flatMap(programme -> programme.categories().stream()
                        .flatMap(category -> programme.rules().stream()
                                .filter(rule -> rule.appliesTo(category.id()))
                                .flatMap(rule -> rule.condition().phases().stream()
                                        .map(phase -> Arguments.of(programme.id(), category.id(), rule.id(), phase)))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void passesAtTheLimitAndFailsOneBeyond(String name, String category, String id, Phase phase) {
        Programme programme = Programmes.standard(name);
        Rule rule = programme.rule(id).orElseThrow();
        switch (phase) {
            case APPLICATION -> application(programme, category, rule);
            case SELECTION -> selection(programme, category, rule);
            case PAYMENT -> payment(programme, category, rule);
            case CLOSING -> closing(programme, category, rule);
        }
    }

    // Application ----------------------------------------------------------------------------------------------------

    private static void application(Programme programme, String category, Rule rule) {
        LocalDate day = Draft.day(programme);
        Draft good = Draft.valid(programme, category);
        Verdict accepted = CHECKER.check(programme, good.build(), atTheLimit(programme, good, rule), day, Map.of());
        assertThat(accepted.violations()).as("passes").isEmpty();
        assertThat(accepted.outcome()).isEqualTo(Verdict.Outcome.ACCEPTED);

        if (rule.condition() instanceof Condition.Priority priority) {
            priority(programme, good, rule, priority, accepted);
            return;
        }
        Draft bad = Draft.valid(programme, category);
        Register register = beyondTheLimit(programme, bad, rule);
        Verdict verdict = CHECKER.check(programme, bad.build(), register, day, Map.of());
        assertThat(verdict.violations())
                .as("fails")
                .filteredOn(violation -> violation.rule().equals(rule))
                .isNotEmpty()
                .allSatisfy(violation -> {
                    assertThat(violation.strength()).isEqualTo(rule.strength());
                    assertThat(violation.found().chinese()).isNotBlank().doesNotContain("{", "null");
                    assertThat(violation.found().english()).isNotBlank().doesNotContain("{", "null");
                    assertThat(violation.remedy().chinese()).isNotBlank().doesNotContain("{", "null");
                    assertThat(violation.remedy().english()).isNotBlank().doesNotContain("{", "null");
                });
        assertThat(verdict.outcome())
                .isEqualTo(
                        rule.strength() == Strength.HARD || !verdict.blocks().isEmpty()
                                ? Verdict.Outcome.BLOCKED
                                : Verdict.Outcome.REASON_NEEDED);
        if (verdict.blocks().isEmpty()) {
            Verdict excused = CHECKER.check(
                    programme,
                    bad.build(),
                    register,
                    day,
                    verdict.violations().stream()
                            .collect(java.util.stream.Collectors.toMap(
                                    violation -> violation.rule().id(), violation -> "理由", (one, two) -> one)));
            assertThat(excused.outcome()).isEqualTo(Verdict.Outcome.ACCEPTED_WITH_REASONS);
        }
    }

    private static void priority(
            Programme programme, Draft draft, Rule rule, Condition.Priority priority, Verdict without) {
        assertThat(without.priorities()).as("not met").doesNotContain(rule);
        priority.marks().forEach(mark -> draft.marks.add(new Party.Mark(mark, null)));
        priority.with().stream().limit(1).forEach(kind -> draft.partners.add(new Party("", "共同申报单位", kind, List.of())));
        draft.confirmed.add(rule.id());
        Verdict with = CHECKER.check(programme, draft.build(), Register.EMPTY, Draft.day(programme), Map.of());
        assertThat(with.priorities()).as("met").contains(rule);
        assertThat(with.violations()).isEmpty();
    }

    /** What the unit may have in its past and beside this application without breaking the rule. */
    private static Register atTheLimit(Programme programme, Draft draft, Rule rule) {
        LocalDate day = Draft.day(programme);
        String unit = draft.applicant().key();
        return switch (rule.condition()) {
            case Condition.Quota quota -> siblings(programme, draft, rule, quota.maximum() - 1);
            case Condition.NonOverlap overlap -> siblings(programme, draft, rule, 1);
            case Condition.Disqualification barred ->
                incident(unit, barred, day.minusYears(barred.years()).minusDays(1), false);
            case Condition.Suspension suspension ->
                evaluations(unit, suspension, programme.year() - suspension.years() + 1, programme.year());
            default -> Register.EMPTY;
        };
    }

    /** Breaks one rule by one, in the application or in what stands beside it. */
    private static Register beyondTheLimit(Programme programme, Draft draft, Rule rule) {
        LocalDate day = Draft.day(programme);
        String unit = draft.applicant().key();
        switch (rule.condition()) {
            case Condition.Eligibility eligibility -> {
                Set<PartyKind> others = EnumSet.allOf(PartyKind.class);
                others.removeAll(eligibility.applicants());
                draft.kind = others.iterator().next();
            }
            case Condition.Qualification held -> {
                if (held.held()) {
                    held.of().stream().limit(1).forEach(kind -> draft.kind = kind);
                    draft.marks.removeIf(mark -> mark.name().equals(held.mark()));
                    if (held.by() != null) {
                        draft.marks.add(new Party.Mark(held.mark(), held.by().plusDays(1)));
                    }
                } else {
                    draft.marks.add(new Party.Mark(held.mark(), day));
                }
            }
            case Condition.Disqualification barred -> {
                return incident(unit, barred, day.minusYears(barred.years()), false);
            }
            case Condition.Suspension suspension -> {
                return evaluations(unit, suspension, programme.year() - suspension.years(), programme.year());
            }
            case Condition.Consortium consortium -> {
                Set<PartyKind> group = consortium.groups().stream()
                        .filter(candidate -> !candidate.contains(draft.kind))
                        .findFirst()
                        .orElseThrow();
                draft.partners.removeIf(partner -> group.contains(partner.kind()));
            }
            case Condition.Channel channel -> draft.filedBy = null;
            case Condition.Quota quota -> {
                return siblings(programme, draft, rule, quota.maximum());
            }
            case Condition.Exclusion exclusion -> {
                return siblings(programme, draft, rule, 1);
            }
            case Condition.NonOverlap overlap -> {
                return overlapping(programme, draft, overlap);
            }
            case Condition.Composition count -> recount(draft, count, day);
            case Condition.SeparateRoles roles ->
                draft.team.replaceAll(member -> member.roles().contains(roles.first())
                        ? with(member, member.birth(), Set.of(roles.first(), roles.second()), member.residentDays())
                        : member);
            case Condition.AmountCap cap -> draft.requested = draft.requested.add(new BigDecimal("0.01"));
            case Condition.Threshold threshold -> draft.targets.merge(threshold.indicator(), -1, Integer::sum);
            case Condition.Window window -> {
                draft.submissions.removeIf(submission -> submission.medium() == window.medium());
                Instant late = Draft.instant(window.closes().last().plusSeconds(1));
                draft.submissions.add(new Deadline.Submission(window.medium(), late, late));
            }
            case Condition.Attachments attached -> {
                String first =
                        attached.copies().keySet().stream().sorted().toList().getFirst();
                draft.attachments.merge(first, -1, Integer::sum);
            }
            case Condition.FieldFormat format -> draft.fields.put(format.field(), "甲" + format.example());
            case Condition.Completeness completeness -> {
                Form form = programme.form(completeness.form()).orElseThrow();
                Form.Field field = form.fields().stream()
                        .filter(candidate ->
                                candidate.maximumRows() == 0 && candidate.maximumCharacters() < Bound.UNLIMITED)
                        .findFirst()
                        .orElseThrow();
                draft.fields.merge(field.name(), "字", String::concat);
            }
            case Condition.Commitment commitment -> draft.confirmed.remove(rule.id());
            case Condition.Priority priority -> throw new AssertionError("Has its own cases.");
            case Condition.Places places -> throw new AssertionError("Not a rule of application.");
            case Condition.Payout payout -> throw new AssertionError("Not a rule of application.");
            case Condition.Deliverable deliverable -> throw new AssertionError("Not a rule of application.");
            case Condition.Finish finish -> throw new AssertionError("Not a rule of application.");
        }
        return Register.EMPTY;
    }

    private static Register siblings(Programme programme, Draft draft, Rule rule, int count) {
        String category =
                rule.categories().isEmpty() ? draft.category : rule.categories().getLast();
        List<Application> others = IntStream.range(0, count)
                .mapToObj(i -> {
                    Draft other = Draft.sibling(programme, category, "other-" + i);
                    other.kind = draft.kind;
                    return other.build();
                })
                .toList();
        return new Register(others, List.of(), List.of(), List.of(), List.of());
    }

    private static Register incident(String unit, Condition.Disqualification rule, LocalDate on, boolean majeure) {
        return new Register(
                List.of(),
                List.of(new Register.Incident(unit, rule.incident(), rule.by(), on, majeure)),
                List.of(),
                List.of(),
                List.of());
    }

    private static Register evaluations(String unit, Condition.Suspension rule, int from, int to) {
        return new Register(
                List.of(),
                List.of(),
                IntStream.range(from, to)
                        .mapToObj(year -> new Register.Evaluation(unit, year, rule.grade()))
                        .toList(),
                List.of(),
                List.of());
    }

    private static Register overlapping(Programme programme, Draft draft, Condition.NonOverlap rule) {
        Draft other = Draft.sibling(programme, draft.category, "other");
        String unit = draft.applicant().key();
        List<Application> applications = List.of();
        List<Register.Hosting> hostings = List.of();
        List<Register.FundedResult> funded = List.of();
        switch (rule.against()) {
            case OWN_APPLICATIONS -> {
                other.team.set(0, draft.team.getFirst());
                applications = List.of(other.build());
            }
            case FUNDED_RESULTS -> funded = List.of(new Register.FundedResult(unit, "另一项目", draft.results));
            case HOSTS_OF_LAST_YEAR ->
                hostings = List.of(new Register.Hosting(draft.hosts.getFirst(), programme.year() - 1));
        }
        return new Register(applications, List.of(), List.of(), hostings, funded);
    }

    /** One too few, or one too many where there is no least. */
    private static void recount(Draft draft, Condition.Composition count, LocalDate day) {
        boolean fewer = count.minimum() > 0;
        switch (count.measure()) {
            case MEMBERS -> draft.team.removeLast();
            case YOUNG ->
                replaceFirst(
                        draft,
                        member -> member.birth().isAtMost(count.age(), day) == Birth.Answer.YES,
                        member -> with(
                                member,
                                new Birth.On(day.minusYears(count.age() + 1)),
                                member.roles(),
                                member.residentDays()));
            case SUPPORTED_YOUTH ->
                replaceFirst(
                        draft,
                        Application.Member::supportedYouth,
                        member -> new Application.Member(
                                "",
                                member.name(),
                                member.employer(),
                                member.affiliation(),
                                member.birth(),
                                false,
                                member.roles(),
                                member.residentDays()));
            case AFFILIATIONS -> {
                Affiliation gone = draft.team.getLast().affiliation();
                draft.team.replaceAll(member -> new Application.Member(
                        "",
                        member.name(),
                        member.employer(),
                        member.affiliation() == gone ? Affiliation.OTHER : member.affiliation(),
                        member.birth(),
                        member.supportedYouth(),
                        member.roles(),
                        member.residentDays()));
            }
            case ORGANISATIONS, RESIDENT_DAYS_EACH -> throw new AssertionError("No programme asks for it.");
            case CHAINS -> draft.chains.clear();
            case PROVINCES -> draft.regions.clear();
            case PROBLEMS -> draft.problems.clear();
            case CHAIN_PROBLEMS -> {
                assertThat(fewer).isFalse();
                draft.problems = new ArrayList<>(IntStream.rangeClosed(0, count.maximum())
                        .mapToObj(i -> new Application.ProblemChoice("c" + i, "链上难题" + i, false))
                        .toList());
            }
            case PROBLEM_KINDS -> draft.problems.add(new Application.ProblemChoice("c", "链上难题", false));
            case STATIONS -> draft.stations.removeLast();
            case RESIDENTS -> draft.team.replaceAll(member -> with(member, member.birth(), member.roles(), 0));
            case RESIDENT_DAYS ->
                replaceFirst(
                        draft,
                        member -> member.residentDays() > 0,
                        member -> with(member, member.birth(), member.roles(), member.residentDays() - 1));
        }
    }

    private static void replaceFirst(
            Draft draft,
            java.util.function.Predicate<Application.Member> which,
            java.util.function.UnaryOperator<Application.Member> change) {
        int at = IntStream.range(0, draft.team.size())
                .filter(i -> which.test(draft.team.get(i)))
                .findFirst()
                .orElseThrow();
        draft.team.set(at, change.apply(draft.team.get(at)));
    }

    static Application.Member with(Application.Member member, Birth birth, Set<TeamRole> roles, int days) {
        return new Application.Member(
                member.id(),
                member.name(),
                member.employer(),
                member.affiliation(),
                birth,
                member.supportedYouth(),
                roles,
                days);
    }

    // Selection ------------------------------------------------------------------------------------------------------

    private static void selection(Programme programme, String category, Rule rule) {
        LocalDate day = programme.issued();
        Set<String> confirmed = Set.of(rule.id());
        List<ProjectChecker.Choice> choices = new ArrayList<>();
        if (rule.condition() instanceof Condition.Places places) {
            if (places.split().isEmpty()) {
                fill(choices, category, "", places.total());
            } else {
                places.split().forEach((share, count) -> fill(choices, category, share, count));
            }
        } else {
            fill(choices, category, "", 1);
        }
        assertThat(findings(ProjectChecker.checkChoice(programme, choices, confirmed, day, Map.of()), rule))
                .as("passes")
                .isEmpty();
        choices.add(choices.getFirst());
        assertThat(findings(ProjectChecker.checkChoice(programme, choices, Set.of(), day, Map.of()), rule))
                .as("fails")
                .isNotEmpty();
    }

    private static void fill(List<ProjectChecker.Choice> choices, String category, String share, int count) {
        for (int i = 0; i < count; i++) {
            choices.add(new ProjectChecker.Choice(category, share));
        }
    }

    // Payment --------------------------------------------------------------------------------------------------------

    private static void payment(Programme programme, String category, Rule rule) {
        Condition.Payout payout = (Condition.Payout) rule.condition();
        Set<String> passed = new HashSet<>();
        int due = 0;
        for (Condition.Instalment part : payout.instalments()) {
            due += part.percent();
            passed.addAll(part.after());
            LocalDate day = LocalDate.of(programme.year() + (part.nextYear() ? 1 : 0), 6, 1);
            ProjectChecker.Grant grant = new ProjectChecker.Grant(
                    category,
                    money("30"),
                    programme.year(),
                    passed,
                    payout.byGrade() ? "一等" : "",
                    money("0"),
                    Set.of());
            BigDecimal all = new BigDecimal("0.3").multiply(BigDecimal.valueOf(due));
            assertThat(findings(ProjectChecker.checkPayment(programme, grant, new Money(all), day, Map.of()), rule))
                    .as("passes")
                    .isEmpty();
            Money more = new Money(all.add(new BigDecimal("0.01")));
            assertThat(findings(ProjectChecker.checkPayment(programme, grant, more, day, Map.of()), rule))
                    .as("fails")
                    .hasSize(1);
        }
    }

    // Closing --------------------------------------------------------------------------------------------------------

    private static void closing(Programme programme, String category, Rule rule) {
        LocalDate day = programme.issued().plusDays(30);
        ProjectChecker.Completion good = completion(category, rule, 0);
        assertThat(findings(ProjectChecker.checkClosing(programme, good, day, Map.of()), rule))
                .as("passes")
                .isEmpty();
        ProjectChecker.Completion bad = completion(category, rule, 1);
        assertThat(findings(ProjectChecker.checkClosing(programme, bad, day, Map.of()), rule))
                .as("fails")
                .hasSize(1);
    }

    /**
     * @param missing by how much the rule is missed
     */
    private static ProjectChecker.Completion completion(String category, Rule rule, int missing) {
        Map<String, Integer> achieved = Map.of();
        List<ProjectChecker.Handed> handed = new ArrayList<>();
        Set<String> confirmed = missing == 0 ? Set.of(rule.id()) : Set.of();
        LocalDate finished = LocalDate.of(2000, 1, 1);
        if (rule.condition() instanceof Condition.Threshold threshold) {
            achieved = Map.of(threshold.indicator(), threshold.minimum() - missing);
        } else if (rule.condition() instanceof Condition.Deliverable asked) {
            for (int i = 0; i < asked.count(); i++) {
                // One of them is too short by a character, or a day late, or not there.
                boolean last = missing > 0 && i == asked.count() - 1;
                if (last && asked.minimumCharacters() > 0) {
                    handed.add(new ProjectChecker.Handed(asked.item(), asked.minimumCharacters() - 1, finished));
                } else if (last && asked.due() != null) {
                    handed.add(new ProjectChecker.Handed(
                            asked.item(), 1, asked.due().plusDays(1)));
                } else if (!last) {
                    handed.add(new ProjectChecker.Handed(
                            asked.item(), asked.minimumCharacters(), asked.due() == null ? finished : asked.due()));
                }
            }
        } else if (rule.condition() instanceof Condition.Finish finish) {
            finished = finish.by().plusDays(missing);
        }
        return new ProjectChecker.Completion(category, achieved, handed, confirmed, finished);
    }

    private static List<Finding> findings(Verdict verdict, Rule rule) {
        return verdict.violations().stream()
                .filter(violation -> violation.rule().equals(rule))
                .map(Violation::finding)
                .toList();
    }

    private static Money money(String amount) {
        return new Money(new BigDecimal(amount));
    }
}
