package org.jiebang.industry;

import java.math.BigDecimal;

/**
 * A measurable property with the usual value of today and the value that is asked for.
 *
 * @param unit never blank; 个, 次 or % where there is no physical unit
 */
public record Indicator(String name, String unit, BigDecimal today, BigDecimal target) {
    /** The demand asks for more than there is; otherwise for less, as with a defect rate. */
    public boolean rises() {
        return target.compareTo(today) > 0;
    }
}
