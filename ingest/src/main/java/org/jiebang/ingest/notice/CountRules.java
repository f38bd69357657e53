package org.jiebang.ingest.notice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules that are a number: places, limits per unit, caps on money, counts of a team, targets, things to be handed in, copies. */
final class CountRules {
    private CountRules() {}

    static List<Found> read(Statement statement, List<Day> dates) {
        CountedRules here = new CountedRules(statement, dates);
        int[] copies = CopyRules.read(here);
        List<Count> counts = Count.find(statement.text(), dates);
        int[] divided = ShareRules.grades(here, counts);
        ShareRules.Parts parts = divided[1] == 0 ? ShareRules.parts(here, counts) : null;
        if (parts != null) {
            divided = new int[] {parts.total().start(), parts.total().end()};
        }
        Count least = null;
        for (Count count : counts) {
            if (isIn(count, divided) || isIn(count, copies) || isPart(count, parts)) {
                continue;
            }
            Statement.Clause clause = statement.clause(count.number());
            if (least != null && statement.clause(least.number()).start() != clause.start()) {
                least = null;
            }
            boolean list = least != null && count.bound() == Count.Bound.BARE && !count.isMoney();
            if (read(here, count, clause, list) && (count.bound() == Count.Bound.LEAST || list)) {
                least = count;
            }
        }
        return here.found();
    }

    private static boolean isIn(Count count, int[] read) {
        return count.start() < read[1] && count.end() > read[0];
    }

    private static boolean isPart(Count count, ShareRules.@Nullable Parts parts) {
        return parts != null
                && count.end() <= parts.end()
                && count.unit().equals(parts.total().unit());
    }

    /**
     * Reads one count; the first kind of rule that it fits is taken.
     *
     * @param list an earlier count of the clause was a least one and this one may go on with it
     */
    private static boolean read(CountedRules here, Count count, Statement.Clause clause, boolean list) {
        String before = clause.text().substring(0, Math.max(0, count.start() - clause.start()));
        String after = clause.text().substring(Math.min(clause.text().length(), count.end() - clause.start()));
        if (count.unit().equals("字") || count.unit().equals("万字")) {
            return false;
        }
        if (count.isMoney()) {
            return MoneyRules.read(here, count, clause, before, after);
        }
        return PlaceRules.perUnit(here, count, clause, before, after)
                || PlaceRules.places(here, count, clause, before, after)
                || TeamRules.read(here, count, clause, before, after)
                || DeliverableRules.read(here, count, clause, before, after)
                || ThresholdRules.read(here, count, clause, before, after, list);
    }
}
