package org.jiebang.programme;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers in the words of a notice. */
final class Quote {
    private static final Pattern DIGITS = Pattern.compile("(\\d+)(万(?!元))?");
    private static final Map<Integer, String> HAN =
            Map.of(1, "一(?!般)", 2, "[二两]", 3, "三", 4, "四|每季度", 5, "五", 6, "六", 7, "七", 8, "八", 9, "九", 10, "十");

    private static final Pattern ABOUT = Pattern.compile("约[\\d一二三四五六七八九十]");

    private Quote() {}

    /** Does the sentence name the number, in digits or, up to ten, in Chinese? About (「约」) leaves room. */
    static boolean names(String quote, int number) {
        Matcher digits = DIGITS.matcher(quote);
        while (digits.find()) {
            long value = Long.parseLong(digits.group(1));
            if (value == number || digits.group(2) != null && value * 10_000 == number) {
                return true;
            }
        }
        String han = HAN.get(number);
        return han != null && Pattern.compile(han).matcher(quote).find()
                || ABOUT.matcher(quote).find();
    }
}
