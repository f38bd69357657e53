package org.jiebang.ingest.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a notice as it is meant to be read: lines that a page width broke are joined, spaces between Chinese characters are gone,
 * digits are half and punctuation is full width (D-14, D-15). Every character knows where it stands in the original.
 */
final class NoticeText {
    private static final Pattern MARKER =
            Pattern.compile("^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\\d{1,2}[.、．](?!\\d)|（\\d{1,3}）|"
                    + "第[一二三四五六七八九十百]{1,4}[章条部]|附件|附表|附：|[①-⑳]|[一二三四五六七八九十]是|□|[^，。]{2,12}：).*");
    private static final Pattern DATE_LINE = Pattern.compile("^\\d{4}年\\d{1,2}月\\d{1,2}日.*");
    private static final Pattern NUMBER_OF_DOCUMENT =
            Pattern.compile("^.{0,24}[〔\\[【（「][\\d〇零一二三四五六七八九]{4}[〕\\]】）」]第?.{1,5}号$");
    private static final Pattern TITLE_END = Pattern.compile("(?:通知|公告|通告|指南|实施方案|工作方案|实施意见)$");
    private static final Pattern BODY = Pattern.compile(".*(?:协会|科协|厅|局|委员会|办公室|学会|人民政府)$");
    /** The longest line that a page width explains; a longer one is a whole paragraph. */
    private static final int PAGE_WIDTH = 90;
    /** A paragraph that a page break cut is at least so long; shorter ones without a stop are titles. */
    private static final int CUT_PARAGRAPH = 28;
    /** Fewer characters are a cell, no column. */
    private static final double NARROWEST = 12;
    /** Lines of one column differ by a character or so. */
    private static final double EVEN = 1.5;
    /** Lines before and behind that tell how wide the page is. */
    private static final int NEIGHBOURS = 6;

    /** One line of the original, cleaned. */
    private record Line(String text, List<Integer> origin, boolean afterBlank) {}

    private final String clean;
    private final int[] origin;

    private NoticeText(String clean, int[] origin) {
        this.clean = clean;
        this.origin = origin;
    }

    /** The cleaned text; paragraphs are parted by line breaks, cells of a table by tabs. */
    String clean() {
        return clean;
    }

    /** Index in the original of a character of the cleaned text. */
    int origin(int index) {
        return origin[index];
    }

    /** Index in the original behind the last character of a part of the cleaned text. */
    int originEnd(int end) {
        return end == 0 ? 0 : origin[end - 1] + 1;
    }

