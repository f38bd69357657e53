package org.jiebang.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds quantities in a text: single bounds (温度 ≥ 600 ℃, 寿命不低于 2000 h, 误差 3% 以内), ranges (20~80 ℃, 5 mm 至 8 mm), tolerances (25±2 ℃) and
 * changes (由 78% 提高到 95%, of which the aim counts; 能耗降低 15% is a fall of at least
 * 15%). Values are brought to the basic unit of their dimension. A number without a comparison
 * is the value itself. Pure functions.
 */
public final class Quantities {
    private static final String NUMBER = "(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?(?:[×x*]10\\^?-?\\d+)?[万亿]?";
    private static final String UNIT = "(?:" + Unit.pattern() + ")";
    private static final String AT_LEAST = "≥|>=|>|不低于|不小于|不少于|大于等于|大于或等于|大于|高于|超过|多于|至少|(?:提高|提升|增加|上升|增长|提)[到至]|达到?";
    private static final String AT_MOST = "≤|<=|<|不高于|不大于|不超过|不多于|小于等于|小于或等于|小于|低于|少于|至多|控制在|(?:降低|下降|减少|缩短|压缩|降)[到至]";

    /** By how much something changes, at least: 能耗降低 15 %. */
    private static final String CHANGE = "(?:提高|提升|增加|增长|上升|降低|下降|减少|缩短|节约)";

    /** Property, comparison, number or range, unit, and what may stand behind. */
    private static final Pattern STATEMENT = Pattern.compile("(?<from>(?:由|从)[-±]?(?:" + NUMBER + ")\\s*(?:" + UNIT
            + ")?\\s*)?(?:(?<least>" + AT_LEAST + ")|(?<most>" + AT_MOST
            + ")|(?<change>" + CHANGE
            + ")|(?<better>优于|好于)|(?:约为|约|为|是|在|:|=)?)\\s*(?:了|约|到|至)?\\s*(?<sign>[-±])?\\s*(?<first>" + NUMBER
            + ")\\s*(?<firstunit>" + UNIT + ")?(?:\\s*(?<joint>[~±-]|至|到)\\s*(?<second>" + NUMBER + "))?\\s*(?<unit>"
            + UNIT + ")?\\s*(?<behind>以上|以下|以内|之内|及以上|及以下)?");

    /** Properties of which better is less. */
    private static final Pattern SMALL_IS_GOOD = Pattern.compile("精度|误差|偏差|粗糙度|噪声|损耗|不良|缺陷|漏检|误检|公差");

    private static final BigDecimal OLDEST_YEAR = new BigDecimal(1900);

    private static final Pattern SCIENTIFIC = Pattern.compile("(?<base>[\\d.]+)[×x*]10\\^?(?<power>-?\\d+)");

    /** What stands before a number and names its property; a clause, a conjunction or a verb ends it. */
    private static final Pattern PROPERTY = Pattern.compile("[\\p{IsHan}A-Za-z0-9·()/-]{2,16}$");

    private static final Pattern LEAD = Pattern.compile(
            "^.*(?:要求|其中|以及|并且|同时|使得|使(?!用)|将|和|与|及|且|可|能|需|应|的|在|达到|实现|保证|满足)(?=[\\p{IsHan}A-Za-z]{2})");
    private static final Pattern TRAIL = Pattern.compile(
            "(?:达到|可达|应达|能够|可以|需要|要求|必须|范围|为|是|由|从|约|在|应|需|可|仍|已|(?<!平)均|(?<![规原])则" + "|(?<![性功潜产节动热电势机智])能)+$");

    /** p &lt; 0.05 of a paper says how sure a finding is. */
    private static final Pattern SIGNIFICANCE = Pattern.compile("(?:^|[^A-Za-z])[pP]\\s*$");

    /** The longest property that is looked for, in characters. */
    private static final int LONGEST_PROPERTY = 16;

    private Quantities() {}

    /** All quantities in the order of the text. Bare numbers without unit and comparison are passed over: they are years or counts. */
    public static List<Quantity> find(String text) {
        String plain = plain(text);
        List<Quantity> found = new ArrayList<>();
        Matcher statement = STATEMENT.matcher(plain);
        int from = 0;
        int last = 0;
        while (statement.find(from)) {
            from = Math.max(statement.end(), statement.start() + 1);
            Optional<Quantity> quantity =
                    continuesWord(plain, statement) ? Optional.empty() : read(plain, statement, last);
            if (quantity.isPresent()) {
                found.add(quantity.get());
                last = quantity.get().end();
            }
        }
        return found;
    }

    /** A number that is part of a name, as the 9001 of ISO9001 or the 2 of CO2. */
    private static boolean continuesWord(String plain, Matcher statement) {
        int first = statement.start("first");
        return first > 0 && (isLatin(plain.charAt(first - 1)) || plain.charAt(first - 1) == '.')
                || isRatio(plain, statement.start())
                || isRatio(plain, statement.end())
                || continuesName(plain, statement.end())
                || statement.end() < plain.length()
                        && statement.group("unit") == null
                        && statement.group("firstunit") == null
                        && isLatin(plain.charAt(statement.end()));
    }

    /** The colon of 1:2.4. */
    private static boolean isRatio(String plain, int at) {
        return at > 0
                && at + 1 < plain.length()
                && plain.charAt(at) == ':'
                && Character.isDigit(plain.charAt(at - 1))
                && Character.isDigit(plain.charAt(at + 1));
    }

