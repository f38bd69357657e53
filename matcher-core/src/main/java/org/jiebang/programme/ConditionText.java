package org.jiebang.programme;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiebang.matching.Sentence;

/** Says in words what a rule asks. */
final class ConditionText {
    private ConditionText() {}

    static Sentence of(Rule rule) {
        return switch (rule.condition()) {
            case Condition.Eligibility eligibility ->
                Words.of("condition.eligibility", kinds(eligibility.applicants()));
            case Condition.Qualification qualification -> qualification(qualification);
            case Condition.Disqualification incident -> disqualification(incident);
            case Condition.Suspension suspension ->
                Words.of("condition.suspension", suspension.grade(), suspension.years());
            case Condition.Consortium consortium ->
                Words.of(
                        "condition.consortium",
                        Words.list(consortium.groups().stream()
                                .map(ConditionText::either)
                                .toList()));
            case Condition.Channel channel -> Words.of("condition.channel", Words.of(channel.filedBy()));
            case Condition.Quota quota -> Words.of("condition.quota", quota.maximum());
            case Condition.Exclusion exclusion -> Words.of("condition.exclusion");
            case Condition.NonOverlap overlap ->
                Words.of("condition.overlap", dimensions(overlap.dimensions()), Words.of(overlap.against()));
            case Condition.Composition count -> range(measure(count), count.minimum(), count.maximum());
            case Condition.SeparateRoles roles ->
                Words.of(
                        "condition.separate",
                        roles.first().label(),
                        roles.second().label());
            case Condition.AmountCap cap ->
                Words.of("condition.cap", cap.maximum().tenThousandYuan().toPlainString());
            case Condition.Threshold threshold ->
                Words.of("condition.threshold", threshold.minimum(), threshold.unit());
            case Condition.Window window -> window(window);
            case Condition.Attachments attachments ->
                Words.of("condition.attachments", Words.plain(copies(attachments.copies())));
            case Condition.FieldFormat format -> Words.of("condition.format", format.field(), format.example());
            case Condition.Completeness completeness -> Words.of("condition.completeness");
            case Condition.Priority priority -> priority(priority);
            case Condition.Commitment commitment -> Words.of("condition.commitment", Words.of(commitment.phase()));
            case Condition.Places places ->
                places.split().isEmpty()
                        ? Words.of("condition.places", places.total())
                        : Words.of("condition.places.split", places.total(), places.by(), copies(places.split()));
            case Condition.Payout payout -> payout(payout);
            case Condition.Deliverable deliverable -> deliverable(deliverable);
            case Condition.Finish finish -> Words.of("condition.finish", finish.by());
        };
    }

    /** The name of a count, with the age for young members. */
    static Sentence measure(Condition.Composition count) {
        return count.age() == 0
                ? Words.of(count.measure())
                : Words.of("condition.young", Words.of(count.measure()), count.age());
    }

    static Sentence kinds(Set<PartyKind> kinds) {
        return Words.list(sorted(kinds));
    }

    static Sentence either(Set<PartyKind> kinds) {
        return Words.either(sorted(kinds));
    }

    /** Sets have no order of their own; text needs the same one every time. */
    private static List<Sentence> sorted(Set<PartyKind> kinds) {
        return kinds.stream().sorted().map(Words::of).toList();
    }

    private static Sentence dimensions(Set<Dimension> dimensions) {
        return Words.list(dimensions.stream().sorted().map(Words::of).toList());
    }

    private static Sentence qualification(Condition.Qualification qualification) {
        Sentence asked;
        if (!qualification.held()) {
            asked = Words.of("condition.not-held", qualification.mark());
        } else if (qualification.by() == null) {
            asked = Words.of("condition.held", qualification.mark());
        } else {
            asked = Words.of("condition.held-by", qualification.mark(), qualification.by());
        }
        return qualification.of().isEmpty() ? asked : Words.of("condition.only", asked, kinds(qualification.of()));
    }

    private static Sentence disqualification(Condition.Disqualification incident) {
        Sentence asked = incident.by().isEmpty()
                ? Words.of("condition.barred", Words.of(incident.incident()), incident.years())
                : Words.of("condition.barred-by", Words.of(incident.incident()), incident.years(), incident.by());
        return incident.exceptForceMajeure() ? Words.of("condition.majeure", asked) : asked;
    }

    static Sentence range(Sentence what, int minimum, int maximum) {
        if (minimum == maximum) {
            return Words.of("condition.exactly", what, minimum);
        }
        if (maximum == Bound.UNLIMITED) {
            return Words.of("condition.minimum", what, minimum);
        }
        return minimum == 0
                ? Words.of("condition.maximum", what, maximum)
                : Words.of("condition.between", what, minimum, maximum);
    }

    private static Sentence window(Condition.Window window) {
        Sentence last = Words.plain(moment(window.closes()));
        Sentence basis = Words.of(window.closes().counts());
        return window.opens() == null
                ? Words.of("condition.window", Words.of(window.medium()), last, basis)
                : Words.of(
                        "condition.window.from",
                        Words.of(window.medium()),
                        last,
                        basis,
                        window.opens().toLocalDate());
    }

    static String moment(Deadline deadline) {
        return deadline.hour() == null ? deadline.day().toString() : deadline.day() + " " + deadline.hour();
    }

    private static String copies(Map<String, Integer> copies) {
        return String.join(
                "、",
                copies.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                        .map(entry -> entry.getKey() + "×" + entry.getValue())
                        .toList());
    }

    private static Sentence priority(Condition.Priority priority) {
        List<Sentence> grounds = new ArrayList<>();
        priority.marks().stream().sorted().map(Words::plain).forEach(grounds::add);
        if (!priority.with().isEmpty()) {
            grounds.add(Words.of("condition.consortium", either(priority.with())));
        }
        return grounds.isEmpty()
                ? Words.of("condition.priority")
                : Words.of("condition.priority.for", Words.list(grounds));
    }

    private static Sentence payout(Condition.Payout payout) {
        List<Sentence> parts = new ArrayList<>();
        for (Condition.Instalment part : payout.instalments()) {
            parts.add(Words.of(
                    part.nextYear() ? "condition.instalment.next" : "condition.instalment",
                    part.percent(),
                    String.join("、", part.after())));
        }
        Sentence all = Words.joined(parts, "；", "; ");
        return payout.byGrade() ? Words.of("condition.payout.grade", all) : all;
    }

    private static Sentence deliverable(Condition.Deliverable deliverable) {
        Sentence asked = Words.of("condition.deliverable", deliverable.count());
        if (deliverable.minimumCharacters() > 0 || deliverable.maximumCharacters() < Bound.UNLIMITED) {
            Sentence length = range(
                    Words.of("condition.characters"), deliverable.minimumCharacters(), deliverable.maximumCharacters());
            asked = Words.joined(List.of(asked, length), "，", ", ");
        }
        return deliverable.due() == null
                ? asked
                : Words.joined(List.of(asked, Words.of("condition.due", deliverable.due())), "，", ", ");
    }
}
