package org.jiebang.review;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far the reviewers of one application are apart, in points of 100.
 *
 * @param score median of the totals, so that one reviewer alone cannot lift or sink an application
 * @param mean arithmetic mean of the totals; it tells equal scores apart
 * @param range greatest total less the smallest
 * @param wide is the range above the tolerance?
 * @param outliers places of the totals that stand alone, ascending
 */
public record Spread(BigDecimal score, BigDecimal mean, BigDecimal range, boolean wide, List<Integer> outliers) {
    /** With fewer nobody can say which one stands alone. */
    private static final int FEWEST = 3;

    /** 0.6745 is the 0.75 quantile of the normal distribution; it makes the MAD comparable with a standard deviation. */
    private static final BigDecimal NORMAL = new BigDecimal("0.6745");

    private static final BigDecimal LIMIT = new BigDecimal("3.5");
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final int DIGITS = 2;

    public Spread {
        outliers = List.copyOf(outliers);
    }

    /**
     * An outlier has a modified z-score 0.6745·|x − median| ÷ MAD above 3.5 (Iglewicz and Hoaglin, How to Detect and Handle Outliers,
     * 1993) and lies more than half the tolerance from the median; the latter because the MAD of few totals may be next to nothing.
     *
     * @param totals at least one, from 0 to 100
     * @param tolerance range that is taken as usual, in points of 100
     */
    public static Spread of(List<BigDecimal> totals, BigDecimal tolerance) {
        if (totals.isEmpty()) {
            throw new IllegalArgumentException("There is no total. Maybe no sheet was handed in yet.");
        }
        List<BigDecimal> sorted = totals.stream().sorted().toList();
        BigDecimal median = median(sorted);
        BigDecimal sum = sorted.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal range = sorted.getLast().subtract(sorted.getFirst());
        BigDecimal deviation = median(totals.stream()
                .map(total -> total.subtract(median).abs())
                .sorted()
                .toList());
        List<Integer> outliers = totals.size() < FEWEST
                ? List.of()
                : IntStream.range(0, totals.size())
                        .filter(place ->
                                isAlone(totals.get(place).subtract(median).abs(), deviation, tolerance))
                        .boxed()
                        .toList();
        return new Spread(
                median.setScale(DIGITS, RoundingMode.HALF_UP),
                sum.divide(BigDecimal.valueOf(sorted.size()), DIGITS, RoundingMode.HALF_UP),
                range,
                range.compareTo(tolerance) > 0,
                outliers);
    }

    private static boolean isAlone(BigDecimal distance, BigDecimal deviation, BigDecimal tolerance) {
        return NORMAL.multiply(distance).compareTo(LIMIT.multiply(deviation)) > 0
                && TWO.multiply(distance).compareTo(tolerance) > 0;
    }

    private static BigDecimal median(List<BigDecimal> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : sorted.get(middle - 1).add(sorted.get(middle)).divide(TWO);
    }
}
