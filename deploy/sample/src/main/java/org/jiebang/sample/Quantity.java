package org.jiebang.sample;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jiebang.industry.Indicator;

/**
 * An indicator with the values of one record, ready to be said.
 *
 * @param today value with unit, e.g. {@code 263 Wh/kg}
 * @param verb 提高, 降低, 缩短 or 延长; 提升 or 改善 where a smaller value is the better one, as with 定位精度
 */
record Quantity(String name, String today, String target, String verb, boolean rises) {
    private static final PhraseBook PHRASES = PhraseBook.read("quantities.txt");
    private static final Set<String> EXACT_UNITS = Set.of("IP", "轴", "位", "k:1");
    private static final Set<String> TIME_UNITS = Set.of("h", "min", "s", "ms", "天", "月", "年", "周", "d");
    private static final Pattern TIME_NAME = Pattern.compile(".*(时|期|寿命|间隔).*");
    private static final Pattern BETTER_WHEN_SMALLER = Pattern.compile(".*(精度|清洁度|分辨率|灵敏度|精度等级)$");
    private static final Pattern EVEN_WHEN_SMALLER = Pattern.compile(".*((?<!不)均匀[性度](CV)?|效率(PUE)?)$");
    private static final Pattern PURE_NUMBER = Pattern.compile(".*(指数|系数|因子|模数|比|PUE|ΔE|CPK|形度|折射率)$");

    /** Values between those of the graph, never beyond them. */
    static Quantity of(Indicator indicator, Dice dice) {
        BigDecimal from = indicator.today();
        BigDecimal to = indicator.target();
        BigDecimal today = moved(indicator, from, to, dice.fraction() * 0.18);
        BigDecimal target = moved(indicator, to, from, dice.fraction() * 0.12);
        if (today.compareTo(target) == 0 || today.compareTo(target) < 0 != indicator.rises()) {
            today = from;
            target = to;
        }
        return new Quantity(
                indicator.name(),
                withUnit(today, indicator),
                withUnit(target, indicator),
                verb(indicator),
                indicator.rises());
    }

    private static BigDecimal moved(Indicator indicator, BigDecimal from, BigDecimal to, double share) {
        int scale = Math.max(Math.max(from.scale(), to.scale()), 0);
        BigDecimal range = to.subtract(from).abs();
        boolean coarse = scale == 0 && range.compareTo(BigDecimal.valueOf(5)) < 0;
        if (coarse
                || EXACT_UNITS.contains(indicator.unit())
                || indicator.name().endsWith("节点")
                || isPowerOfTwo(from) && isPowerOfTwo(to)) {
            return from;
        }
        double ratio = from.signum() > 0 && to.signum() > 0 ? to.doubleValue() / from.doubleValue() : 1;
        double moved = ratio > 5 || ratio < 0.2
                ? from.doubleValue() * Math.pow(ratio, share)
                : from.doubleValue() + (to.doubleValue() - from.doubleValue()) * share;
        BigDecimal exact = BigDecimal.valueOf(moved);
        BigDecimal rounded = scale == 0 && Math.abs(moved) >= 100
                ? exact.round(new MathContext(2, RoundingMode.HALF_UP))
                : exact.setScale(scale, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? from : rounded;
    }

    private static boolean isPowerOfTwo(BigDecimal value) {
        return value.scale() <= 0 && value.intValue() >= 4 && Integer.bitCount(value.intValue()) == 1;
    }

    static String withUnit(BigDecimal value, Indicator indicator) {
        String number = value.toPlainString();
        String unit = indicator.unit();
        boolean pure = unit.equals("级")
                && (value.scale() > 0 || PURE_NUMBER.matcher(indicator.name()).matches());
        if (pure || unit.equals("比值") || unit.equals("COP级") || unit.equals("nd")) {
            return number;
        }
        if (unit.equals("IP")) {
            return unit + number;
        }
        if (unit.startsWith("1e-") || unit.startsWith("10")) {
            return number + "×" + power(unit);
        }
        if (unit.startsWith("1/")) {
            return number + unit.substring(1);
        }
        boolean close = !Character.isLetter(unit.charAt(0))
                || unit.charAt(0) > 0x2E80
                || unit.equals("C")
                || unit.startsWith("k:");
        return close ? number + unit : number + " " + unit;
    }

    /** 1e-9Pa·m³/s is written 10⁻⁹ Pa·m³/s. */
    private static String power(String unit) {
        if (!unit.startsWith("1e-")) {
            return unit;
        }
        int end = 3;
        StringBuilder power = new StringBuilder("10⁻");
        while (end < unit.length() && Character.isDigit(unit.charAt(end))) {
            power.append("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(unit.charAt(end) - '0'));
            end++;
        }
        return end == unit.length() ? power.toString() : power + " " + unit.substring(end);
    }

    private static String verb(Indicator indicator) {
        if (!indicator.rises() && BETTER_WHEN_SMALLER.matcher(indicator.name()).matches()) {
            return "提升";
        }
        if (!indicator.rises() && EVEN_WHEN_SMALLER.matcher(indicator.name()).matches()) {
            return "改善";
        }
        boolean time = TIME_UNITS.contains(indicator.unit())
                && TIME_NAME.matcher(indicator.name()).matches();
        return indicator.rises() ? (time ? "延长" : "提高") : (time ? "缩短" : "降低");
    }

    /** What is aimed at, e.g. 残碱含量由0.8%降低到0.3%. */
    String aim(Dice dice) {
        return say("aim", dice);
    }

    /** What there is today, e.g. 残碱含量仍有0.8%. */
    String now(Dice dice) {
        return say("now", dice);
    }

    /** What was reached, e.g. 残碱含量由0.8%降低到0.3%. */
    String gain(Dice dice) {
        return say("gain", dice);
    }

    private boolean smallerIsFiner() {
        return verb.equals("提升") || verb.equals("改善");
    }

    private String say(String section, Dice dice) {
        List<Template> choices = new ArrayList<>(PHRASES.section(section));
        if (!smallerIsFiner() && !section.equals("gain")) {
            choices.addAll(PHRASES.section(section + (rises ? " rising" : " falling")));
        }
        return dice.pick(choices).fill(slot -> switch (slot) {
            case "name" -> name;
            case "today" -> today;
            case "target" -> target;
            case "verb" -> verb;
            default -> throw new IllegalStateException("quantities.txt has an unknown slot {" + slot + "}.");
        });
    }
}
