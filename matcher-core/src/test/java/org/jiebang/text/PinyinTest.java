package org.jiebang.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PinyinTest {
    @ParameterizedTest
    @CsvFileSource(resources = "pinyin.csv", numLinesToSkip = 1)
    void spellsWords(String word, String full, String initials) {
        assertThat(Pinyin.full(word)).isEqualTo(full);
        assertThat(Pinyin.initials(word)).isEqualTo(initials);
    }

    @Property
    void givesOnlyLettersAndDigits(@ForAll String text) {
        assertThat(Pinyin.full(text)).matches("[a-z0-9]*");
        assertThat(Pinyin.initials(text)).matches("[a-z0-9]*");
    }
}
