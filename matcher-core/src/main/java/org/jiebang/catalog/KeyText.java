package org.jiebang.catalog;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as keys are made of it, see {@link LibraryRecord#normalized}. */
final class KeyText {
    private static final Pattern RANGE = Pattern.compile("(?<=\\d)\\s*[~\u2013\u2014-]+\\s*(?=\\d)");

    private static final Pattern WITHOUT_VALUE = Pattern.compile(
            "(?!(?<=\\d)[-./:](?=\\d)|(?<=[A-Za-z])[+#]|(?<=[A-Za-z][+])[+])[\\s\\p{Punct}\\p{IsPunctuation}]");

    private KeyText() {}

    static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC);
        String joined = RANGE.matcher(folded).replaceAll("-");
        return WITHOUT_VALUE.matcher(joined).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** Nothing to fold, as in most names of people and units. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean plain = character >= '\u4e00' && character <= '\u9fff'
                    || character >= 'a' && character <= 'z'
                    || character >= '0' && character <= '9';
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
