package org.jiebang.text;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A unit as people write it and what it is in the basic unit of its dimension: value in basic unit = written value × factor + offset.
 *
 * @param symbol as written; upper and lower case differ, for mPa is not MPa
 * @param basic basic unit of the dimension
 */
public record Unit(String symbol, String basic, BigDecimal factor, BigDecimal offset) {
    private static final List<Unit> ALL = List.of(
            unit("℃", "℃", "1"),
            unit("°C", "℃", "1"),
            unit("摄氏度", "℃", "1"),
            new Unit("K", "℃", BigDecimal.ONE, new BigDecimal("-273.15")),
            unit("nm", "mm", "1e-6"),
            unit("纳米", "mm", "1e-6"),
            unit("μm", "mm", "1e-3"),
            unit("µm", "mm", "1e-3"),
            unit("um", "mm", "1e-3"),
            unit("微米", "mm", "1e-3"),
            unit("mm", "mm", "1"),
            unit("毫米", "mm", "1"),
            unit("cm", "mm", "10"),
            unit("厘米", "mm", "10"),
            unit("m", "mm", "1e3"),
            unit("米", "mm", "1e3"),
            unit("km", "mm", "1e6"),
            unit("公里", "mm", "1e6"),
            unit("mg", "g", "1e-3"),
            unit("g", "g", "1"),
            unit("克", "g", "1"),
            unit("kg", "g", "1e3"),
            unit("千克", "g", "1e3"),
            unit("公斤", "g", "1e3"),
            unit("t", "g", "1e6"),
            unit("吨", "g", "1e6"),
            unit("ms", "s", "1e-3"),
            unit("毫秒", "s", "1e-3"),
            unit("s", "s", "1"),
            unit("秒", "s", "1"),
            unit("min", "s", "60"),
            unit("分钟", "s", "60"),
            unit("h", "s", "3600"),
            unit("小时", "s", "3600"),
            unit("天", "s", "86400"),
            unit("Pa", "MPa", "1e-6"),
            unit("kPa", "MPa", "1e-3"),
            unit("MPa", "MPa", "1"),
            unit("Mpa", "MPa", "1"),
            unit("兆帕", "MPa", "1"),
            unit("GPa", "MPa", "1e3"),
            unit("bar", "MPa", "0.1"),
            unit("mPa·s", "mPa·s", "1"),
            unit("Pa·s", "mPa·s", "1e3"),
            unit("mW", "W", "1e-3"),
            unit("W", "W", "1"),
            unit("瓦", "W", "1"),
            unit("kW", "W", "1e3"),
            unit("KW", "W", "1e3"),
            unit("千瓦", "W", "1e3"),
            unit("MW", "W", "1e6"),
            unit("mV", "V", "1e-3"),
            unit("V", "V", "1"),
            unit("伏", "V", "1"),
            unit("kV", "V", "1e3"),
            unit("千伏", "V", "1e3"),
            unit("mA", "A", "1e-3"),
            unit("A", "A", "1"),
            unit("安", "A", "1"),
            unit("kA", "A", "1e3"),
            unit("Hz", "Hz", "1"),
            unit("kHz", "Hz", "1e3"),
            unit("MHz", "Hz", "1e6"),
            unit("GHz", "Hz", "1e9"),
            unit("dB", "dB", "1"),
            unit("分贝", "dB", "1"),
            unit("HRC", "HRC", "1"),
            unit("HV", "HV", "1"),
            unit("HB", "HB", "1"),
            unit("kWh", "kWh", "1"),
            unit("kWh/t", "kWh/t", "1"),
            unit("度/吨", "kWh/t", "1"),
            unit("吨/天", "t/d", "1"),
            unit("t/d", "t/d", "1"),
            unit("吨/日", "t/d", "1"),
            unit("t/h", "t/d", "24"),
            unit("吨/小时", "t/d", "24"),
            unit("ppma", "ppma", "1"),
            unit("英寸", "mm", "25.4"),
            unit("dBA", "dB", "1"),
            unit("%", "%", "1"),
            unit("‰", "%", "0.1"),
            unit("ppm", "ppm", "1"),
            unit("ppb", "ppm", "1e-3"),
            unit("Wh/kg", "Wh/kg", "1"),
            unit("mAh/g", "mAh/g", "1"),
            unit("W/(m·K)", "W/(m·K)", "1"),
            unit("W/m·K", "W/(m·K)", "1"),
            unit("W/mK", "W/(m·K)", "1"),
            unit("g/cm³", "g/cm³", "1"),
            unit("g/cm3", "g/cm³", "1"),
            unit("kg/m³", "g/cm³", "1e-3"),
            unit("kg/m3", "g/cm³", "1e-3"),
            unit("mg/L", "mg/L", "1"),
            unit("mg/l", "mg/L", "1"),
            unit("g/L", "mg/L", "1e3"),
            unit("m/s", "m/s", "1"),
            unit("km/h", "m/s", "0.2777777778"),
            unit("m/min", "m/s", "0.0166666667"),
            unit("mm/s", "m/s", "1e-3"),
            unit("r/min", "r/min", "1"),
            unit("rpm", "r/min", "1"),
            unit("转/分", "r/min", "1"),
            unit("m²", "m²", "1"),
            unit("㎡", "m²", "1"),
            unit("平方米", "m²", "1"),
            unit("m³", "m³", "1"),
            unit("立方米", "m³", "1"),
            unit("mL", "L", "1e-3"),
            unit("ml", "L", "1e-3"),
            unit("L", "L", "1"),
            unit("升", "L", "1"),
            unit("次", "次", "1"),
            unit("万次", "次", "1e4"),
            unit("件", "件", "1"),
            unit("个", "个", "1"),
            unit("年", "年", "1"));

    private static final Map<String, Unit> BY_SYMBOL = new HashMap<>();

    private static final Set<String> FOLDED = new HashSet<>();

    static {
        ALL.forEach(unit -> {
            BY_SYMBOL.put(unit.symbol(), unit);
            FOLDED.add(TextNormalizer.term(unit.symbol()));
        });
    }

    private static Unit unit(String symbol, String basic, String factor) {
        return new Unit(symbol, basic, new BigDecimal(factor), BigDecimal.ZERO);
    }

    /** The unit of a symbol as written. */
    public static Optional<Unit> find(String symbol) {
        return Optional.ofNullable(BY_SYMBOL.get(symbol));
    }

    /** Is a folded word nothing but a unit? */
    public static boolean isSymbol(String folded) {
        return FOLDED.contains(folded);
    }

    /** A value written in this unit, in the basic unit. */
    public BigDecimal toBasic(BigDecimal value) {
        return value.multiply(factor).add(offset);
    }

    /** Alternatives of a pattern, the longest first, none followed by what would make it another unit. */
    static String pattern() {
        return ALL.stream()
                .map(Unit::symbol)
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .map(symbol -> symbol.matches(".*[A-Za-z]")
                        ? Pattern.quote(symbol) + "(?![A-Za-z/])"
                        : Pattern.quote(symbol) + "(?!/)")
                .collect(Collectors.joining("|"));
    }
}
