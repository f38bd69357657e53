package org.jiebang.ingest.library;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.catalog.Money;
import org.jiebang.text.TextNormalizer;
import org.jspecify.annotations.Nullable;

/**
 * Reads an amount of money as people write it: 「500」, 「500万元」, 「1.2亿」, 「¥50,000」, 「300-500万」, 「五十万元」. A number without a unit counts
 * in 万元; of several amounts the largest counts.
 */
public final class Amount {
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\d.])(\\d+(?:,\\d{3})*(?:\\.\\d+)?)\\s*(亿|千万|百万|十万|万|千元|百元|元|w(?![a-z]))?(\\S?)");
    private static final Pattern WRITTEN =
            Pattern.compile("(?<![数几上近])([零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]+)(?:(亿|万)|(?=[元圆]))");
    private static final Pattern OTHER_CURRENCY = Pattern.compile("美元|美金|欧元|港币|港元|日元|英镑|usd|eur|[$€£]");
    /** What a number counts that is followed by one of these, it is no money. */
    private static final String OTHER_COUNTS = "年月日号个人名台套家项期次天周季%‰倍岁";

    private static final String DIGITS = "零一二三四五六七八九";

    private Amount() {}

    /** The largest amount of a text; empty if it names none that counts in yuan. */
    public static Optional<Money> read(String text) {
        String folded = TextNormalizer.fold(text).replace("人民币", "").replace("rmb", "");
        if (OTHER_CURRENCY.matcher(folded).find() || folded.strip().matches("[-负].*")) {
            return Optional.empty();
        }
        BigDecimal largest = largest(folded);
        if (largest == null) {
            largest = written(folded);
        }
        return largest == null ? Optional.empty() : Optional.of(new Money(largest));
    }

    private static @Nullable BigDecimal largest(String text) {
        BigDecimal counted = null;
        BigDecimal bare = null;
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            BigDecimal value = new BigDecimal(number.group(1).replace(",", ""));
            String unit = number.group(2);
            boolean yuan = text.substring(0, number.start()).matches(".*[¥¥]\\s*");
            if (unit != null || yuan) {
                counted = larger(counted, inTenThousands(value, unit == null ? "元" : unit));
            } else if (number.group(3).isEmpty()
                    || OTHER_COUNTS.indexOf(number.group(3).charAt(0)) < 0) {
                bare = larger(bare, value);
            }
        }
        return counted == null ? bare : counted;
    }

    private static BigDecimal larger(@Nullable BigDecimal one, BigDecimal other) {
        return one == null || other.compareTo(one) > 0 ? other : one;
    }

    private static BigDecimal inTenThousands(BigDecimal value, String unit) {
        return switch (unit) {
            case "亿" -> value.movePointRight(4);
            case "千万" -> value.movePointRight(3);
            case "百万" -> value.movePointRight(2);
            case "十万" -> value.movePointRight(1);
            case "千元" -> value.movePointLeft(1);
            case "百元" -> value.movePointLeft(2);
            case "元" -> value.movePointLeft(4);
            default -> value;
        };
    }

    /** 「五十万元」, 「壹佰贰拾万元整」, 「一亿二千万」; nothing without 万, 亿 or 元, for then it is no amount. */
    private static @Nullable BigDecimal written(String text) {
        BigDecimal sum = null;
        Matcher part = WRITTEN.matcher(text);
        while (part.find()) {
            String unit = part.group(2);
            BigDecimal value = BigDecimal.valueOf(section(part.group(1)));
            BigDecimal amount = inTenThousands(value, unit == null ? "元" : unit);
            sum = sum == null ? amount : sum.add(amount);
        }
        return sum;
    }

    /** A number below ten thousand in Chinese digits. */
    private static long section(String written) {
        long sum = 0;
        long digit = -1;
        for (char character : plain(written).toCharArray()) {
            int place = "十百千".indexOf(character);
            if (place < 0) {
                digit = DIGITS.indexOf(character);
            } else {
                sum += (digit < 0 ? 1 : digit) * (long) Math.pow(10, place + 1);
                digit = -1;
            }
        }
        return sum + Math.max(digit, 0);
    }

    private static String plain(String written) {
        String financial = "〇两壹贰叁肆伍陆柒捌玖拾佰仟";
        String usual = "零二一二三四五六七八九十百千";
        StringBuilder plain = new StringBuilder();
        for (char character : written.toCharArray()) {
            int at = financial.indexOf(character);
            plain.append(at < 0 ? character : usual.charAt(at));
        }
        return plain.toString();
    }
}
