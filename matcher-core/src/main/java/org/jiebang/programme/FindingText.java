package org.jiebang.programme;

import java.math.BigDecimal;
import java.util.List;
import org.jiebang.matching.Sentence;

/** Says in words what was found and what would mend it. */
final class FindingText {
    private FindingText() {}

    static Sentence message(Finding finding) {
        return switch (finding) {
            case Finding.TooFew few -> Words.of("finding.too-few", few.what(), plain(few.asked()), plain(few.found()));
            case Finding.TooMany many ->
                Words.of("finding.too-many", many.what(), plain(many.asked()), plain(many.found()));
            case Finding.Uncertain open ->
                Words.of(
                        "finding.uncertain",
                        open.what(),
                        open.asked(),
                        open.certain(),
                        open.doubtful().size(),
                        open.asOf());
            case Finding.NotAllowed not -> Words.of("finding.not-allowed", not.found(), not.allowed());
            case Finding.Missing missing -> Words.of("finding.missing", missing.items());
            case Finding.Unconfirmed open -> Words.of("finding.unconfirmed");
            case Finding.Held held -> Words.of("finding.held", held.mark());
            case Finding.Barred barred ->
                Words.of("finding.barred", Words.of(barred.incident()), barred.on(), barred.until());
            case Finding.Suspended suspended ->
                Words.of("finding.suspended", numbers(suspended.years()), suspended.grade());
            case Finding.Combined combined -> Words.of("finding.combined", Words.names(combined.others()));
            case Finding.Repeated repeated ->
                Words.of(
                        "finding.repeated",
                        Words.of(repeated.dimension()),
                        repeated.other(),
                        Words.names(repeated.items()));
            case Finding.Namesakes names -> Words.of("finding.namesakes", names.other(), Words.names(names.names()));
            case Finding.Alike alike ->
                Words.of(
                        "finding.alike",
                        Words.of(alike.dimension()),
                        alike.other(),
                        Math.round(alike.likeness() * 100));
            case Finding.OutOfTime time -> outOfTime(time);
            case Finding.Overdue overdue -> Words.of("finding.overdue", overdue.by(), overdue.finished());
            case Finding.SamePerson same -> Words.of("finding.same-person", same.name(), same.roles());
            case Finding.Malformed malformed ->
                Words.of("finding.malformed", malformed.field(), malformed.value(), malformed.example());
        };
    }

    static Sentence remedy(Finding finding) {
        return switch (finding) {
            case Finding.TooFew few ->
                Words.of("mend.too-few", few.what(), plain(few.asked().subtract(few.found())));
            case Finding.TooMany many ->
                Words.of("mend.too-many", many.what(), plain(many.found().subtract(many.asked())));
            case Finding.Uncertain open -> Words.of("mend.uncertain", Words.names(open.doubtful()));
            case Finding.NotAllowed not -> Words.of("mend.not-allowed", not.allowed());
            case Finding.Missing missing -> Words.of("mend.missing", missing.items());
            case Finding.Unconfirmed open -> Words.of("mend.unconfirmed");
            case Finding.Held held -> Words.of("mend.held");
            case Finding.Barred barred -> Words.of("mend.barred", barred.until().plusDays(1));
            case Finding.Suspended suspended -> Words.of("mend.suspended");
            case Finding.Combined combined -> Words.of("mend.combined", Words.names(combined.others()));
            case Finding.Repeated repeated ->
                Words.of("mend.repeated", Words.of(repeated.dimension()), Words.names(repeated.items()));
            case Finding.Namesakes names -> Words.of("mend.namesakes", Words.names(names.names()));
            case Finding.Alike alike -> Words.of("mend.alike", Words.of(alike.dimension()), alike.other());
            case Finding.OutOfTime time ->
                time.counted() == null
                        ? Words.of("mend.time-unknown", Words.of(time.closes().counts()))
                        : time.closes().isPast(time.counted())
                                ? Words.of("mend.late")
                                : Words.of("mend.early", opens(time));
            case Finding.Overdue overdue -> Words.of("mend.overdue");
            case Finding.SamePerson same -> Words.of("mend.same-person", same.roles());
            case Finding.Malformed malformed -> Words.of("mend.malformed", malformed.field(), malformed.example());
        };
    }

    private static Sentence outOfTime(Finding.OutOfTime time) {
        Sentence medium = Words.of(time.medium());
        Sentence basis = Words.of(time.closes().counts());
        String closes = ConditionText.moment(time.closes());
        if (time.counted() == null) {
            return Words.of("finding.time-unknown", medium, closes, basis);
        }
        String counted = time.counted().withNano(0).toString().replace('T', ' ');
        return time.closes().isPast(time.counted())
                ? Words.of("finding.late", medium, closes, basis, counted)
                : Words.of("finding.early", medium, opens(time), basis, counted);
    }

    private static String opens(Finding.OutOfTime time) {
        return time.opens() == null ? "" : time.opens().toLocalDate().toString();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static Sentence numbers(List<Integer> numbers) {
        return Words.names(numbers.stream().map(String::valueOf).toList());
    }
}
