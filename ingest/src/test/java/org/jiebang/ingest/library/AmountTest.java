package org.jiebang.ingest.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.jiebang.catalog.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class AmountTest {
    @ParameterizedTest(name = "{0} is {1} {2}")
    @CsvFileSource(resources = "amounts.csv", numLinesToSkip = 1)
    void readsMoneyAsPeopleWriteIt(String text, @Nullable BigDecimal tenThousandYuan, @Nullable String remark) {
        assertThat(Amount.read(text))
                .isEqualTo(java.util.Optional.ofNullable(tenThousandYuan).map(Money::new));
    }

    @Property
    void readsEveryAmountThatItWrites(@ForAll @BigRange(min = "0", max = "99999999") @Scale(4) BigDecimal amount) {
        Money money = new Money(amount);
        assertThat(Amount.read(money.tenThousandYuan().toPlainString())).contains(money);
        assertThat(Amount.read(money.tenThousandYuan().toPlainString() + "万元")).contains(money);
    }

    @Property
    void anyTextIsReadWithoutFailing(@ForAll String text) {
        assertThat(Amount.read(text)).isNotNull();
    }
}
