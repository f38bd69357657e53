package org.jiebang.api.programme;

import java.time.LocalDate;
import java.util.List;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Rule;
import org.jiebang.programme.Strength;
import org.jiebang.programme.Verdict;
import org.jiebang.programme.Violation;

/**
 * What a check found.
 *
 * @param version of the programme that was applied; 0 for the one that ships
 * @param asOf day for which ages, windows and years were computed
 * @param violations rules that are not met, hard ones first
 * @param priorities rules on whose ground the application comes first among equals
 * @param missing parts of the request that were left out although rules look at them
 */
public record VerdictView(
        String programme,
        int version,
        String category,
        LocalDate asOf,
        Verdict.Outcome state,
        List<ViolationView> violations,
        List<RuleName> priorities,
        List<CheckedInput.MissingInput> missing) {

    /** Of an application that left nothing out. */
    public static VerdictView of(ProgrammeCatalog.Entry entry, String category, Verdict verdict) {
        return of(entry, category, verdict, List.of());
    }

    static VerdictView of(
            ProgrammeCatalog.Entry entry, String category, Verdict verdict, List<CheckedInput.MissingInput> missing) {
        return new VerdictView(
                entry.programme().id(),
                entry.version(),
                category,
                verdict.asOf(),
                verdict.outcome(),
                verdict.violations().stream().map(ViolationView::of).toList(),
                verdict.priorities().stream().map(RuleName::of).toList(),
                missing);
    }

    /** A rule by its id and name. */
    public record RuleName(String rule, Sentence name) {
        public static RuleName of(Rule rule) {
            return new RuleName(rule.id(), rule.title());
        }
    }

    /**
     * A rule that is not met.
     *
     * @param also further ids of the same rule
     * @param strength what it does here; SOFT where the finding itself is not certain
     * @param code kind of finding, stable
     * @param remedy what would mend it
     * @param reason given by the caller for a soft one; blank if none
     * @param quote the words of the notice
     */
    public record ViolationView(
            String rule,
            List<String> also,
            Sentence name,
            RuleKind kind,
            Strength strength,
            String code,
            Sentence asked,
            Sentence found,
            Sentence remedy,
            String reason,
            String quote,
            String document,
            String section) {
        public static ViolationView of(Violation violation) {
            Rule rule = violation.rule();
            return new ViolationView(
                    rule.id(),
                    rule.also(),
                    rule.title(),
                    RuleKind.of(rule.condition()),
                    violation.strength(),
                    violation.finding().code(),
                    violation.asked(),
                    violation.found(),
                    violation.remedy(),
                    violation.reason(),
                    rule.citation().quote(),
                    rule.citation().document(),
                    rule.citation().section());
        }
    }
}
