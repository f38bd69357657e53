package org.jiebang.catalog;

import java.math.BigDecimal;

/** An amount of money in 万元 (ten thousand yuan); never negative. */
public record Money(BigDecimal tenThousandYuan) {
    public Money {
        if (tenThousandYuan.signum() < 0) {
            throw new IllegalArgumentException("An amount of " + tenThousandYuan + " 万元 is negative.");
        }
        tenThousandYuan = tenThousandYuan.stripTrailingZeros();
        if (tenThousandYuan.scale() < 0) {
            tenThousandYuan = tenThousandYuan.setScale(0);
        }
    }
}
