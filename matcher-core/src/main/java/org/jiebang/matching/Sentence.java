package org.jiebang.matching;

import java.util.Locale;
import java.util.ResourceBundle;

/** One sentence in both languages of the platform. */
public record Sentence(String chinese, String english) {
    private static final String BUNDLE = "org.jiebang.matching.messages";
    private static final ResourceBundle CHINESE = ResourceBundle.getBundle(BUNDLE, Locale.SIMPLIFIED_CHINESE);
    private static final ResourceBundle ENGLISH = ResourceBundle.getBundle(BUNDLE, Locale.ENGLISH);

    static Sentence of(String key, Object... values) {
        return new Sentence(fill(CHINESE.getString(key), values), fill(ENGLISH.getString(key), values));
    }

    /** Puts values into {@code {0}}, {@code {1}} …; a message format would be parsed anew for each of some hundred sentences an answer. */
    private static String fill(String pattern, Object... values) {
        String sentence = pattern;
        for (int i = 0; i < values.length; i++) {
            sentence = sentence.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return sentence;
    }
}
