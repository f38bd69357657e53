package org.jiebang.text;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A measured or demanded property in a text, e.g. 耐温 ≥ 600 ℃.
 *
 * @param property what is measured, as written; blank if the text does not say
 * @param least lower bound in the basic unit, null if there is none
 * @param most upper bound in the basic unit, null if there is none
 * @param unit basic unit of the dimension, see {@link Unit}; blank for a bare number
 * @param start first character of the whole statement in the text
 * @param end one past its last character
 */
public record Quantity(
        String property,
        @Nullable BigDecimal least,
        @Nullable BigDecimal most,
        String unit,
        int start,
        int end) {
    public Quantity {
        if (least == null && most == null) {
            throw new IllegalArgumentException("A quantity needs a bound.");
        }
        if (least != null && most != null && least.compareTo(most) > 0) {
            throw new IllegalArgumentException("The lower bound " + least + " is above the upper bound " + most + ".");
        }
    }

    /** The same statement with its property, and so its beginning, told in another way. */
    public Quantity named(String name, int from) {
        return new Quantity(name, least, most, unit, from, end);
    }

    /** Is there a value of the same unit that both allow? Properties are not compared, for people name them in many ways. */
    public boolean overlaps(Quantity other) {
        return unit.equals(other.unit) && notAbove(least, other.most) && notAbove(other.least, most);
    }

    /** Is every value that this allows allowed by the other, in the same unit? Properties are not compared. */
    public boolean isWithin(Quantity other) {
        return unit.equals(other.unit)
                && (other.least == null || least != null && other.least.compareTo(least) <= 0)
                && (other.most == null || most != null && most.compareTo(other.most) <= 0);
    }

    private static boolean notAbove(@Nullable BigDecimal low, @Nullable BigDecimal high) {
        return low == null || high == null || low.compareTo(high) <= 0;
    }
}
