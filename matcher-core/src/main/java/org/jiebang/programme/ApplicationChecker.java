package org.jiebang.programme;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jiebang.matching.Sentence;
import org.jiebang.region.RegionTree;
import org.jiebang.text.TextAnalyzer;

/**
 * Checks an application against every rule of its category, together with the unit's other applications and its past. Pure, thread-safe;
 * nothing is looked up and no clock is read.
 */
public final class ApplicationChecker {
    private final OverlapCheck overlaps;

    public ApplicationChecker(TextAnalyzer analyzer) {
        this.overlaps = new OverlapCheck(analyzer, RegionTree.standard());
    }

    /**
     * Checks an application.
     *
     * @param asOf the day of application, in Chinese time: decides ages, incidents and what is late
     * @param reasons given by the applicant for soft rules that are not met, by rule id
     * @throws IllegalArgumentException if the application belongs to another programme or its category does not exist
     */
    public Verdict check(
            Programme programme,
            Application application,
            Register register,
            LocalDate asOf,
            Map<String, String> reasons) {
        if (!application.programme().equals(programme.id())
                || programme.category(application.category()).isEmpty()) {
            throw new IllegalArgumentException("No category '" + application.category() + "' of programme '"
                    + application.programme() + "' in '" + programme.id()
                    + "'. Maybe the application is of another year.");
        }
        List<Violation> violations = new ArrayList<>();
        List<Rule> priorities = new ArrayList<>();
        for (Rule rule : programme.rules(application.category(), Phase.APPLICATION)) {
            if (rule.condition() instanceof Condition.Priority priority && isMet(rule, priority, application)) {
                priorities.add(rule);
            }
            for (Finding finding : findings(programme, rule, application, register, asOf)) {
                Strength strength = finding.isCertain() ? rule.strength() : Strength.SOFT;
                violations.add(new Violation(rule, strength, finding, reasons.getOrDefault(rule.id(), "")));
            }
        }
        return new Verdict(asOf, violations, priorities);
    }

    private static boolean isMet(Rule rule, Condition.Priority priority, Application application) {
        if (priority.marks().isEmpty() && priority.with().isEmpty()) {
            return application.filing().confirmed().contains(rule.id());
        }
        return priority.marks().stream()
                        .allMatch(mark -> parties(application).anyMatch(party -> party.holds(mark, null)))
                && (priority.with().isEmpty()
                        || application.partners().stream()
                                .anyMatch(party -> priority.with().contains(party.kind())));
    }

    private static Stream<Party> parties(Application application) {
        return Stream.concat(Stream.of(application.applicant()), application.partners().stream());
    }

    private List<Finding> findings(
            Programme programme, Rule rule, Application application, Register register, LocalDate asOf) {
        Application.Filing filing = application.filing();
        return switch (rule.condition()) {
            case Condition.Eligibility eligibility -> {
                PartyKind kind = application.applicant().kind();
                yield eligibility.applicants().contains(kind)
                        ? List.of()
                        : List.of(new Finding.NotAllowed(kind.label(), ConditionText.kinds(eligibility.applicants())));
            }
            case Condition.Qualification qualification -> qualification(qualification, application.applicant());
            case Condition.Disqualification incident -> incidents(incident, application.applicant(), register, asOf);
            case Condition.Suspension suspension ->
                suspension(suspension, application.applicant(), register, programme.year());
            case Condition.Consortium consortium -> consortium(consortium, application);
            case Condition.Channel channel -> {
                Party filed = filing.filedBy() == null ? application.applicant() : filing.filedBy();
                yield filed.kind() == channel.filedBy()
                        ? List.of()
                        : List.of(new Finding.NotAllowed(filed.kind().label(), Words.of(channel.filedBy())));
            }
            case Condition.Quota quota -> {
                int filed = 1 + siblings(rule, application, register).size();
                yield atMost(rule.title(), filed, quota.maximum());
            }
            case Condition.Exclusion exclusion -> {
                List<String> others = siblings(rule, application, register).stream()
                        .map(Application::title)
                        .toList();
                yield others.isEmpty() ? List.of() : List.of(new Finding.Combined(others));
            }
            case Condition.Composition count -> composition(count, application, asOf);
            case Condition.SeparateRoles roles ->
                Composing.holders(application, roles.first(), roles.second()).stream()
                        .<Finding>map(
                                name -> new Finding.SamePerson(name, Composing.roles(roles.first(), roles.second())))
                        .toList();
            case Condition.AmountCap cap -> {
                BigDecimal asked =
                        filing.requested() == null ? null : filing.requested().tenThousandYuan();
                BigDecimal maximum = cap.maximum().tenThousandYuan();
                yield asked == null
                        ? List.of(new Finding.Missing(rule.title()))
                        : asked.compareTo(maximum) > 0
                                ? List.of(new Finding.TooMany(rule.title(), asked, maximum))
                                : List.of();
            }
            case Condition.Threshold threshold ->
                atLeast(
                        rule.title(),
                        application.plan().targets().getOrDefault(threshold.indicator(), 0),
                        threshold.minimum());
            case Condition.Window window -> window(window, filing, asOf);
            case Condition.Attachments attachments -> FormCheck.attachments(attachments, filing);
            case Condition.FieldFormat format -> FormCheck.format(format, filing);
            case Condition.Completeness completeness ->
                programme
                        .form(completeness.form())
                        .map(form -> FormCheck.fields(form, filing))
                        .orElseThrow(() -> new IllegalStateException("No form " + completeness.form() + "."));
            case Condition.Commitment commitment ->
                filing.confirmed().contains(rule.id()) ? List.of() : List.of(new Finding.Unconfirmed());
            case Condition.NonOverlap overlap -> overlaps.check(overlap, application, register, programme.year());
            // Never broken.
            case Condition.Priority priority -> List.of();
            // Of a later phase.
            case Condition.Places places -> List.of();
            case Condition.Payout payout -> List.of();
            case Condition.Deliverable deliverable -> List.of();
            case Condition.Finish finish -> List.of();
        };
    }