    static NoticeText of(String original) {
        List<Line> lines = lines(original);
        StringBuilder text = new StringBuilder(original.length());
        List<Integer> origin = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (i > 0 && !continues(lines, i)) {
                text.append('\n');
                origin.add(line.origin().getFirst());
            }
            text.append(line.text());
            origin.addAll(line.origin());
        }
        return new NoticeText(
                text.toString(), origin.stream().mapToInt(Integer::intValue).toArray());
    }

    private static List<Line> lines(String original) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        boolean blank = false;
        for (int end = 0; end <= original.length(); end++) {
            if (end == original.length() || original.charAt(end) == '\n' || original.charAt(end) == '\f') {
                Line line = line(original, start, end, blank);
                blank = line.text().isEmpty();
                if (!blank) {
                    lines.add(line);
                }
                start = end + 1;
            }
        }
        return lines;
    }

    private static Line line(String original, int start, int end, boolean afterBlank) {
        StringBuilder text = new StringBuilder();
        List<Integer> origin = new ArrayList<>();
        int from = start;
        int to = end;
        while (from < to && isGap(original.charAt(from))) {
            from++;
        }
        while (to > from && isGap(original.charAt(to - 1))) {
            to--;
        }
        for (int i = from; i < to; i++) {
            char letter = original.charAt(i);
            if (letter == '\t' || letter == '|' || letter == '｜') {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != '\t') {
                    text.append('\t');
                    origin.add(i);
                }
            } else if (isGap(letter)) {
                if (i > from && isLatin(original.charAt(i - 1)) && i + 1 < to && isLatin(original.charAt(i + 1))) {
                    text.append(' ');
                    origin.add(i);
                }
            } else {
                text.append(folded(original, i, from, to));
                origin.add(i);
            }
        }
        return new Line(text.toString(), origin, afterBlank);
    }

    private static boolean isGap(char letter) {
        return Character.isWhitespace(letter)
                || Character.isSpaceChar(letter)
                || letter == '\uFEFF'
                || letter == '\u200B';
    }

    private static boolean isLatin(char letter) {
        return letter < 128 && Character.isLetterOrDigit(letter);
    }

    private static char folded(String original, int at, int from, int to) {
        char letter = original.charAt(at);
        if (letter >= '！' && letter <= '～') {
            char half = (char) (letter - 0xFEE0);
            return Character.isLetterOrDigit(half) || half == '.' || half == '%' || half == '-' || half == '~'
                    ? half
                    : letter;
        }
        int place = ",:;()?!".indexOf(letter);
        boolean beside = at > from && isHan(original.charAt(at - 1)) || at + 1 < to && isHan(original.charAt(at + 1));
        if (place >= 0 && beside) {
            return "，：；（）？！".charAt(place);
        }
        return switch (letter) {
            case '„', '﹝', '〖' -> '〔';
            case '‟', '﹞', '〗' -> '〕';
            case '＂' -> '"';
            default -> letter;
        };
    }

    private static boolean isHan(char letter) {
        return letter >= '\u2E80' && letter <= '\u9FFF' || "）（〕〔”“《》、。，；：".indexOf(letter) >= 0;
    }

    /** Does a line carry on the one before? */
    private static boolean continues(List<Line> lines, int at) {
        String before = lines.get(at - 1).text();
        String next = lines.get(at).text();
        // No paragraph begins with a stop.
        if ("，、；。：）”》".indexOf(next.charAt(0)) >= 0 && before.indexOf('\t') < 0) {
            return true;
        }
        if (before.indexOf('\t') >= 0
                || next.indexOf('\t') >= 0
                || endsSentence(before)
                || DATE_LINE.matcher(next).matches()) {
            return false;
        }
        boolean marked = MARKER.matcher(next).matches();
        char last = before.charAt(before.length() - 1);
        if ("，、（“《".indexOf(last) >= 0) {
            return !marked || next.charAt(0) != '附';
        }
        if (marked) {
            return isNumberBroken(before, next);
        }
        if (isTitle(before)) {
            return false;
        }
        if (NUMBER_OF_DOCUMENT.matcher(next).find()
                || NUMBER_OF_DOCUMENT.matcher(before).find()
                || TITLE_END.matcher(before).find()) {
            return false;
        }
        if (before.startsWith("附件") || next.length() <= 20 && BODY.matcher(next).matches()) {
            return false;
        }
        boolean full = width(before) >= 0.85 * width(lines, at) || isColumn(lines, at);
        boolean cut = before.length() >= CUT_PARAGRAPH && lines.get(at).afterBlank();
        return before.length() <= PAGE_WIDTH && full || cut;
    }

    /** Lines of a narrow column of a table are about as wide as those beside them. */
    private static boolean isColumn(List<Line> lines, int at) {
        double width = width(lines.get(at - 1).text());
        boolean before = at > 1 && Math.abs(width - width(lines.get(at - 2).text())) <= EVEN;
        boolean behind = Math.abs(width - width(lines.get(at).text())) <= EVEN;
        return width >= NARROWEST && (before || behind);
    }

    /** A number that the page width cut from what it counts, 「建立 3」 and 「、提交……」, is no marker; all else that looks like one is. */
    private static boolean isNumberBroken(String before, String next) {
        return next.matches("\\d{1,2}、.*") && before.matches(".*[至到-]$");
    }

    private static boolean endsSentence(String text) {
        return "。；！？：".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    private static boolean isTitle(String text) {
        Matcher marker = MARKER.matcher(text);
        return marker.matches() && text.length() <= 22 && !text.contains("，") && !text.contains("。");
    }

    private static double width(List<Line> lines, int at) {
        double width = 12;
        for (int i = Math.max(0, at - NEIGHBOURS); i < Math.min(lines.size(), at + NEIGHBOURS); i++) {
            double length = width(lines.get(i).text());
            if (length <= PAGE_WIDTH) {
                width = Math.max(width, length);
            }
        }
        return width;
    }

    /** In Chinese characters; a Latin one takes half of the place. */
    private static double width(String line) {
        long latin = line.chars().filter(letter -> letter < 128).count();
        return line.length() - latin / 2.0;
    }
}
