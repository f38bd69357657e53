package org.jiebang.ingest.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Puts printed pages together again: what stands at the head or foot of each, and their numbers, is no part of the text. */
public final class Pages {
    /** Lines at the head and at the foot that may be repeated. */
    private static final int EDGE = 2;

    private static final Pattern NUMBER =
            Pattern.compile("(?:第|[-—–·]\\s*)?\\d{1,4}(?:\\s*[/／]\\s*\\d{1,4})?(?:\\s*[-—–·]|页)?(?:，?共\\d+页)?");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern GAPS = Pattern.compile("\\s+");

    private Pages() {}

    /**
     * The text of all pages without running heads and page numbers.
     *
     * @param pages the text of each, in lines
     */
    public static String joined(List<String> pages) {
        List<List<String>> lines = pages.stream().map(Pages::lines).toList();
        Set<String> heads = repeated(lines, false);
        Set<String> feet = repeated(lines, true);
        StringBuilder text = new StringBuilder();
        for (int page = 0; page < lines.size(); page++) {
            List<String> left = lines.get(page);
            int from = 0;
            while (from < Math.min(EDGE, left.size()) && isRunning(left.get(from), heads, page + 1)) {
                from++;
            }
            int to = left.size();
            while (to > Math.max(from, left.size() - EDGE) && isRunning(left.get(to - 1), feet, page + 1)) {
                to--;
            }
            left.subList(from, to).forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }

    private static List<String> lines(String page) {
        return page.lines().filter(line -> !line.isBlank()).toList();
    }

    /** Lines at one edge of most pages, numbers aside. */
    private static Set<String> repeated(List<List<String>> pages, boolean foot) {
        Map<String, Integer> counts = new HashMap<>();
        for (List<String> page : pages) {
            List<String> turned = foot ? page.reversed() : page;
            turned.stream()
                    .limit(EDGE)
                    .filter(line -> !NUMBER.matcher(line.strip()).matches())
                    .distinct()
                    .forEach(line -> counts.merge(likeness(line), 1, Integer::sum));
        }
        List<String> repeated = new ArrayList<>();
        counts.forEach((line, count) -> {
            if (count >= 2 && count * 2 > pages.size()) {
                repeated.add(line);
            }
        });
        return Set.copyOf(repeated);
    }

    private static String likeness(String line) {
        return DIGITS.matcher(GAPS.matcher(line).replaceAll("")).replaceAll("0");
    }

    private static boolean isRunning(String line, Set<String> repeated, int page) {
        String plain = line.strip();
        boolean number = NUMBER.matcher(plain).matches()
                && (plain.startsWith("第") || !Character.isDigit(plain.charAt(0)) || isOf(plain, page));
        return number || repeated.contains(likeness(line));
    }

    private static boolean isOf(String line, int page) {
        return line.split("\\D", 2)[0].equals(Integer.toString(page));
    }
}
