package org.jiebang.programme;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jiebang.catalog.Money;
import org.jiebang.catalog.TeamRole;
import org.jspecify.annotations.Nullable;

/** What a rule asks. Counts are whole numbers, limits are included, money is 万元. */
public sealed interface Condition {

    /** When the condition is checked; most are when somebody applies. */
    default Set<Phase> phases() {
        return Set.of(Phase.APPLICATION);
    }

    /** Only these may apply. */
    record Eligibility(Set<PartyKind> applicants) implements Condition {
        public Eligibility {
            applicants = Set.copyOf(applicants);
        }
    }

    /**
     * The applicant holds a mark, such as a platform or an assessment grade, or must not hold it.
     *
     * @param held true: must hold it; false: must not
     * @param of asked only of applicants of these kinds; empty: of all
     * @param by held no later than this day; null: whenever
     */
    record Qualification(
            String mark,
            boolean held,
            Set<PartyKind> of,
            @Nullable LocalDate by) implements Condition {
        public Qualification {
            of = Set.copyOf(of);
        }
    }

    /**
     * An incident bars from applying for some years, the day of the year counted in (「2年内」).
     *
     * @param by the authority whose incidents count; blank: of any
     */
    record Disqualification(IncidentKind incident, String by, int years, boolean exceptForceMajeure)
            implements Condition {}

    /** A platform that got the grade in each of the last {@code years} years before the programme's year may not apply. */
    record Suspension(String grade, int years) implements Condition {}

    /** Applicant and partners together must have one of each group. */
    record Consortium(List<Set<PartyKind>> groups) implements Condition {
        public Consortium {
            groups = groups.stream().map(Set::copyOf).toList();
        }
    }

    /** Filed through this kind of body (「统一扎口申报」). */
    record Channel(PartyKind filedBy) implements Condition {}

    /** At most so many applications of one applicant in the rule's categories together. */
    record Quota(int maximum) implements Condition {}

    /** An applicant that applies in one of the rule's categories may not apply in another of them, and once at most. */
    record Exclusion() implements Condition {}

    /** Where the other side of a comparison comes from. */
    enum Against {
        OWN_APPLICATIONS("本单位其他申报", "other applications of the unit"),
        FUNDED_RESULTS("其他财政经费支持项目", "projects paid from other public funds"),
        HOSTS_OF_LAST_YEAR("上年已立项的被服务单位", "hosts approved the year before");

        private final String label;
        private final String english;

        Against(String label, String english) {
            this.label = label;
            this.english = english;
        }

        public String label() {
            return label;
        }

        public String english() {
            return english;
        }
    }

    /**
     * Nothing may be repeated.
     *
     * @param asks from this likeness of two texts on, in (0, 1], a reason is asked for
     * @param blocks from this likeness on the texts count as the same
     */
    record NonOverlap(Set<Dimension> dimensions, Against against, double asks, double blocks) implements Condition {
        public NonOverlap {
            dimensions = Set.copyOf(dimensions);
        }
    }

    /**
     * A count of the application lies between limits.
     *
     * @param age for {@link Measure#YOUNG} the greatest age in full years; else 0
     */
    record Composition(Measure measure, int minimum, int maximum, int age) implements Condition {}

    /** No one holds both roles. */
    record SeparateRoles(TeamRole first, TeamRole second) implements Condition {}

    /** The amount asked for. */
    record AmountCap(Money maximum) implements Condition {}

    /**
     * A yearly target, promised when applying and shown when closing.
     *
     * @param indicator name of the figure, the key of the application's targets
     */
    record Threshold(String indicator, String unit, int minimum) implements Condition {
        @Override
        public Set<Phase> phases() {
            return Set.of(Phase.APPLICATION, Phase.CLOSING);
        }
    }

    /**
     * When an application may be handed in.
     *
     * @param opens null if the notice names no opening
     */
    record Window(Medium medium, @Nullable LocalDateTime opens, Deadline closes) implements Condition {}

    /**
     * What comes with the form.
     *
     * @param copies number of each
     */
    record Attachments(Map<String, Integer> copies) implements Condition {
        public Attachments {
            copies = Map.copyOf(copies);
        }
    }

    /**
     * A field of the form looks like this.
     *
     * @param template the whole value, with 「…」 for any text and 「#」 for digits, one character at least each; no regular
     *     expression, which staff could not read and which could keep a processor busy for hours
     * @param example a value as the notice prints it
     */
    record FieldFormat(String field, String template, String example) implements Condition {
        /** More would make the time of a match a power of the value's length. */
        static final int WILDCARDS = 3;

        private static final int LONGEST_VALUE = 200;

        boolean matches(String value) {
            if (value.length() > LONGEST_VALUE) {
                return false;
            }
            StringBuilder expression = new StringBuilder();
            for (String part : template.split("(?<=[…#])|(?=[…#])")) {
                expression.append(
                        switch (part) {
                            case "…" -> ".+";
                            case "#" -> "\\d+";
                            default -> Pattern.quote(part);
                        });
            }
            return Pattern.matches(expression.toString(), value);
        }
    }

    /** No required field of the form is empty and none too long. */
    record Completeness(String form) implements Condition {}

    /** Applications that have it come first among equals; nobody breaks it. Empty marks and kinds: the applicant states it. */
    record Priority(Set<String> marks, Set<PartyKind> with) implements Condition {
        public Priority {
            marks = Set.copyOf(marks);
            with = Set.copyOf(with);
        }
    }

    /** Something no program can count: the applicant confirms it (application) or shows it (closing). */
    record Commitment(Phase phase) implements Condition {
        @Override
        public Set<Phase> phases() {
            return Set.of(phase);
        }
    }

    /**
     * How many are to be approved.
     *
     * @param by what the places are split by, such as 等次 or 设区市; blank if not split
     * @param split places of each share; empty or adding up to the total
     */
    record Places(int total, String by, Map<String, Integer> split) implements Condition {
        @Override
        public Set<Phase> phases() {
            return Set.of(Phase.SELECTION);
        }

        public Places {
            split = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(split));
        }
    }

    /**
     * One payment.
     *
     * @param percent of the grant
     * @param after stages that must have passed
     * @param nextYear not before the year after approval
     */
    record Instalment(int percent, List<String> after, boolean nextYear) {
        public Instalment {
            after = List.copyOf(after);
        }
    }

    /**
     * When the money is paid.
     *
     * @param byGrade the grade of the evaluation sets the amount (R-33)
     */
    record Payout(List<Instalment> instalments, boolean byGrade) implements Condition {
        @Override
        public Set<Phase> phases() {
            return Set.of(Phase.PAYMENT);
        }

        public Payout {
            instalments = List.copyOf(instalments);
        }
    }

    /**
     * Something to be handed in.
     *
     * @param count at least so many
     * @param minimumCharacters of each; 0 if not asked
     * @param maximumCharacters of each; {@link Bound#UNLIMITED} if not asked
     * @param due last day; null: when the project is closed
     */
    record Deliverable(
            String item,
            int count,
            int minimumCharacters,
            int maximumCharacters,
            @Nullable LocalDate due) implements Condition {
        @Override
        public Set<Phase> phases() {
            return Set.of(Phase.CLOSING);
        }
    }

    /** The project is finished by this day. */
    record Finish(LocalDate by) implements Condition {
        @Override
        public Set<Phase> phases() {
            return Set.of(Phase.CLOSING);
        }
    }
}
