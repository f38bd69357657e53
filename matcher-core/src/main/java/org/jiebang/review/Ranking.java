package org.jiebang.review;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiebang.application.ProjectGrade;
import org.jspecify.annotations.Nullable;

/** Ranks the applications of one category against its places, and against its places by grade (R-33: 4, 6 and 10). */
public final class Ranking {
    private static final Comparator<Scored> BEST_FIRST =
            Comparator.comparing(Scored::score).thenComparing(Scored::mean).reversed();

    private static final List<ProjectGrade> GRADES =
            List.of(ProjectGrade.FIRST, ProjectGrade.SECOND, ProjectGrade.THIRD);

    private Ranking() {}

    /** An application whose sheets are all in. */
    public record Scored(String id, BigDecimal score, BigDecimal mean) {}

    /**
     * Where an application stands.
     *
     * @param rank from 1; equal scores and means share a rank, and the next rank is skipped
     * @param grade that its place gives; null where places are not split, where none is left, and where a tie lies across two grades
     */
    public record Placed(
            Scored scored,
            int rank,
            RankStanding standing,
            @Nullable ProjectGrade grade) {}

    /**
     * Best first, equal ones by their ids.
     *
     * @param places that can be given
     * @param gradePlaces how many get each grade; empty if places are not split
     * @param passMark least score of one that gets a place
     */
    public static List<Placed> of(
            List<Scored> scored, int places, Map<ProjectGrade, Integer> gradePlaces, BigDecimal passMark) {
        List<Scored> sorted =
                scored.stream().sorted(BEST_FIRST.thenComparing(Scored::id)).toList();
        Map<Scored, Integer> first = new HashMap<>();
        Map<Scored, Integer> last = new HashMap<>();
        for (int place = 0; place < sorted.size(); place++) {
            int start = place;
            while (start > 0 && BEST_FIRST.compare(sorted.get(start - 1), sorted.get(place)) == 0) {
                start--;
            }
            int end = place;
            while (end + 1 < sorted.size() && BEST_FIRST.compare(sorted.get(end + 1), sorted.get(place)) == 0) {
                end++;
            }
            first.put(sorted.get(place), start + 1);
            last.put(sorted.get(place), end + 1);
        }
        List<Placed> placed = new ArrayList<>();
        for (Scored one : sorted) {
            int from = first.getOrDefault(one, 0);
            int to = last.getOrDefault(one, 0);
            RankStanding standing = standing(one, from, to, places, passMark);
            ProjectGrade grade = grade(from, gradePlaces);
            boolean graded = standing == RankStanding.INSIDE && grade == grade(to, gradePlaces);
            placed.add(new Placed(one, from, standing, graded ? grade : null));
        }
        return List.copyOf(placed);
    }

    private static RankStanding standing(Scored one, int from, int to, int places, BigDecimal passMark) {
        if (one.score().compareTo(passMark) < 0) {
            return RankStanding.BELOW;
        }
        if (from > places) {
            return RankStanding.OUTSIDE;
        }
        return to > places ? RankStanding.TIED : RankStanding.INSIDE;
    }

    private static @Nullable ProjectGrade grade(int place, Map<ProjectGrade, Integer> gradePlaces) {
        int given = 0;
        for (ProjectGrade grade : GRADES) {
            given += gradePlaces.getOrDefault(grade, 0);
            if (place <= given) {
                return grade;
            }
        }
        return null;
    }
}
