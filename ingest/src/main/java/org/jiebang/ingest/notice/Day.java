package org.jiebang.ingest.notice;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A day, a part of a month or a month that a text names, or a range of them.
 *
 * @param start first character
 * @param end behind the last character
 * @param first first day of what is named
 * @param last last day of what is named
 * @param hour of the last day; null if none is named
 * @param range two dates are named
 * @param weekday 1 (Monday) to 7 as the text says it of the last day; 0 if it says none
 */
record Day(
        int start,
        int end,
        LocalDate first,
        LocalDate last,
        @Nullable LocalTime hour,
        boolean range,
        int weekday) {
    private static final String DIGITS = "[\\d〇零一二三四五六七八九十]";
    private static final String PART = "(?:(?<d@>" + DIGITS + "{1,3})[日号]|(?<p@>底|末|上旬|中旬|下旬|初)|份)?";
    private static final String MONTH =
            "(?:(?<y@>" + DIGITS + "{4})年度?|(?<rel@>当年|本年|今年|次年|翌年|明年))?(?<m@>" + DIGITS + "{1,2})月" + PART;
    private static final String NUMERIC = "(?<ny@>20\\d\\d)[-/.](?<nm@>\\d{1,2})[-/.](?<nd@>\\d{1,2})(?!\\d)";
    private static final String YEAR_END =
            "(?:(?<ey@>" + DIGITS + "{4})年|当年|今年|(?<next@>次年|翌年|明年))?(?:年底|年末|底(?=前|之前))";
    private static final String HOUR = "(?:（?(?:星期|周)(?<week>[一二三四五六日天])）?)?"
            + "(?:(?<half>上午|下午|晚上?|中午|北京时间)?(?<h>\\d{1,2}|[一二三四五六七八九十]{1,3})(?:[:：](?<min>\\d{2})(?:[:：]\\d{2})?|[点时](?!间)(?:(?<min2>\\d{1,2})分)?(?<halfhour>半)?整?))?";
    private static final Pattern RANGE = Pattern.compile("(?<![\\d第])(?:" + one("a") + ")" + HOUR.replace("<", "<a")
            + "(?:起)?(?:至|到|-|—|–|~|～)+(?:" + one("b") + "|(?<bd>\\d{1,2})日)" + HOUR);
    private static final Pattern MONTHS =
            Pattern.compile("(?<![\\d第])(?:(?<y>\\d{4})年)?(?<m>\\d{1,2})(?:至|到|-|—|~)(?<n>\\d{1,2})月份?");
    private static final Pattern SINGLE = Pattern.compile("(?<![\\d第])(?:" + one("b") + ")" + HOUR);

    private static String one(String name) {
        return ("(?:" + MONTH + "|" + NUMERIC + "|" + YEAR_END + ")").replace("@", name);
    }

    /**
     * All dates of a text, in its order. A month without a year lies in the year given.
     *
     * @param year of the notice
     */
    static List<Day> find(String text, int year) {
        List<Day> found = new ArrayList<>();
        boolean[] taken = new boolean[text.length()];
        ranges(text, year, taken, found);
        Matcher months = MONTHS.matcher(text);
        while (months.find()) {
            if (free(taken, months.start(), months.end())) {
                int of = months.group("y") == null ? year : Integer.parseInt(months.group("y"));
                YearMonth from = month(of, months.group("m"));
                YearMonth to = month(of, months.group("n"));
                if (from != null && to != null && !to.isBefore(from)) {
                    take(taken, months.start(), months.end());
                    found.add(new Day(months.start(), months.end(), from.atDay(1), to.atEndOfMonth(), null, true, 0));
                }
            }
        }
        Matcher single = SINGLE.matcher(text);
        while (single.find()) {
            LocalDate[] days = days(single, "b", year, null);
            if (days != null && free(taken, single.start(), single.end())) {
                take(taken, single.start(), single.end());
                found.add(
                        new Day(single.start(), single.end(), days[0], days[1], hour(single), false, weekday(single)));
            }
        }
        found.sort(java.util.Comparator.comparingInt(Day::start));
        return found;
    }

    private static void ranges(String text, int year, boolean[] taken, List<Day> found) {
        Matcher range = RANGE.matcher(text);
        while (range.find()) {
            LocalDate[] from = days(range, "a", year, null);
            if (from == null) {
                continue;
            }
            LocalDate[] to = range.group("bd") == null
                    ? days(range, "b", from[0].getYear(), from[0])
                    : sameMonth(from[0], range.group("bd"));
            if (to != null && !to[1].isBefore(from[0])) {
                take(taken, range.start(), range.end());
                found.add(new Day(range.start(), range.end(), from[0], to[1], hour(range), true, weekday(range)));
            }
        }
    }

    private static LocalDate @Nullable [] sameMonth(LocalDate from, String day) {
        try {
            LocalDate date = from.withDayOfMonth(Integer.parseInt(day));
            return new LocalDate[] {date, date};
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * First and last day of what is named; null if there is no such day.
     *
     * @param after a day without year is not before this one; null if there is none
     */
    private static LocalDate @Nullable [] days(Matcher text, String name, int year, @Nullable LocalDate after) {
        try {
            if (text.group("ny" + name) != null) {
                LocalDate day = LocalDate.of(
                        number(text.group("ny" + name)),
                        number(text.group("nm" + name)),
                        number(text.group("nd" + name)));
                return new LocalDate[] {day, day};
            }
            if (text.group("m" + name) == null) {
                String named = text.group("ey" + name);
                int of = named != null ? number(named) : text.group("next" + name) != null ? year + 1 : year;
                return new LocalDate[] {LocalDate.of(of, 12, 1), LocalDate.of(of, 12, 31)};
            }
            String named = text.group("y" + name);
            String relative = text.group("rel" + name);
            boolean next = relative != null && "次年翌年明年".contains(relative);
            int of = named != null ? number(named) : next ? year + 1 : year;
            LocalDate[] days = days(
                    YearMonth.of(of, number(text.group("m" + name))), text.group("d" + name), text.group("p" + name));
            boolean past = after != null && named == null && days[1].isBefore(after);
            return past ? new LocalDate[] {days[0].plusYears(1), days[1].plusYears(1)} : days;
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    private static LocalDate[] days(YearMonth month, @Nullable String day, @Nullable String part) {
        if (day != null) {
            LocalDate date = month.atDay(number(day));
            return new LocalDate[] {date, date};
        }
        return switch (part == null ? "" : part) {
            case "上旬", "初" -> new LocalDate[] {month.atDay(1), month.atDay(10)};
            case "中旬" -> new LocalDate[] {month.atDay(11), month.atDay(20)};
            case "下旬" -> new LocalDate[] {month.atDay(21), month.atEndOfMonth()};
            case "底", "末" -> new LocalDate[] {month.atEndOfMonth(), month.atEndOfMonth()};
            default -> new LocalDate[] {month.atDay(1), month.atEndOfMonth()};
        };
    }

    private static @Nullable YearMonth month(int year, String month) {
        int number = Integer.parseInt(month);
        return number >= 1 && number <= 12 ? YearMonth.of(year, number) : null;
    }

    private static int number(String written) {
        return (int) (written.charAt(0) < 128 ? Long.parseLong(written) : Numeral.written(written));
    }

    /** 24 o'clock is the end of the day, as no hour is. */
    private static @Nullable LocalTime hour(Matcher text) {
        if (text.group("h") == null) {
            return null;
        }
        int hour = number(text.group("h"));
        String half = text.group("half") == null ? "" : text.group("half");
        if (hour < 12 && (half.equals("下午") || half.startsWith("晚"))) {
            hour += 12;
        }
        String named = text.group("min") == null ? text.group("min2") : text.group("min");
        int minute = text.group("halfhour") != null ? 30 : named == null ? 0 : Integer.parseInt(named);
        return hour > 23 || minute > 59 || hour == 23 && minute == 59 ? null : LocalTime.of(hour, minute);
    }

    private static int weekday(Matcher text) {
        String named = text.group("week");
        return named == null ? 0 : "一二三四五六日".indexOf(named.replace('天', '日')) + 1;
    }

    private static boolean free(boolean[] taken, int start, int end) {
        for (int i = start; i < end; i++) {
            if (taken[i]) {
                return false;
            }
        }
        return true;
    }

    private static void take(boolean[] taken, int start, int end) {
        java.util.Arrays.fill(taken, start, end, true);
    }
}
