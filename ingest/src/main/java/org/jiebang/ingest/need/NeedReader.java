package org.jiebang.ingest.need;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.catalog.Money;
import org.jiebang.element.ElementReader;
import org.jiebang.industry.FieldClassifier;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.SegmentClassifier;
import org.jiebang.industry.SegmentId;
import org.jiebang.ingest.library.Amount;
import org.jiebang.region.Region;
import org.jiebang.region.RegionTree;
import org.jiebang.text.TextAnalyzer;
import org.jspecify.annotations.Nullable;

/**
 * Reads needs of any province. A label of the field comes before a phrase that says it, which comes before a guess from its place. An
 * industry that a text does not name is told by the words of the industry graph in it; its confidence is weight / (weight + 4), where
 * the weight is that of {@link SegmentClassifier}: one rare word gives about 0.6, three give 0.8. Safe from any thread.
 */
public final class NeedReader {
    private static final String NUMBERED =
            "(?:^|[\\n；;\\t|｜。])[ \\t　]*(?:\\d{1,2}[.、．]|[（(]\\d{1,2}[）)]|[一二三四五六七八九十]{1,2}、)?[ 　]*";
    private static final String BEHIND = "[ 　]*[：:|｜\\t][ 　]*(?<value>[^\\n\\t|｜；;]{1,120})";
    private static final Pattern TITLE =
            labelled("(?:技术|企业|科技)?(?:需求|难题|问题|课题|项目|榜单|任务)(?:问题)?(?:名称|题目|标题)|需求标题|题目|标题");
    private static final Pattern PROPOSER =
            labelled("(?:提出|需求|发榜|申报|报送|技术需求|出题)(?:单位|企业|方)(?:名称|全称)?|(?:企业|单位|公司)(?:名称|全称)");
    private static final Pattern PLACE =
            labelled("(?:企业|单位|实施|需求|项目)?(?:所在|实施)?(?:地区|地点|地址|区域|所在地|属地)|所在(?:省份|地市|省市|市县)[^：:\\n]{0,8}|注册地");
    private static final Pattern INVESTMENT = labelled("[^：:\\n；。，]{0,10}(?:投入|预算|投资|经费|榜金|金额|出资)[^：:\\n]{0,8}");
    private static final Pattern DEADLINE = labelled("[^：:\\n；。，]{0,8}(?:期限|时限|完成时间|完成日期|截止时间|时间要求|攻关周期)[^：:\\n]{0,6}");
    private static final Pattern INDUSTRY = labelled("(?:所属|技术|应用)?(?:产业|行业|技术)(?:领域|类别|分类)|所属(?:行业|产业|产业链)");
    private static final Pattern DESCRIPTION = Pattern.compile(
            "(?:^|[\\n\\t|｜])[^\\n\\t|｜：:]{0,12}(?:需求|问题|难题|技术|内容|现状)(?:描述|内容|详情|说明|背景|难点)[^\\n\\t|｜：:]{0,6}[：:\\t|｜](?<value>.+?)(?=\\n[^\\n：:\\t]{2,16}[：:\\t]|$(?![\\s\\S]))",
            Pattern.DOTALL);
    private static final Pattern ANY_LABEL = Pattern.compile("(?m)^[^\\n：:]{2,14}[：:]");
    private static final String AMOUNT =
            "(?<money>(?:\\d[\\d,.]*|[一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟]+)(?:(?:万元?)?[-—~～至到](?:\\d[\\d,.]*|[一二三四五六七八九十百千两]+))?\\s*(?:亿元?|千万元?|百万元?|万元?|元))";
    private static final Pattern MONEY = Pattern.compile(
            "(?:投入|投资|预算|经费|出资|悬赏|榜金|金额|资金|提供|支付|费用|愿出|能出|可出|拟出|拿出|安排|酬金|奖金)[^，。；\\n\\d一二三四五六七八九十百壹贰叁]{0,12}" + AMOUNT);
    private static final Pattern LONE_MONEY =
            Pattern.compile("(?<=^|[，。；,;\\n])\\s*(?:约|大约|不超过|拟|计划)?" + AMOUNT + "(?:以内|左右|上下|攻关)?(?=$|[，。；,;\\n])");
    private static final Pattern UNTIL = Pattern.compile(
            "(?<when>(?:20\\d\\d年(?:\\d{1,2}月)?(?:\\d{1,2}日)?|[今明后]年|\\d{1,2}月)(?:底|末|上半年|下半年)?)(?=之?前|以前|完成|解决|实现|突破)|(?<within>(?:\\d{1,2}|[一二两三四五六七八九十半]{1,3})(?:个月|年))(?=之?内|以内)");
    private static final int LONGEST_TITLE = 50;
    /** Weight at which a guessed industry is as likely right as wrong. */
    private static final double EVEN_WEIGHT = 4;

