package org.jiebang.ingest.library;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.catalog.CreditCode;
import org.jiebang.catalog.Money;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.Segment;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jiebang.text.TextNormalizer;
import org.jspecify.annotations.Nullable;

/** The cells of one row by column heading, read into typed values; everything that is wrong is collected, not thrown. */
final class Row {
    private static final int LONGEST_TEXT = 20_000;
    private static final Pattern YEAR = Pattern.compile("(19\\d{2}|20\\d{2})");
    private static final IndustryGraph GRAPH = IndustryGraph.standard();
    private static final RegionTree REGIONS = RegionTree.standard();

    private final int number;
    private final Map<String, String> cells;
    private final List<Finding> findings = new ArrayList<>();

    Row(int number, Map<String, String> cells) {
        this.number = number;
        this.cells = cells;
    }

    List<Finding> findings() {
        return findings;
    }

    boolean rejected() {
        return findings.stream().anyMatch(finding -> finding.code().rejects());
    }

    void report(Column column, String value, Finding.Code code, String message) {
        report(column.heading(), value, code, message);
    }

    void report(String heading, String value, Finding.Code code, String message) {
        Finding finding = new Finding(number, heading, value, code, message);
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    /** Cell without white space around it, whatever it holds; blank if there is none. */
    String cell(Column column) {
        return cells.getOrDefault(column.heading(), "").strip();
    }

    /** Cell without white space around it; blank if there is none. A required blank cell is reported. */
    String text(Column column) {
        String value = cell(column);
        if (value.isEmpty() && column.required()) {
            report(column, "", Finding.Code.MISSING, "“" + column.heading() + "”为空，请补填。");
        }
        if (value.length() > LONGEST_TEXT) {
            report(
                    column,
                    value,
                    Finding.Code.TOO_LONG,
                    "共 " + value.length() + " 字，最多 " + LONGEST_TEXT + " 字，请精简或放入附件。");
        }
        return value;
    }

    /** Entries divided by semicolons or line breaks. */
    List<String> list(Column column) {
        return Arrays.stream(text(column).split("[;；\\n\\r]+"))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .distinct()
                .toList();
    }

    /** Year from 「1975」, 「1975年3月」, 「1975-03-01」 or a spreadsheet date; 0 if blank. */
    int year(Column column, int least) {
        String value = text(column);
        if (value.isEmpty()) {
            return 0;
        }
        Matcher year = YEAR.matcher(TextNormalizer.fold(value));
        if (!year.find()) {
            report(column, value, Finding.Code.NOT_A_YEAR, "不是年份，请写四位年份，如 1978。");
            return 0;
        }
        int found = Integer.parseInt(year.group());
        if (found < least) {
            report(column, value, Finding.Code.OUT_OF_RANGE, "年份应在 " + least + " 年以后，请核对。");
            return 0;
        }
        return found;
    }

    int whole(Column column, int fallback, int least, int most) {
        String value = text(column);
        if (value.isEmpty()) {
            return fallback;
        }
        try {
            int whole = new BigDecimal(TextNormalizer.fold(value).replace(",", "")).intValueExact();
            if (whole < least || whole > most) {
                report(column, value, Finding.Code.OUT_OF_RANGE, "应在 " + least + " 到 " + most + " 之间，请核对。");
                return fallback;
            }
            return whole;
        } catch (ArithmeticException | NumberFormatException e) {
            report(column, value, Finding.Code.NOT_A_NUMBER, "不是整数，请只写数字。");
            return fallback;
        }
    }

    boolean yes(Column column) {
        String value = text(column);
        return switch (value) {
            case "是", "√", "有", "1", "Y", "y", "yes", "true", "TRUE" -> true;
            case "", "否", "无", "×", "0", "N", "n", "no", "false", "FALSE" -> false;
            default -> {
                report(column, value, Finding.Code.UNKNOWN_CHOICE, "没有看懂，只能写“是”或“否”。");
                yield false;
            }
        };
    }

    /** One of a fixed list, by its Chinese name; a blank cell is the fallback. */
    <E extends Enum<E>> E choice(Column column, Class<E> type, Function<E, String> label, E fallback) {
        String value = text(column);
        if (value.isEmpty()) {
            return fallback;
        }
        Optional<E> found = find(value, type, label);
        if (found.isEmpty()) {
            report(column, value, Finding.Code.UNKNOWN_CHOICE, choiceMessage(type, label));
        }
        return found.orElse(fallback);
    }

    <E extends Enum<E>> Set<E> choices(Column column, Class<E> type, Function<E, String> label) {
        Set<E> found = EnumSet.noneOf(type);
        for (String entry : text(column).split("[;；\\n]+")) {
            // A name may hold the mark that divides names: the whole entry is tried first.
            Optional<E> whole = find(entry.strip(), type, label);
            if (whole.isPresent()) {
                found.add(whole.get());
                continue;
            }
            for (String part : entry.split("[、，,]+")) {
                if (!part.isBlank()) {
                    find(part.strip(), type, label)
                            .ifPresentOrElse(
                                    found::add,
                                    () -> report(
                                            column, part, Finding.Code.UNKNOWN_CHOICE, choiceMessage(type, label)));
                }
            }
        }
        return found;
    }

    /** The constant of that name, or the only one whose name is part of the text or holds it: 「新兴产业」, 「已揭榜」. */
    private static <E extends Enum<E>> Optional<E> find(String value, Class<E> type, Function<E, String> label) {
        String wanted = Column.folded(value);
        boolean denied = wanted.matches("[未待不非无].*");
        List<E> alike = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String name = Column.folded(label.apply(constant));
            if (name.equals(wanted)) {
                return Optional.of(constant);
            }
            boolean part = wanted.length() > 1 && name.contains(wanted)
                    || name.length() > 1 && !denied && wanted.contains(name);
            if (part) {
                alike.add(constant);
            }
        }
        return alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty();
    }

