package org.jiebang.api.team;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.library.Choice;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.programme.ProgrammeCatalog;
import org.jiebang.api.programme.RuleKind;
import org.jiebang.api.programme.VerdictView;
import org.jiebang.industry.Chain;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.programme.Application;
import org.jiebang.programme.ApplicationChecker;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Measure;
import org.jiebang.programme.Phase;
import org.jiebang.programme.Register;
import org.jiebang.programme.Rule;
import org.jiebang.programme.Strength;
import org.jiebang.programme.Verdict;
import org.jiebang.programme.Violation;
import org.jiebang.region.RegionTree;
import org.jiebang.text.TextAnalyzer;

/** Rules of a category that speak of teams: what a roster can answer for; papers, windows and money belong to an application. */
final class TeamRules {
    private static final Set<RuleKind> ABOUT_TEAMS =
            EnumSet.of(RuleKind.COMPOSITION, RuleKind.SEPARATE_ROLES, RuleKind.NON_OVERLAP, RuleKind.QUOTA);

    private TeamRules() {}

    /** What the rules that speak of teams say of one. */
    record Judged(
            ProgrammeCatalog.Entry entry,
            String category,
            Verdict verdict,
            List<VerdictView.RuleName> met,
            List<VerdictView.RuleName> unknown) {
        TeamCheckView view(List<ProposalView.TeamMemberView> members, List<UUID> gone, Application application) {
            return new TeamCheckView(
                    entry.programme().id(),
                    entry.version(),
                    category,
                    verdict.asOf(),
                    verdict.outcome(),
                    verdict.violations().stream()
                            .map(VerdictView.ViolationView::of)
                            .toList(),
                    met,
                    unknown,
                    members,
                    gone,
                    application.plan().chains().stream()
                            .sorted()
                            .map(code -> new Choice(code, chain(code)))
                            .toList(),
                    Choice.regions(
                            application.plan().regions().stream().sorted().toList(), RegionTree.standard()));
        }
    }

    private static String chain(String code) {
        return IndustryGraph.standard().chain(code).map(Chain::name).orElse(code);
    }

    /**
     * Judges a team.
     *
     * @param others teams of the unit that stand
     * @param notKnown what the team does not say of itself; a rule that asks it is told as unknown
     */
    static Judged judge(
            TextAnalyzer analyzer,
            ProgrammeCatalog.Entry entry,
            Application application,
            List<Application> others,
            LocalDate asOf,
            Set<Measure> notKnown) {
        Verdict all = new ApplicationChecker(analyzer)
                .check(
                        entry.programme(),
                        application,
                        new Register(others, List.of(), List.of(), List.of(), List.of()),
                        asOf,
                        Map.of());
        List<Violation> violations = all.violations().stream()
                .filter(violation -> isAboutTeams(violation.rule()) && !asks(violation.rule(), notKnown))
                .toList();
        Set<String> broken =
                violations.stream().map(violation -> violation.rule().id()).collect(Collectors.toSet());
        List<VerdictView.RuleName> met = new ArrayList<>();
        List<VerdictView.RuleName> unknown = new ArrayList<>();
        for (Rule rule : entry.programme().rules(application.category(), Phase.APPLICATION)) {
            if (isAboutTeams(rule) && !broken.contains(rule.id())) {
                (asks(rule, notKnown) ? unknown : met).add(VerdictView.RuleName.of(rule));
            }
        }
        return new Judged(entry, application.category(), new Verdict(asOf, violations, List.of()), met, unknown);
    }

    private static boolean isAboutTeams(Rule rule) {
        return ABOUT_TEAMS.contains(RuleKind.of(rule.condition()))
                && !(rule.condition() instanceof Condition.NonOverlap overlap
                        && overlap.against() != Condition.Against.OWN_APPLICATIONS);
    }

    private static boolean asks(Rule rule, Set<Measure> measures) {
        return rule.condition() instanceof Condition.Composition count && measures.contains(count.measure());
    }

    /** Those that no reason lifts, for an answer. */
    static List<ApiException.Violation> certain(List<Violation> violations) {
        return violations.stream()
                .filter(violation -> violation.strength() == Strength.HARD)
                .map(violation -> new ApiException.Violation(
                        violation.rule().id(),
                        violation.finding().code().toUpperCase(Locale.ROOT).replace('-', '_'),
                        violation.found().chinese() + "。" + violation.remedy().chinese() + "。原文：“"
                                + violation.rule().citation().quote() + "”"))
                .toList();
    }
}