    private final TextAnalyzer analyzer;
    private final IndustryGraph graph;
    private final RegionTree regions;
    private final SegmentClassifier classifier;
    private final FieldClassifier fields;
    private final ElementReader elements;
    private final Taught taught;
    private final PlaceReader places;

    public NeedReader(TextAnalyzer analyzer, IndustryGraph graph, RegionTree regions) {
        this(analyzer, graph, regions, Taught.NOTHING);
    }

    /**
     * @param taught what decisions of people taught; learnt with the same analyzer
     */
    public NeedReader(TextAnalyzer analyzer, IndustryGraph graph, RegionTree regions, Taught taught) {
        this.analyzer = analyzer;
        this.graph = graph;
        this.regions = regions;
        this.taught = taught;
        places = new PlaceReader(taught.places());
        classifier = new SegmentClassifier(graph);
        fields = new FieldClassifier(graph);
        elements = new ElementReader(analyzer, graph);
    }

    private static Pattern labelled(String label) {
        return Pattern.compile(NUMBERED + "(?:" + label + ")" + BEHIND);
    }

    /** Reads a text; line breaks and tabs part fields from another, as in a table that was copied. */
    public Need read(String text) {
        List<Reading<Need.ContactPart>> contacts = ContactParts.in(text);
        String plain = ContactParts.masked(text, contacts);
        Reading<String> proposer = proposer(plain);
        List<Reading<String>> where = places(plain, proposer);
        return new Need(
                title(plain),
                proposer,
                industries(plain),
                segments(plain),
                where,
                where.stream()
                        .findFirst()
                        .flatMap(found -> regions.parse(found.value()))
                        .map(Region::code)
                        .orElse(null),
                investment(plain),
                deadline(plain),
                description(plain),
                elements.read(plain),
                contacts,
                plain);
    }

    /** Reads a text as a row of the problem library, confidences compared with what people decided. */
    public NeedRow row(String text) {
        Need need = read(text);
        return new NeedRow(need, NeedCells.of(need, graph, regions, taught));
    }

    private static @Nullable Reading<String> label(Pattern pattern, String text) {
        Matcher value = pattern.matcher(text);
        while (value.find()) {
            String said = value.group("value").strip();
            if (!said.isEmpty() && said.chars().anyMatch(letter -> letter != ContactParts.MASK)) {
                int start = value.start("value");
                return new Reading<>(said, start, start + said.length(), Reading.LABELLED);
            }
        }
        return null;
    }

    private static @Nullable Reading<String> title(String text) {
        Reading<String> labelled = label(TITLE, text);
        if (labelled != null) {
            return labelled;
        }
        int start = 0;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < text.length() && "\n。；，\t".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String first = text.substring(start, end).strip();
        boolean speaks = first.length() >= 4
                && first.length() <= LONGEST_TITLE
                && !first.matches("[^：:]{2,10}[：:].*")
                && first.indexOf(ContactParts.MASK) < 0;
        return speaks ? new Reading<>(first, start, start + first.length(), Reading.GUESSED) : null;
    }

    private static @Nullable Reading<String> proposer(String text) {
        Reading<String> labelled = label(PROPOSER, text);
        if (labelled != null) {
            return labelled;
        }
        return UnitNames.units(text).stream()
                .findFirst()
                .map(unit -> new Reading<>(unit.value(), unit.start(), unit.end(), Reading.SAID))
                .orElse(null);
    }

    private List<Reading<String>> places(String text, @Nullable Reading<String> proposer) {
        Reading<String> labelled = label(PLACE, text);
        return labelled == null ? places.read(text, proposer) : List.of(PlaceReader.behindLabel(labelled));
    }

