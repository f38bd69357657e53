package org.jiebang.form;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jiebang.matching.Sentence;

/** Sentences of this package in both languages. */
final class Words {
    private static final String BUNDLE = "org.jiebang.form.messages";
    private static final ResourceBundle CHINESE = ResourceBundle.getBundle(BUNDLE, Locale.SIMPLIFIED_CHINESE);
    private static final ResourceBundle ENGLISH = ResourceBundle.getBundle(BUNDLE, Locale.ENGLISH);

    private Words() {}

    static Sentence message(Finding finding) {
        return sentence("found.", finding);
    }

    static Sentence remedy(Finding finding) {
        return sentence("mend.", finding);
    }

    private static Sentence sentence(String prefix, Finding finding) {
        String key = prefix + finding.code();
        return switch (finding) {
            case Finding.Missing missing -> of(key, missing.label());
            case Finding.Unknown unknown -> of(key, unknown.field());
            case Finding.TooLong tooLong ->
                of(key, tooLong.found(), tooLong.limit(), tooLong.found() - tooLong.limit());
            case Finding.TooManyRows rows -> of(key, rows.found(), rows.limit(), rows.found() - rows.limit());
            case Finding.TooMuch much ->
                of(
                        key,
                        plain(much.found()),
                        plain(much.limit()),
                        plain(much.found().subtract(much.limit())));
            case Finding.NotAllowed not -> of(key, not.value(), String.join("、", not.allowed()));
            case Finding.Malformed malformed ->
                of(malformed.example().isEmpty() ? key + ".CODE" : key, malformed.value(), malformed.example());
            case Finding.Unequal unequal ->
                of(
                        key,
                        unequal.left(),
                        plain(unequal.leftSum()),
                        unequal.right(),
                        plain(unequal.rightSum()),
                        plain(unequal.leftSum().subtract(unequal.rightSum()).abs()));
            case Finding.Same same -> of(key, same.first(), same.second(), same.value());
            case Finding.Outside outside -> of(key, outside.found(), outside.period());
        };
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    private static Sentence of(String key, Object... values) {
        return new Sentence(fill(CHINESE.getString(key), values), fill(ENGLISH.getString(key), values));
    }

    /** In one pass: a value may itself hold braces. */
    private static String fill(String pattern, Object... values) {
        StringBuilder filled = new StringBuilder(pattern.length() + 32);
        int at = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', at)) {
            int close = pattern.indexOf('}', open);
            filled.append(pattern, at, open).append(values[Integer.parseInt(pattern.substring(open + 1, close))]);
            at = close + 1;
        }
        return filled.append(pattern, at, pattern.length()).toString();
    }
}
