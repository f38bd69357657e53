package org.jiebang.application;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import org.jiebang.catalog.Money;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Programme;

/**
 * When a category's grants are paid.
 *
 * @param byGrade the evaluation sets the amount
 */
public record PaymentPlan(List<Condition.Instalment> instalments, boolean byGrade) {
    /** Where a notice says nothing: all at once after the approval. */
    static final PaymentPlan AT_ONCE = new PaymentPlan(
            List.of(new Condition.Instalment(100, List.of(ApplicationProgress.APPROVAL), false)), false);

    /** Cents of 万元 are yuan; fractions of a yuan wait for the last instalment. */
    private static final int YUAN = 4;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public PaymentPlan {
        instalments = List.copyOf(instalments);
    }

    static PaymentPlan of(Programme programme, String category) {
        return programme.rules().stream()
                .filter(rule -> rule.appliesTo(category))
                .map(rule -> rule.condition())
                .filter(Condition.Payout.class::isInstance)
                .map(Condition.Payout.class::cast)
                .findFirst()
                .map(payout -> new PaymentPlan(payout.instalments(), payout.byGrade()))
                .orElse(AT_ONCE);
    }

    /**
     * What is to be paid by now in all; never more than the grant.
     *
     * @param passed names of the stages that have passed
     * @param yearOver it is at least the year after the approval
     */
    Money due(Money granted, Set<String> passed, boolean yearOver) {
        int percent = 0;
        for (Condition.Instalment instalment : instalments) {
            if (passed.containsAll(instalment.after()) && (yearOver || !instalment.nextYear())) {
                percent += instalment.percent();
            }
        }
        BigDecimal grant = granted.tenThousandYuan();
        return percent >= 100
                ? granted
                : new Money(grant.multiply(BigDecimal.valueOf(percent)).divide(HUNDRED, YUAN, RoundingMode.DOWN));
    }
}