    private static @Nullable Reading<Money> investment(String text) {
        Reading<String> labelled = label(INVESTMENT, text);
        if (labelled != null) {
            Optional<Money> amount = Amount.read(labelled.value());
            if (amount.isPresent()) {
                return new Reading<>(amount.get(), labelled.start(), labelled.end(), Reading.LABELLED);
            }
        }
        Reading<Money> largest = null;
        Matcher money = MONEY.matcher(text);
        while (money.find()) {
            Optional<Money> amount = Amount.read(money.group("money"));
            boolean larger = amount.isPresent()
                    && (largest == null
                            || amount.get()
                                            .tenThousandYuan()
                                            .compareTo(largest.value().tenThousandYuan())
                                    > 0);
            if (larger) {
                largest = new Reading<>(amount.get(), money.start("money"), money.end("money"), Reading.SAID);
            }
        }
        return largest == null ? loneAmount(text) : largest;
    }

    /** An amount that is a clause of its own, as terse needs end. */
    private static @Nullable Reading<Money> loneAmount(String text) {
        Matcher money = LONE_MONEY.matcher(text);
        while (money.find()) {
            Optional<Money> amount = Amount.read(money.group("money"));
            if (amount.isPresent()) {
                return new Reading<>(amount.get(), money.start("money"), money.end("money"), Reading.GUESSED);
            }
        }
        return null;
    }

    private static @Nullable Reading<String> deadline(String text) {
        Reading<String> labelled = label(DEADLINE, text);
        if (labelled != null) {
            return labelled;
        }
        Matcher until = UNTIL.matcher(text);
        if (!until.find()) {
            return null;
        }
        String group = until.group("when") == null ? "within" : "when";
        return new Reading<>(until.group(group), until.start(group), until.end(group), Reading.SAID);
    }

    /** Behind its label up to the next label; of a text without labels the whole. */
    private static @Nullable Reading<String> description(String text) {
        Matcher labelled = DESCRIPTION.matcher(text);
        if (labelled.find()) {
            String said = labelled.group("value").strip();
            int start = text.indexOf(said, labelled.start("value"));
            return said.isEmpty() ? null : new Reading<>(said, start, start + said.length(), Reading.LABELLED);
        }
        String whole = text.strip();
        boolean form = ANY_LABEL.matcher(text).find();
        int start = text.indexOf(whole);
        return whole.isEmpty() || form ? null : new Reading<>(whole, start, start + whole.length(), Reading.GUESSED);
    }

    /** A field that the text names, else those of which trade its words are. */
    private List<Reading<IndustryField>> industries(String text) {
        Reading<String> labelled = label(INDUSTRY, text);
        if (labelled != null) {
            for (IndustryField field : IndustryField.values()) {
                if (field != IndustryField.OTHER && labelled.value().contains(field.label())) {
                    return List.of(new Reading<>(field, labelled.start(), labelled.end(), Reading.LABELLED));
                }
            }
        }
        Map<IndustryField, List<TaughtWords.Weighed>> weighed = taught.words().weigh(text, analyzer);
        Map<IndustryField, Double> more = new EnumMap<>(IndustryField.class);
        weighed.forEach((field, words) -> more.put(
                field, words.stream().mapToDouble(TaughtWords.Weighed::weight).sum()));
        IndustryField untaught = fields.classify(text).stream()
                .map(FieldClassifier.Guess::field)
                .findFirst()
                .orElse(null);
        return fields.classify(text, more).stream()
                .map(guess -> new Reading<>(
                        guess.field(),
                        0,
                        text.length(),
                        guess.confidence(),
                        guess.words(),
                        guess.field() == untaught ? List.of() : words(weighed.getOrDefault(guess.field(), List.of()))))
                .toList();
    }

    private static List<String> words(List<TaughtWords.Weighed> weighed) {
        return weighed.stream().map(TaughtWords.Weighed::word).toList();
    }

    private List<Reading<SegmentId>> segments(String text) {
        return classifier.classify(analyzer.distinctWords(text)).stream()
                .map(guess -> new Reading<>(
                        guess.segment(), 0, text.length(), guess.weight() / (guess.weight() + EVEN_WEIGHT)))
                .toList();
    }
}
