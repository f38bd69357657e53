package org.jiebang.ingest.notice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number with a unit and what compares it: 「不少于5个」, 「4000至5000字」, 「100名以上」, 「不超过80万元」.
 *
 * @param start first character, of the comparison if there is one before
 * @param end behind the last
 * @param number first character of the number itself
 * @param minimum null if there is only a greatest
 * @param maximum null if there is only a least; equal to the minimum if it is one number
 * @param bound what the words say of it
 */
record Count(
        int start,
        int end,
        int number,
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum,
        String unit,
        Bound bound) {
    /** How a number is meant. */
    enum Bound {
        LEAST,
        MOST,
        RANGE,
        ABOUT,
        BARE
    }

    private static final String UNITS = "个工作日|工作日|个月|万人次|人次|万元|亿元|元|周岁|岁|个百分点|百分点|平方米|场次|批次|课时|学时|分钟|小时|万条|万字|"
            + "个|项(?!目)|家|人(?![才民员工])|名|位(?!于)|场|次(?!年)|篇|份(?!额)|件(?!下)|条(?!件)|天|日|年|月(?!份?[底前])|字|%|套|支|台|门|课|部(?!门|分|署)|本(?!级|项|单|省|市)|所|座|款|种|类|"
            + "期|队|户|对(?!接)|亩|吨|倍|册|辆|处|只|道|轮|周(?!边)|页|T";
    private static final String LEAST = "满(?=[\\d一二三五])|不少于|不得少于|不应少于|不低于|不得低于|不应低于|不小于|至少|最少|最低|达到|达|超过|高于|多于|≥|>=|力争";
    private static final String MOST =
            "不超过|不得超过|不能超过|不应超过|不多于|不得多于|不高于|不得高于|不大于|最多|最高|至多|上限|控制在|(?<![期年权时])限[报推额]?|≤|<=|低于|少于";
    private static final String FILLER =
            "(?:地|每人每年|每年|每人|可|能|要|应|须|需|有|为|是|达|到|了|不超过|不得超过|申报|推荐|报送|承担|牵头|申请|支持|资助|成立|选择|参与|揭榜|提交|举办|建立|服务|完成|：|奖励|补助|给予)*";
    private static final Pattern COUNT =
            Pattern.compile("(?:(?:(?<most>" + MOST + ")|(?<least>" + LEAST + ")|(?<about>约|近|大约))" + FILLER
                    + "(?:[\\p{IsHan}]{2,14}的(?=\\d{1,3}(?:\\.\\d+)?%|[二三四五六七八九十]分之))?)?(?<![\\d.第A-Za-z])"
                    + "(?:(?<whole>[二三四五六七八九十])分之(?<parts>[一二三四五六七八九])|(?<first>" + Numeral.PATTERN
                    + ")(?<times>[万亿千百](?![元条字人])|万(?=余))?余?(?:(?<firstunit>" + UNITS
                    + ")?(?:-|—|–|~|～|至|到)+(?<second>" + Numeral.PATTERN
                    + ")(?<secondtimes>[万亿千百](?![元条字人]))?)?(?<unit>" + UNITS
                    + "))(?:（含）|（含[^）]{1,12}）)?(?<post>及?(?:（含）)?以上|及?以下|以内|之内|之间|左右|余)?");
    /** Words in which a Chinese number counts nothing. */
    private static final Pattern NO_NUMBER =
            Pattern.compile("^(?:[一千百万两]方|一般|一致|一定|一批|一系列|一体|一并|一线|一律|一类|千方|一对一|一次性|一流|一级|二级|三级|一部|一处|一道|一周)");

    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

    /** All counts of a text outside of the given dates, in its order. */
    static List<Count> find(String text, List<Day> dates) {
        List<Count> found = new ArrayList<>();
        Matcher count = COUNT.matcher(text);
        int from = 0;
        while (from < text.length() && count.find(from)) {
            if (count.group("whole") != null) {
                found.add(fraction(count));
                from = count.end();
                continue;
            }
            int start = count.start("first");
            from = Math.max(count.end(), count.start() + 1);
            boolean inDate = dates.stream().anyMatch(day -> day.start() <= start && start < day.end());
            if (inDate) {
                from = start + 1;
                continue;
            }
            boolean place = count.group("first").matches("[百千]|[百千]{2}");
            boolean idle = place
                    || NO_NUMBER
                            .matcher(text.substring(start, Math.min(text.length(), start + 4)))
                            .find()
                    || count.group("unit").equals("年") && count.group("first").length() == 4
                    || start > 0 && "第同统唯任某逐新".indexOf(text.charAt(start - 1)) >= 0;
            if (!idle) {
                found.add(read(count));
            }
        }
        return found;
    }

    private static Count read(Matcher count) {
        String unit = count.group("unit");
        BigDecimal factor = unit.equals("亿元") ? TEN_THOUSAND : BigDecimal.ONE;
        String plainUnit = unit.equals("亿元") ? "万元" : unit;
        String times = times(count, "times");
        BigDecimal first = Numeral.value(count.group("first"), times).multiply(factor);
        if (unit.equals("万人次")) {
            plainUnit = "人次";
            first = first.movePointRight(4);
        }
        if (unit.equals("元")) {
            // 「五十万元」 is read as 五十万 and 元.
            first = first.movePointLeft(4);
            plainUnit = "万元";
        }
        String post = count.group("post") == null ? "" : count.group("post").replace("（含）", "");
        BigDecimal second = null;
        if (count.group("second") != null) {
            second = Numeral.value(count.group("second"), times(count, "secondtimes"))
                    .multiply(factor);
            if (unit.equals("元")) {
                second = second.movePointLeft(4);
                if (times.isEmpty() && !times(count, "secondtimes").isEmpty()) {
                    first = first.movePointRight(4);
                }
            }
        }
        Bound bound = bound(count, post, second != null);
        first = first.stripTrailingZeros();
        return new Count(
                count.start(),
                count.end(),
                count.start("first"),
                bound == Bound.MOST ? null : first,
                bound == Bound.LEAST ? null : second == null ? first : second.stripTrailingZeros(),
                plainUnit,
                bound);
    }

    /** 「不超过总支出的三分之一」, in percent to two places. */
    private static Count fraction(Matcher count) {
        BigDecimal percent = BigDecimal.valueOf(100 * Numeral.written(count.group("parts")))
                .divide(BigDecimal.valueOf(Numeral.written(count.group("whole"))), 2, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        Bound bound = bound(count, count.group("post") == null ? "" : count.group("post"), false);
        return new Count(
                count.start(),
                count.end(),
                count.start("whole"),
                bound == Bound.MOST ? null : percent,
                bound == Bound.LEAST ? null : percent,
                "%",
                bound);
    }

    private static String times(Matcher count, String group) {
        return count.group(group) == null ? "" : count.group(group);
    }

    private static Bound bound(Matcher count, String post, boolean two) {
        if (two) {
            return Bound.RANGE;
        }
        if (count.group("most") != null || post.endsWith("以下") || post.endsWith("内")) {
            return Bound.MOST;
        }
        if (count.group("least") != null || post.endsWith("以上")) {
            return Bound.LEAST;
        }
        return count.group("about") != null || post.equals("左右") || post.equals("余") ? Bound.ABOUT : Bound.BARE;
    }

    boolean isMoney() {
        return unit.equals("万元");
    }

    /** The number as it counts: the least where there is one, else the greatest. */
    BigDecimal value() {
        return minimum == null ? java.util.Objects.requireNonNull(maximum) : minimum;
    }

    /** The greatest of what is named. */
    BigDecimal most() {
        return maximum == null ? value() : maximum;
    }

    boolean isWhole() {
        return value().stripTrailingZeros().scale() <= 0 && value().compareTo(BigDecimal.valueOf(100_000_000)) < 0;
    }

    /** 「≥5个」, 「≤30万元」, 「4000-5000字」, 「≈50项」; for lists and comparisons. */
    String written() {
        return switch (bound) {
            case LEAST -> "≥" + plain(value()) + unit;
            case MOST -> "≤" + plain(value()) + unit;
            case RANGE -> plain(value()) + "-" + plain(most()) + unit;
            case ABOUT -> "≈" + plain(value()) + unit;
            case BARE -> plain(value()) + unit;
        };
    }

    static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
