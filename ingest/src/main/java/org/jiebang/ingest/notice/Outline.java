package org.jiebang.ingest.notice;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the numbering of a notice: annexes, 一、, （一）, 1., （1）, ①, whether they begin a paragraph or stand in it. */
final class Outline {
    private static final String[] MARKERS = {
        "(附件\\d{0,2}|附表\\d{0,2})：?(?=$|[^：\\d])",
        "(?:([一二三四五六七八九十]{1,3})[、.．]|(第[一二三四五六七八九十]{1,3}[章部]分?)|([一二三四五六七八九十]是))",
        "(（[一二三四五六七八九十]{1,3}）)、?",
        "(?:(\\d{1,2})[.、．](?!\\d)|(第[一二三四五六七八九十百]{1,4}条))",
        "(（\\d{1,3}）)|(\\d{1,2}）)",
        "([①-⑳])"
    };
    private static final Pattern[] LEVELS = new Pattern[MARKERS.length];
    /** Numbers within a paragraph; they begin behind a stop, or carry on a count. */
    private static final Pattern INLINE =
            Pattern.compile("（(\\d{1,3})）|(?<=[。；：])(\\d{1,2})[.、．](?!\\d)|([①-⑳])|(?<=[。；：])([一二三四五六七八九十])是(?!否)");

    static {
        for (int i = 0; i < MARKERS.length; i++) {
            LEVELS[i] = Pattern.compile("^(?:" + MARKERS[i] + ")");
        }
    }

    private static final Pattern LABEL = Pattern.compile(
            "^[\\p{IsHan}（）]{0,6}(?:内容|目标|任务|举措|措施|类型|数量|名额|条件|要求|对象|标准|方式|强度|额度|单位|范围|期限|周期|时间|时限|指标|成果|规模)：");
    private static final Pattern LIST = Pattern.compile("下列|以下|如下|之一");
    private static final int LONGEST_TITLE = 34;

    private final String text;
    private final Item root;
    private Item current;

    private Outline(String text) {
        this.text = text;
        root = new Item(-1, "", "", 0, 0, null);
        current = root;
    }

    static Item of(String clean) {
        Outline outline = new Outline(clean);
        int start = 0;
        for (int end = 0; end <= clean.length(); end++) {
            if (end == clean.length() || clean.charAt(end) == '\n') {
                if (end > start) {
                    outline.paragraph(start, end);
                }
                start = end + 1;
            }
        }
        return outline.root;
    }

    private void paragraph(int start, int end) {
        int from = start;
        int previous = 0;
        Matcher inline = INLINE.matcher(text).region(start, end).useTransparentBounds(true);
        while (inline.find()) {
            int number = number(inline);
            boolean begins = inline.start() == start || "。；：，、".indexOf(text.charAt(inline.start() - 1)) >= 0;
            if (number > 0 && (number == previous + 1 && previous > 0 || begins && previous == 0)) {
                if (inline.start() > from) {
                    piece(from, inline.start());
                }
                from = inline.start();
                previous = number;
            }
        }
        piece(from, end);
    }

    private static int number(Matcher inline) {
        for (int group = 1; group <= 2; group++) {
            if (inline.group(group) != null) {
                return Integer.parseInt(inline.group(group));
            }
        }
        return inline.group(3) != null ? inline.group(3).charAt(0) - '①' + 1 : (int) Numeral.written(inline.group(4));
    }

    private void piece(int start, int end) {
        for (int i = 0; i < LEVELS.length; i++) {
            int level = 2 * i;
            Matcher marker = LEVELS[i].matcher(text).region(start, end);
            if (marker.find() && !(i == 0 && end - start > LONGEST_TITLE)) {
                String number = group(marker);
                int depth = number.endsWith("是") ? Item.COUNTED : number.endsWith("条") ? Item.ARTICLE : level;
                current = new Item(depth, number, title(marker.end(), end), marker.end(), end, above(depth));
                return;
            }
        }
        // 「有下列情形之一的，不得申报：」 and 「申报条件：」 take in the numbers that follow.
        Matcher label = LABEL.matcher(text).region(start, end);
        if (text.charAt(end - 1) == '：' || label.find()) {
            boolean list = LIST.matcher(text).region(start, end).find();
            int depth = list ? Item.LIST : Item.PART;
            current = new Item(depth, "", title(start, end), start, end, above(depth));
        } else {
            Item paragraph = new Item(Item.PARAGRAPH, "", title(start, end), start, end, null);
            paragraph.below(current);
        }
    }

    private static String group(Matcher marker) {
        for (int i = 1; i <= marker.groupCount(); i++) {
            if (marker.group(i) != null) {
                return marker.group(i);
            }
        }
        return "";
    }

    private Item above(int level) {
        Item above = current;
        while (above != root && above.level() >= level) {
            above = Objects.requireNonNullElse(above.parent(), root);
        }
        return above;
    }

    private String title(int start, int end) {
        int stop = start;
        while (stop < end && "。：；\t".indexOf(text.charAt(stop)) < 0) {
            stop++;
        }
        return stop - start > LONGEST_TITLE ? "" : text.substring(start, stop);
    }
}
