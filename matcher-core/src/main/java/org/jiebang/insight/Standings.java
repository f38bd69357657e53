package org.jiebang.insight;

import java.util.Comparator;
import java.util.List;

/**
 * Ranks places by what they have gathered (资源汇聚), docked (需求对接) and turned into results (成果转化). Of each of the three a place has
 * 100 × its number / the largest number of all places, 0 where nobody has any; its points are the mean of the three.
 */
public final class Standings {
    private static final double FULL = 100;

    private Standings() {}

    /**
     * What is counted of a place.
     *
     * @param code of the place
     * @param gathered experts and societies that sit there, and teams that serve it
     * @param docked problems from there that have had a claim
     * @param turned problems from there that were confirmed as solved
     */
    public record Counted(String code, long gathered, long docked, long turned) {
        public Counted {
            if (gathered < 0 || docked < 0 || turned < 0) {
                throw new IllegalArgumentException("A count of " + code + " is negative.");
            }
        }
    }

    /**
     * A place in its rank.
     *
     * @param rank 1 for the first; places of equal points share one
     * @param points 0 to 100, and so are the three that they are the mean of
     */
    public record Standing(
            int rank, Counted counted, double gathering, double docking, double turning, double points) {}

    /** Best first; places of equal points in the order of their codes. */
    public static List<Standing> rank(List<Counted> places) {
        long gathered = places.stream().mapToLong(Counted::gathered).max().orElse(0);
        long docked = places.stream().mapToLong(Counted::docked).max().orElse(0);
        long turned = places.stream().mapToLong(Counted::turned).max().orElse(0);
        List<Standing> unranked = places.stream()
                .map(place -> {
                    double gathering = share(place.gathered(), gathered);
                    double docking = share(place.docked(), docked);
                    double turning = share(place.turned(), turned);
                    return new Standing(0, place, gathering, docking, turning, (gathering + docking + turning) / 3);
                })
                .sorted(Comparator.comparingDouble(Standing::points)
                        .reversed()
                        .thenComparing(standing -> standing.counted().code()))
                .toList();
        return unranked.stream()
                .map(one -> new Standing(
                        1
                                + (int) unranked.stream()
                                        .filter(other -> other.points() > one.points())
                                        .count(),
                        one.counted(),
                        one.gathering(),
                        one.docking(),
                        one.turning(),
                        one.points()))
                .toList();
    }

    private static double share(long number, long largest) {
        return largest == 0 ? 0 : FULL * number / largest;
    }
}
