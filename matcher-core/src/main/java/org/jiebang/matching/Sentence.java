package org.jiebang.matching;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.Function;

/** One sentence in both languages of the platform. */
public record Sentence(String chinese, String english) {
    private static final String BUNDLE = "org.jiebang.matching.messages";
    private static final ResourceBundle CHINESE = ResourceBundle.getBundle(BUNDLE, Locale.SIMPLIFIED_CHINESE);
    private static final ResourceBundle ENGLISH = ResourceBundle.getBundle(BUNDLE, Locale.ENGLISH);

    static Sentence of(String key, Object... values) {
        return new Sentence(
                fill(CHINESE.getString(key), Name::chinese, values),
                fill(ENGLISH.getString(key), Name::english, values));
    }

    /** A value that is called otherwise in English. */
    record Name(String chinese, String english) {
        static final Name NONE = new Name("", "");
    }

    /** Puts values into {@code {0}}, {@code {1}} …; a message format would be parsed anew for each of some hundred sentences an answer. */
    private static String fill(String pattern, Function<Name, String> called, Object... values) {
        String sentence = pattern;
        for (int i = 0; i < values.length; i++) {
            sentence = sentence.replace(
                    "{" + i + "}", values[i] instanceof Name name ? called.apply(name) : String.valueOf(values[i]));
        }
        return sentence;
    }
}
