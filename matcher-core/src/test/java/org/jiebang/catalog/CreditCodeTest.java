package org.jiebang.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class CreditCodeTest {
    @ParameterizedTest(name = "{0} {2}")
    @CsvFileSource(resources = "credit-codes.csv", numLinesToSkip = 1)
    void tellsRightCodesFromWrongOnes(String code, String right, String remark) {
        assertThat(CreditCode.problem(code.toUpperCase()).isEmpty()).as(remark).isEqualTo(right.equals("yes"));
    }

    @Test
    void keepsLowerCaseCodesInUpperCase() {
        assertThat(new CreditCode(" 9144030071526726xg ").value()).isEqualTo("9144030071526726XG");
    }

    @Test
    void saysWhichCheckCharacterWasExpected() {
        assertThatThrownBy(() -> new CreditCode("91110000802100433C"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'C' and should be 'B'");
    }

    @Test
    void saysWhichCharacterCannotStandInACode() {
        assertThat(CreditCode.problem("9111000080210043OB")).get().asString().contains("Character 17 ('O')", "Maybe");
    }

    /** GB 32100-2015: the weight of place i is 3^(i-1) modulo 31, and all weighted values add up to a multiple of 31. */
    @Property
    void weightsAreThePowersOfThree(
            @ForAll @StringLength(17) @Chars({'0', '5', '9', 'A', 'J', 'P', 'U', 'Y'}) String first17) {
        String alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        String code = first17 + CreditCode.checkCharacter(first17);
        int weight = 1;
        int sum = 0;
        for (char character : first17.toCharArray()) {
            sum += alphabet.indexOf(character) * weight;
            weight = weight * 3 % 31;
        }
        assertThat((sum + alphabet.indexOf(code.charAt(17))) % 31).isZero();
    }

    /** No weight is a multiple of 31, so any single slip changes the sum. */
    @Property
    void findsEveryMistypedCharacter(
            @ForAll
                    @StringLength(17)
                    @Chars({'0', '1', '2', '9', 'A', 'H', 'J', 'N', 'P', 'R', 'T', 'U', 'W', 'X', 'Y'})
                    String first17,
            @ForAll @IntRange(max = 16) int place,
            @ForAll @Chars({'3', '4', 'B', 'C', 'Q'}) char other) {
        Assume.that(first17.charAt(place) != other);
        char check = CreditCode.checkCharacter(first17);
        String mistyped = first17.substring(0, place) + other + first17.substring(place + 1);

        assertThat(CreditCode.problem(first17 + check)).isEmpty();
        assertThat(CreditCode.problem(mistyped + check)).isPresent();
    }
}
