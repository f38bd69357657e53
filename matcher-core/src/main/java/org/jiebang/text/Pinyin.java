package org.jiebang.text;

import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.dictionary.py.PinyinDictionary;
import java.util.List;
import java.util.Locale;

/** Romanised forms of Chinese words: {@code lidianchi} and {@code ldc} for 锂电池. Letters and digits stand as they are. */
public final class Pinyin {
    private Pinyin() {}

    /** All syllables without tones, one after the other. */
    public static String full(String text) {
        return spell(text, false);
    }

    /** First letters of the syllables. */
    public static String initials(String text) {
        return spell(text, true);
    }

    private static String spell(String text, boolean initialsOnly) {
        String folded = TextNormalizer.fold(text);
        List<com.hankcs.hanlp.dictionary.py.Pinyin> syllables = HanLP.convertToPinyinList(folded);
        StringBuilder spelled = new StringBuilder();
        for (int i = 0; i < folded.length() && i < syllables.size(); i++) {
            com.hankcs.hanlp.dictionary.py.Pinyin syllable = syllables.get(i);
            char original = folded.charAt(i);
            if (syllable == com.hankcs.hanlp.dictionary.py.Pinyin.none5) {
                if (Character.isLetterOrDigit(original) && original < 0x80) {
                    spelled.append(original);
                }
            } else {
                String letters = syllable.getPinyinWithoutTone().toLowerCase(Locale.ROOT);
                spelled.append(initialsOnly ? letters.substring(0, 1) : letters);
            }
        }
        return spelled.toString();
    }

    /** Loads the dictionary, so that the first user does not wait for it. */
    public static void warmUp() {
        PinyinDictionary.convertToPinyin("预热");
    }
}
