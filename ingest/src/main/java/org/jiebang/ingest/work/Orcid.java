package org.jiebang.ingest.work;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Identifiers of researchers (ISO 27729), the last digit of which is a check. */
final class Orcid {
    private static final Pattern FORM = Pattern.compile("\\d{4}-\\d{4}-\\d{4}-\\d{3}[\\dXx]");

    private Orcid() {}

    /** The first identifier in a text; blank if there is none or its check digit is wrong. */
    static String in(String text) {
        Matcher found = FORM.matcher(text);
        return found.find() && checks(found.group()) ? found.group().toUpperCase(Locale.ROOT) : "";
    }

    /** ISO 7064 MOD 11-2. */
    private static boolean checks(String orcid) {
        String digits = orcid.replace("-", "");
        int total = 0;
        for (int i = 0; i < digits.length() - 1; i++) {
            total = (total + Character.digit(digits.charAt(i), 10)) * 2;
        }
        int check = (12 - total % 11) % 11;
        char last = digits.charAt(digits.length() - 1);
        return check == (last == 'X' || last == 'x' ? 10 : Character.digit(last, 10));
    }
}