    /** The 2K of 2K-H, which is no temperature. */
    private static boolean continuesName(String plain, int end) {
        return end + 1 < plain.length()
                && isLatin(plain.charAt(end - 1))
                && plain.charAt(end) == '-'
                && isLatin(plain.charAt(end + 1));
    }

    private static boolean isLatin(char character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
    }

    /**
     * @param last where the statement before ends, for what it says is no part of this property
     */
    private static Optional<Quantity> read(String plain, Matcher statement, int last) {
        String written = Optional.ofNullable(statement.group("unit"))
                .orElse(Optional.ofNullable(statement.group("firstunit")).orElse(""));
        String behind = Optional.ofNullable(statement.group("behind")).orElse("");
        String before = plain.substring(Math.max(last, statement.start() - LONGEST_PROPERTY), statement.start());
        if (SIGNIFICANCE.matcher(before).find()) {
            return Optional.empty();
        }
        String named = named(before.stripTrailing());
        String property = TRAIL.matcher(named).replaceFirst("");
        int start = statement.start() - before.length() + before.stripTrailing().length() - named.length();
        String change = Optional.ofNullable(statement.group("change")).orElse("");
        boolean better = statement.group("better") != null;
        boolean less = better && SMALL_IS_GOOD.matcher(property).find();
        boolean atLeast =
                statement.group("least") != null || behind.endsWith("以上") || !change.isEmpty() || better && !less;
        boolean atMost = statement.group("most") != null || behind.endsWith("以下") || behind.endsWith("内") || less;
        BigDecimal first = number(statement.group("first"));
        if (written.isEmpty() && !atLeast && !atMost || isYear(written, first, atLeast || atMost)) {
            return Optional.empty();
        }
        String sign = Optional.ofNullable(statement.group("sign")).orElse("");
        if (sign.equals("-")) {
            first = first.negate();
        }
        Optional<Unit> unit = Unit.find(written);
        Bounds bounds = bounds(statement, first, sign, atLeast, atMost);
        BigDecimal least = basic(bounds.least(), unit);
        BigDecimal most = basic(bounds.most(), unit);
        return Optional.of(new Quantity(
                property + change,
                least,
                most,
                unit.map(Unit::basic).orElse(""),
                property.isEmpty() ? statement.start() : start,
                endOf(plain, statement.end())));
    }

    /** 2005 年 is a date, 5 年 a span of time. */
    private static boolean isYear(String unit, BigDecimal value, boolean compared) {
        return unit.equals("年") && !compared && value.compareTo(OLDEST_YEAR) >= 0;
    }

    private record Bounds(
            @Nullable BigDecimal least, @Nullable BigDecimal most) {}

    private static Bounds bounds(Matcher statement, BigDecimal first, String sign, boolean atLeast, boolean atMost) {
        String joint = Optional.ofNullable(statement.group("joint")).orElse("");
        if (sign.equals("±")) {
            return new Bounds(first.negate(), first);
        }
        if (!joint.isEmpty()) {
            BigDecimal second = number(statement.group("second"));
            if (joint.equals("±")) {
                return new Bounds(first.subtract(second), first.add(second));
            }
            return new Bounds(first.min(second), first.max(second));
        }
        return new Bounds(atMost && !atLeast ? null : first, atLeast && !atMost ? null : first);
    }

    private static @Nullable BigDecimal basic(@Nullable BigDecimal value, Optional<Unit> unit) {
        if (value == null) {
            return null;
        }
        BigDecimal basic = unit.map(known -> known.toBasic(value)).orElse(value).stripTrailingZeros();
        return basic.scale() < 0 ? basic.setScale(0) : basic;
    }

    private static int endOf(String plain, int end) {
        int last = end;
        while (last > 0 && Character.isWhitespace(plain.charAt(last - 1))) {
            last--;
        }
        return last;
    }

    /** What names the property before a number, up to it: what is left of the clause without what leads to it. */
    private static String named(String before) {
        Matcher property = PROPERTY.matcher(before);
        if (!property.find()) {
            return "";
        }
        String name = LEAD.matcher(property.group()).replaceFirst("");
        Matcher trail = TRAIL.matcher(name);
        return trail.find() && trail.start() < 2 ? "" : name;
    }

    private static BigDecimal number(String written) {
        String digits = written.replace(",", "");
        BigDecimal times = BigDecimal.ONE;
        if (digits.endsWith("万")) {
            times = new BigDecimal("1e4");
        } else if (digits.endsWith("亿")) {
            times = new BigDecimal("1e8");
        }
        digits = digits.replaceAll("[万亿]$", "");
        Matcher scientific = SCIENTIFIC.matcher(digits);
        BigDecimal value = scientific.matches()
                ? new BigDecimal(scientific.group("base"))
                        .scaleByPowerOfTen(Integer.parseInt(scientific.group("power")))
                : new BigDecimal(digits);
        return value.multiply(times);
    }

    /** One character for one, so that places stay: full width to ASCII, the many dashes and signs to one each. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            plain.append(
                    character >= '！' && character <= '～'
                            ? (char) (character - '！' + '!')
                            : switch (character) {
                                case '－', '–', '—', '−', '﹣' -> '-';
                                case '〜', '∼' -> '~';
                                case '≧', '⩾' -> '≥';
                                case '≦', '⩽' -> '≤';
                                case '\u00a0', '\u3000' -> ' ';
                                case '⋅', '∙', '•', '・' -> '·';
                                default -> character;
                            });
        }
        return plain.toString();
    }
}
