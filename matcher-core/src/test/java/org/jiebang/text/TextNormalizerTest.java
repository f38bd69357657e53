package org.jiebang.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class TextNormalizerTest {
    @ParameterizedTest(name = "{0} is {1}: {2}")
    @CsvFileSource(resources = "folding.csv", numLinesToSkip = 1)
    void foldsWritingsIntoOne(String text, String folded, String why) {
        assertThat(TextNormalizer.fold(text)).as(why).isEqualTo(folded);
    }

    @Test
    void everyFoldedCharacterKnowsItsOrigin() {
        TextNormalizer.Folded folded = TextNormalizer.foldWithOrigin("面积㎡与25℃");
        assertThat(folded.text()).isEqualTo("面积m2与25°c");
        assertThat(folded.origin()).containsExactly(0, 1, 2, 2, 3, 4, 5, 6, 6, 7);
    }

    @Test
    void wordInsideASignEndsBehindTheSign() {
        TextNormalizer.Folded folded = TextNormalizer.foldWithOrigin("积㎡大");
        assertThat(folded.originalEnd(2)).as("m of m2").isEqualTo(2);
        assertThat(folded.originalEnd(3)).isEqualTo(2);
    }

    @Test
    void termLeavesOutWhiteSpaceOfEveryKind() {
        assertThat(TextNormalizer.term(" Micro\u3000LED\u00a0屏\n")).isEqualTo("microled屏");
    }

    @Property
    void originsRiseAndStayInsideTheText(@ForAll String text) {
        TextNormalizer.Folded folded = TextNormalizer.foldWithOrigin(text);
        assertThat(folded.origin()).hasSize(folded.text().length() + 1).isSorted();
        assertThat(folded.origin()[folded.text().length()]).isEqualTo(text.length());
    }

    @Property
    void foldingGoesCharacterByCharacter(@ForAll String one, @ForAll String other) {
        boolean splitsPair = !one.isEmpty()
                && !other.isEmpty()
                && Character.isSurrogatePair(one.charAt(one.length() - 1), other.charAt(0));
        if (!splitsPair) {
            assertThat(TextNormalizer.fold(one + other))
                    .isEqualTo(TextNormalizer.fold(one) + TextNormalizer.fold(other));
        }
    }
}
