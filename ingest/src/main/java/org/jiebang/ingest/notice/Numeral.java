package org.jiebang.ingest.notice;

import java.math.BigDecimal;

/** Numbers as notices write them: 「1,000」, 「1.5万」, 「二十」, 「壹佰贰拾」, 「二〇二四」. Pure functions. */
final class Numeral {
    /** A number in digits or in Chinese, without multiplier. */
    static final String PATTERN =
            "(?:(?:\\d{1,3}(?:,\\d{3})+|\\d{1,12})(?:\\.\\d{1,4})?|[零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]{1,9})";

    private static final String FINANCIAL = "〇两壹贰叁肆伍陆柒捌玖拾佰仟";
    private static final String USUAL = "零二一二三四五六七八九十百千";
    private static final String DIGITS = "零一二三四五六七八九";

    private Numeral() {}

    /**
     * The value of a number that {@link #PATTERN} found.
     *
     * @param multiplier 万, 亿, 千, 百, or empty
     */
    static BigDecimal value(String number, String multiplier) {
        BigDecimal value = Character.isDigit(number.charAt(0)) && number.charAt(0) < 128
                ? new BigDecimal(number.replace(",", ""))
                : BigDecimal.valueOf(written(number));
        int places = switch (multiplier) {
            case "百" -> 2;
            case "千" -> 3;
            case "万" -> 4;
            case "亿" -> 8;
            default -> 0;
        };
        return value.movePointRight(places);
    }

    /** Digit by digit if there is no place word (二〇二四), else by places (二十四). */
    static long written(String number) {
        StringBuilder plain = new StringBuilder();
        for (char letter : number.toCharArray()) {
            int at = FINANCIAL.indexOf(letter);
            plain.append(at < 0 ? letter : USUAL.charAt(at));
        }
        boolean places = plain.chars().anyMatch(letter -> "十百千".indexOf(letter) >= 0);
        long sum = 0;
        long digit = -1;
        for (char letter : plain.toString().toCharArray()) {
            int place = "十百千".indexOf(letter);
            if (place >= 0) {
                sum += (digit < 0 ? 1 : digit) * (long) Math.pow(10, place + 1);
                digit = -1;
            } else if (places) {
                digit = DIGITS.indexOf(letter);
            } else {
                sum = sum * 10 + DIGITS.indexOf(letter);
            }
        }
        return sum + Math.max(digit, 0);
    }
}