    private static List<Finding> qualification(Condition.Qualification asked, Party applicant) {
        if (!asked.of().isEmpty() && !asked.of().contains(applicant.kind())) {
            return List.of();
        }
        boolean holds = applicant.holds(asked.mark(), asked.by());
        if (holds == asked.held()) {
            return List.of();
        }
        return List.of(
                holds ? new Finding.Held(asked.mark()) : new Finding.Missing(Words.plain("“" + asked.mark() + "”")));
    }

    private static List<Finding> incidents(
            Condition.Disqualification rule, Party applicant, Register register, LocalDate asOf) {
        return register.incidents().stream()
                .filter(incident -> incident.unit().equals(applicant.key())
                        && incident.kind() == rule.incident()
                        && (rule.by().isEmpty() || rule.by().equals(incident.by()))
                        && !(rule.exceptForceMajeure() && incident.forceMajeure())
                        && !incident.on().isAfter(asOf)
                        && !asOf.isAfter(incident.on().plusYears(rule.years())))
                .<Finding>map(incident -> new Finding.Barred(
                        incident.kind(), incident.on(), incident.on().plusYears(rule.years())))
                .toList();
    }

    private static List<Finding> suspension(Condition.Suspension rule, Party applicant, Register register, int year) {
        List<Integer> years = IntStream.range(year - rule.years(), year).boxed().toList();
        boolean all = years.stream()
                .allMatch(past -> register.evaluations().stream()
                        .anyMatch(evaluation -> evaluation.unit().equals(applicant.key())
                                && evaluation.year() == past
                                && evaluation.grade().equals(rule.grade())));
        return all ? List.of(new Finding.Suspended(years, rule.grade())) : List.of();
    }

    private static List<Finding> consortium(Condition.Consortium rule, Application application) {
        return rule.groups().stream()
                .filter(group -> parties(application).noneMatch(party -> group.contains(party.kind())))
                .<Finding>map(group -> new Finding.Missing(ConditionText.either(group)))
                .toList();
    }

    /** Other applications of the unit in the rule's categories. */
    private static List<Application> siblings(Rule rule, Application application, Register register) {
        return register.applications().stream()
                .filter(other -> OverlapCheck.isSibling(application, other) && rule.appliesTo(other.category()))
                .toList();
    }

    private static List<Finding> composition(Condition.Composition rule, Application application, LocalDate asOf) {
        Sentence what = ConditionText.measure(rule);
        if (rule.measure() == Measure.YOUNG) {
            return young(rule, what, application, asOf);
        }
        int found = Composing.count(rule.measure(), application);
        return found < rule.minimum() ? atLeast(what, found, rule.minimum()) : atMost(what, found, rule.maximum());
    }

    private static List<Finding> young(
            Condition.Composition rule, Sentence what, Application application, LocalDate asOf) {
        int certain = 0;
        List<String> doubtful = new ArrayList<>();
        for (List<Application.Member> lines : Composing.people(application)) {
            switch (Composing.birth(lines).isAtMost(rule.age(), asOf)) {
                case YES -> certain++;
                case UNDECIDED -> doubtful.add(lines.getFirst().name());
                case NO -> {}
            }
        }
        if (certain > rule.maximum()) {
            return atMost(what, certain, rule.maximum());
        }
        if (certain >= rule.minimum()) {
            return List.of();
        }
        return certain + doubtful.size() >= rule.minimum()
                ? List.of(new Finding.Uncertain(what, rule.minimum(), certain, doubtful, asOf))
                : List.of(new Finding.TooFew(what, certain, rule.minimum()));
    }

    /** A draft that has not been handed in yet is late only when the deadline has passed. */
    private static List<Finding> window(Condition.Window window, Application.Filing filing, LocalDate asOf) {
        List<Finding> found = new ArrayList<>();
        boolean handedIn = false;
        for (Deadline.Submission submission : filing.submissions()) {
            if (submission.medium() == window.medium()) {
                handedIn = true;
                Deadline.Receipt receipt = window.closes().receipt(submission);
                LocalDateTime counted = receipt.counted();
                boolean early = counted != null && window.opens() != null && counted.isBefore(window.opens());
                if (!receipt.inTime() || early) {
                    found.add(new Finding.OutOfTime(window.medium(), window.opens(), window.closes(), counted));
                }
            }
        }
        if (!handedIn && window.closes().isPast(asOf.atStartOfDay())) {
            found.add(new Finding.OutOfTime(window.medium(), window.opens(), window.closes(), asOf.atStartOfDay()));
        }
        return found;
    }

    static List<Finding> atLeast(Sentence what, int found, int minimum) {
        return found < minimum ? List.of(new Finding.TooFew(what, found, minimum)) : List.of();
    }

    static List<Finding> atMost(Sentence what, int found, int maximum) {
        return found > maximum ? List.of(new Finding.TooMany(what, found, maximum)) : List.of();
    }
}
