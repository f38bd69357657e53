package org.jiebang.programme;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares the numbers of a rule with the words of the notice. */
final class Quote {
    private static final Pattern DIGITS = Pattern.compile("(\\d{1,12})(万(?!元))?");
    private static final String HAN = "零一二三四五六七八九";
    private static final Pattern ABOUT = Pattern.compile("约[\\d一二三四五六七八九十]");

    private Quote() {}

    /** Does the sentence name the number, in digits or, below a hundred, in Chinese? About (「约」) leaves room. */
    static boolean names(String quote, int number) {
        Matcher digits = DIGITS.matcher(quote);
        while (digits.find()) {
            long value = Long.parseLong(digits.group(1));
            if (value == number || digits.group(2) != null && value * 10_000 == number) {
                return true;
            }
        }
        return number < 100 && han(number).matcher(quote).find()
                || number == 4 && quote.contains("每季度")
                || ABOUT.matcher(quote).find();
    }

    /** How a number from 0 to 99 is written in Chinese. */
    private static Pattern han(int number) {
        if (number < 10) {
            return Pattern.compile(number == 2 ? "[二两]" : HAN.charAt(number) + "(?!般)");
        }
        String tens = number < 20 ? "" : HAN.substring(number / 10, number / 10 + 1);
        String ones = number % 10 == 0 ? "(?![一二三四五六七八九])" : HAN.substring(number % 10, number % 10 + 1);
        return Pattern.compile((tens.isEmpty() ? "(?<![二三四五六七八九])" : tens) + "十" + ones);
    }

    /** Numbers that the quoted sentence should name as well; a slip of the pen shows where it does not. */
    static List<Integer> numbers(Condition condition) {
        List<Integer> numbers = new ArrayList<>();
        switch (condition) {
            case Condition.Composition count -> {
                if (count.measure() != Measure.AFFILIATIONS) {
                    numbers.add(count.minimum());
                    numbers.add(count.maximum());
                    numbers.add(count.age());
                }
            }
            case Condition.Threshold threshold -> numbers.add(threshold.minimum());
            case Condition.Quota quota -> numbers.add(quota.maximum());
            case Condition.AmountCap cap ->
                numbers.add(cap.maximum().tenThousandYuan().intValue());
            case Condition.Places places -> {
                if (places.split().values().stream().distinct().count() > 1) {
                    numbers.addAll(places.split().values());
                } else {
                    numbers.add(places.total());
                }
            }
            case Condition.Disqualification incident -> numbers.add(incident.years());
            case Condition.Suspension suspension -> numbers.add(suspension.years());
            case Condition.Window window -> numbers.add(window.closes().day().getDayOfMonth());
            case Condition.Finish finish -> numbers.add(finish.by().getMonthValue());
            case Condition.Deliverable deliverable -> {
                numbers.add(deliverable.count() == 1 ? 0 : deliverable.count());
                numbers.add(deliverable.minimumCharacters());
                numbers.add(deliverable.maximumCharacters());
            }
            default -> {
                // No number to quote.
            }
        }
        numbers.removeIf(number -> number == 0 || number == Bound.UNLIMITED);
        return numbers;
    }
}