    private static <E extends Enum<E>> String choiceMessage(Class<E> type, Function<E, String> label) {
        return "没有看懂，只能是：" + labels(type, label) + "。";
    }

    private static <E extends Enum<E>> String labels(Class<E> type, Function<E, String> label) {
        return String.join(
                "、", Arrays.stream(type.getEnumConstants()).map(label).toList());
    }

    /** Smallest place that the cell names; an unknown name is a hint, not a refusal. */
    @Nullable
    RegionCode region(Column column) {
        String value = text(column);
        if (value.isEmpty()) {
            return null;
        }
        Optional<RegionCode> found = REGIONS.parse(value).map(region -> region.code());
        if (found.isEmpty()) {
            report(column, value, Finding.Code.UNKNOWN_REGION, "没有找到这个地区，请写“市+县（市、区）”，如 苏州市常熟市。");
        }
        return found.orElse(null);
    }

    Set<RegionCode> regions(Column column) {
        Set<RegionCode> found = new LinkedHashSet<>();
        for (String entry : text(column).split("[;；、，,\\n]+")) {
            if (!entry.isBlank()) {
                REGIONS.parse(entry)
                        .ifPresentOrElse(
                                region -> found.add(region.code()),
                                () -> report(
                                        column, entry, Finding.Code.UNKNOWN_REGION, "没有找到这个地区，请写“市+县（市、区）”，如 苏州市常熟市。"));
            }
        }
        return found;
    }

    Set<IndustryField> fields(Column column) {
        Set<IndustryField> found = new LinkedHashSet<>();
        for (String entry : text(column).split("[;；、，,/\\n]+")) {
            if (!entry.isBlank()) {
                IndustryField.find(entry)
                        .or(() -> GRAPH.parseChain(entry).map(chain -> chain.field()))
                        .ifPresentOrElse(
                                found::add,
                                () -> report(
                                        column,
                                        entry,
                                        Finding.Code.UNKNOWN_FIELD,
                                        "不在 29 个产业领域之内，先按文字内容匹配；请改用模板所列的领域。"));
            }
        }
        return found;
    }

    /** Segments by id, 「链·环节」 or name; a chain alone stands for its first segment's chain and gives a hint. */
    Set<SegmentId> segments(Column column) {
        Set<SegmentId> found = new LinkedHashSet<>();
        for (String entry : text(column).split("[;；、，,\\n]+")) {
            if (!entry.isBlank()) {
                GRAPH.parseSegment(entry)
                        .map(Segment::id)
                        .ifPresentOrElse(
                                found::add,
                                () -> report(column, entry, Finding.Code.UNKNOWN_SEGMENT, segmentMessage(entry)));
            }
        }
        return found;
    }

    private static String segmentMessage(String entry) {
        return GRAPH.parseChain(entry).isPresent()
                ? "只写了产业链，没有写环节，先按文字内容匹配；请写“链·环节”，如 动力电池·正极材料。"
                : "没有找到这个产业链环节，先按文字内容匹配；请写“链·环节”，如 动力电池·正极材料。";
    }

    @Nullable
    CreditCode creditCode(Column column) {
        String value = TextNormalizer.fold(text(column)).replaceAll("\\s+", "").toUpperCase(java.util.Locale.ROOT);
        if (value.isEmpty()) {
            return null;
        }
        if (CreditCode.problem(value).isPresent()) {
            report(column, value, Finding.Code.BAD_CREDIT_CODE, creditCodeMessage(value));
            return null;
        }
        return new CreditCode(value);
    }

    private static String creditCodeMessage(String value) {
        if (value.length() != 18) {
            return "统一社会信用代码应为 18 位，这里是 " + value.length() + " 位，请核对。";
        }
        return value.matches("[0-9A-HJ-NPQRTUWXY]{18}")
                ? "校验位不符，应为 " + CreditCode.checkCharacter(value.substring(0, 17)) + "，请核对是否有字符写错。"
                : "含有不能使用的字符（I、O、S、V、Z 不用），请核对。";
    }

    /** Amount in 万元 from 「500」, 「500万元」, 「1.2亿元」, 「50000元」 or a range, of which the upper end counts. */
    @Nullable
    Money money(Column column) {
        String value = text(column);
        if (value.isEmpty()) {
            return null;
        }
        Optional<Money> money = Amount.read(value);
        if (money.isEmpty()) {
            report(column, value, Finding.Code.UNREADABLE_MONEY, "没有读出人民币金额，请写以万元计的数字，如 500。");
        }
        return money.orElse(null);
    }

    /** A date as 2026-05-31 where the cell holds one in any usual writing, else the cell as it stands. */
    String date(Column column) {
        String value = text(column);
        Matcher parts = Pattern.compile("^(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?( .*)?$")
                .matcher(value);
        if (parts.matches()) {
            try {
                return LocalDate.of(
                                Integer.parseInt(parts.group(1)),
                                Integer.parseInt(parts.group(2)),
                                Integer.parseInt(parts.group(3)))
                        .toString();
            } catch (DateTimeException e) {
                return value;
            }
        }
        return value;
    }
}
