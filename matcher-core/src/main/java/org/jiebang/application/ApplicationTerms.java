package org.jiebang.application;

import java.util.EnumMap;
import java.util.Map;
import org.jiebang.catalog.Money;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Programme;
import org.jiebang.programme.Rule;
import org.jspecify.annotations.Nullable;

/**
 * What a category says of money and places.
 *
 * @param cap the most that one project gets; null if the notice names none. A soft rule to the applicant, it binds who pays
 * @param places projects to be approved; {@link Integer#MAX_VALUE} if the notice does not say
 * @param gradePlaces projects by grade; empty if the notice does not split them
 */
public record ApplicationTerms(
        ApplicationCourse course,
        @Nullable Money cap,
        PaymentPlan payments,
        int places,
        Map<ProjectGrade, Integer> gradePlaces) {
    public ApplicationTerms {
        gradePlaces = Map.copyOf(gradePlaces);
    }

    public static ApplicationTerms of(Programme programme, String category) {
        Money cap = null;
        int places = Integer.MAX_VALUE;
        Map<ProjectGrade, Integer> gradePlaces = new EnumMap<>(ProjectGrade.class);
        for (Rule rule : programme.rules()) {
            if (!rule.appliesTo(category)) {
                continue;
            }
            if (rule.condition() instanceof Condition.AmountCap amount) {
                cap = least(cap, amount.maximum());
            } else if (rule.condition() instanceof Condition.Places split) {
                places = Math.min(places, split.total());
                split.split()
                        .forEach((share, number) ->
                                ProjectGrade.find(share).ifPresent(grade -> gradePlaces.put(grade, number)));
            }
        }
        return new ApplicationTerms(
                ApplicationCourse.of(programme), cap, PaymentPlan.of(programme, category), places, gradePlaces);
    }

    private static Money least(@Nullable Money first, Money second) {
        return first == null || second.tenThousandYuan().compareTo(first.tenThousandYuan()) < 0 ? second : first;
    }

    /** May a project be granted so much? */
    boolean allows(Money grant) {
        return grant.tenThousandYuan().signum() > 0
                && (cap == null || grant.tenThousandYuan().compareTo(cap.tenThousandYuan()) <= 0);
    }

    /** Is there a place of a grade, when so many have it? */
    public boolean hasPlace(ProjectGrade grade, long given) {
        return gradePlaces.isEmpty() || given < gradePlaces.getOrDefault(grade, 0);
    }
}
