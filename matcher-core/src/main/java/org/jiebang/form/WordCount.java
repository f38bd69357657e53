package org.jiebang.form;

import java.lang.Character.UnicodeScript;

/**
 * 字数 as the word processors count it in which the forms are filled in: every Chinese character and every full-width mark is one, a run
 * of other characters (a Latin word, a number with its sign) is one, spaces are none. 「提升3.5%的A-1型」 has 6: 提, 升, 3.5%, 的, A-1, 型.
 */
public final class WordCount {
    private WordCount() {}

    public static int of(String text) {
        int words = 0;
        boolean within = false;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
                within = false;
            } else if (isWide(character)) {
                words++;
                within = false;
            } else if (!within) {
                words++;
                within = true;
            }
        }
        return words;
    }

    /** Chinese, Japanese and Korean characters, and the marks that are as wide: “” ‘’ — … 、 。 《》 （）. */
    private static boolean isWide(int character) {
        UnicodeScript script = UnicodeScript.of(character);
        return script == UnicodeScript.HAN
                || script == UnicodeScript.HIRAGANA
                || script == UnicodeScript.KATAKANA
                || script == UnicodeScript.HANGUL
                || script == UnicodeScript.BOPOMOFO
                || character >= 0x2014 && character <= 0x2026 && character != 0x2022
                || character >= 0x2460 && character <= 0x27BF
                || character >= 0x3000 && character <= 0x303F
                || character >= 0x3200 && character <= 0x33FF
                || character >= 0xFE30 && character <= 0xFE4F
                || character >= 0xFF01 && character <= 0xFF60
                || character >= 0xFFE0 && character <= 0xFFE6;
    }
}
