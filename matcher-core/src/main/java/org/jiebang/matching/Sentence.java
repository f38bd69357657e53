package org.jiebang.matching;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** One sentence in both languages of the platform. */
public record Sentence(String chinese, String english) {
    private static final String BUNDLE = "org.jiebang.matching.messages";
    private static final ResourceBundle CHINESE = ResourceBundle.getBundle(BUNDLE, Locale.SIMPLIFIED_CHINESE);
    private static final ResourceBundle ENGLISH = ResourceBundle.getBundle(BUNDLE, Locale.ENGLISH);

    static Sentence of(String key, Object... numbers) {
        return new Sentence(
                new MessageFormat(CHINESE.getString(key), Locale.SIMPLIFIED_CHINESE).format(numbers),
                new MessageFormat(ENGLISH.getString(key), Locale.ENGLISH).format(numbers));
    }
}
