package org.jiebang.review;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What reviewers judge an application by. The weights make 100 together. */
public record ScoreSheet(List<Criterion> criteria) {
    /** Decimals of points, and of totals. */
    private static final int POINT_DIGITS = 1;

    private static final int TOTAL_DIGITS = 2;

    /** @throws IllegalArgumentException if the weights do not make 100 or a criterion stands there twice */
    public ScoreSheet {
        criteria = List.copyOf(criteria);
        int sum = criteria.stream().mapToInt(Criterion::weight).sum();
        if (sum != 100) {
            throw new IllegalArgumentException(
                    "The weights make " + sum + ". Maybe one is missing; they must make 100.");
        }
        Set<String> ids = new HashSet<>();
        criteria.forEach(criterion -> {
            if (!ids.add(criterion.id())) {
                throw new IllegalArgumentException("Criterion " + criterion.id() + " stands there twice.");
            }
        });
    }

    public Optional<Criterion> find(String id) {
        return criteria.stream().filter(criterion -> criterion.id().equals(id)).findFirst();
    }

    /** Are these points that a criterion can get: between 0 and its most, with at most one decimal? */
    public static boolean allows(Criterion criterion, BigDecimal points) {
        return points.signum() >= 0
                && points.compareTo(BigDecimal.valueOf(criterion.most())) <= 0
                && points.stripTrailingZeros().scale() <= POINT_DIGITS;
    }

    /** Criteria that have no points yet, in their order. */
    public List<Criterion> open(Map<String, BigDecimal> points) {
        return criteria.stream()
                .filter(criterion -> !points.containsKey(criterion.id()))
                .toList();
    }

    /**
     * Σ weight × points ÷ most, from 0 to 100, rounded half up to two decimals.
     *
     * @throws IllegalArgumentException if a criterion has no points, or such as it cannot get
     */
    public BigDecimal total(Map<String, BigDecimal> points) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Criterion criterion : criteria) {
            BigDecimal given = points.get(criterion.id());
            if (given == null || !allows(criterion, given)) {
                throw new IllegalArgumentException(criterion.id() + " has " + given + " points; it takes 0 to "
                        + criterion.most() + ". Maybe the sheet is not filled in yet.");
            }
            sum = sum.add(BigDecimal.valueOf(criterion.weight())
                    .multiply(given)
                    .divide(BigDecimal.valueOf(criterion.most()), 8, RoundingMode.HALF_UP));
        }
        return sum.setScale(TOTAL_DIGITS, RoundingMode.HALF_UP);
    }
}
