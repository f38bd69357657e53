package org.jiebang.ingest.need;

import java.util.ArrayList;
import java.util.Comparator;
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
    private static final Pattern UNIT = Pattern.compile(
            "(?<unit>[\\p{IsHan}（）()A-Za-z0-9]{2,28}?(?:有限责任公司|股份有限公司|有限公司|集团公司|集团|研究院|研究所|大学|学院|医院|合作社|总厂|(?<!工)厂|公司))(?!的?(?:产品|客户))");
    private static final Pattern UNIT_LEAD =
            Pattern.compile("^.*?(?:由|我公司|我司|本公司|为|是|系|对|与|和|据|，|。)(?=[\\p{IsHan}]{4,})");
    private static final String AMOUNT =
            "(?<money>(?:\\d[\\d,.]*|[一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟]+)(?:(?:万元?)?[-—~～至到](?:\\d[\\d,.]*|[一二三四五六七八九十百千两]+))?\\s*(?:亿元?|千万元?|百万元?|万元?|元))";
    private static final Pattern MONEY = Pattern.compile(
            "(?:投入|投资|预算|经费|出资|悬赏|榜金|金额|资金|提供|支付|费用|愿出|能出|可出|拟出|拿出|安排|酬金|奖金)[^，。；\\n\\d一二三四五六七八九十百壹贰叁]{0,12}" + AMOUNT);
    private static final Pattern LONE_MONEY =
            Pattern.compile("(?<=^|[，。；,;\\n])\\s*(?:约|大约|不超过|拟|计划)?" + AMOUNT + "(?:以内|左右|上下|攻关)?(?=$|[，。；,;\\n])");
    private static final Pattern UNTIL = Pattern.compile(
            "(?<when>(?:20\\d\\d年(?:\\d{1,2}月)?(?:\\d{1,2}日)?|[今明后]年|\\d{1,2}月)(?:底|末|上半年|下半年)?)(?=之?前|以前|完成|解决|实现|突破)|(?<within>(?:\\d{1,2}|[一二两三四五六七八九十半]{1,3})(?:个月|年))(?=之?内|以内)");
    private static final String NAME = "(?<value>[\\p{IsHan}]{2,4}?)(?=$|[\\s，,。；;、（(|｜\\d]|电话|手机|职务|先生|女士|经理|总|主任)";
    private static final Map<Need.ContactPart, List<Pattern>> CONTACTS = Map.of(
            Need.ContactPart.PHONE,
            List.of(
                    Pattern.compile("(?<![\\d.])(?<value>1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4})(?!\\d)"),
                    Pattern.compile("(?<![\\d.])(?<value>[(（]?0\\d{2,3}[)）]?[- ]?\\d{7,8}(?:-\\d{1,5})?)(?!\\d)"),
                    Pattern.compile("(?:电话|手机|QQ|微信号?)[：: ]{0,3}(?<value>[A-Za-z0-9_-]{6,20})")),
            Need.ContactPart.EMAIL,
            List.of(Pattern.compile("(?<value>[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,80}\\.[A-Za-z]{2,8})")),
            Need.ContactPart.IDENTITY,
            List.of(
                    Pattern.compile(
                            "(?<![\\dA-Za-z])(?<value>[1-9]\\d{5}(?:19|20)\\d{2}(?:0[1-9]|1[0-2])\\d{5}[\\dXx])(?![\\dA-Za-z])")),
            Need.ContactPart.PERSON,
            List.of(Pattern.compile("(?:联系人|联络人|对接人|联系方式|负责人|技术负责人)(?:姓名)?[ 　]*[：:\\t|｜]?[ 　]*" + NAME)));
    private static final int LONGEST_TITLE = 50;
    /** Weight at which a guessed industry is as likely right as wrong. */
    private static final double EVEN_WEIGHT = 4;

    /** A place that a clause begins with or that stands there with its kind: mostly that of the unit, sometimes of another. */
    private static final double NAMED = 0.6;

    private static final double MENTIONED = 0.25;

    private static final char MASK = '＊';
    private static final Gazetteer GAZETTEER = new Gazetteer();

    private final TextAnalyzer analyzer;
    private final IndustryGraph graph;
    private final RegionTree regions;
    private final SegmentClassifier classifier;
    private final FieldClassifier fields;
    private final ElementReader elements;

    public NeedReader(TextAnalyzer analyzer, IndustryGraph graph, RegionTree regions) {
        this.analyzer = analyzer;
        this.graph = graph;
        this.regions = regions;
        classifier = new SegmentClassifier(graph);
        fields = new FieldClassifier(graph);
        elements = new ElementReader(analyzer, graph);
    }

    private static Pattern labelled(String label) {
        return Pattern.compile(NUMBERED + "(?:" + label + ")" + BEHIND);
    }

    /** Reads a text; line breaks and tabs part fields from another, as in a table that was copied. */
    public Need read(String text) {
        List<Reading<Need.ContactPart>> contacts = contacts(text);
        StringBuilder masked = new StringBuilder(text);
        contacts.forEach(part ->
                masked.replace(part.start(), part.end(), String.valueOf(MASK).repeat(part.end() - part.start())));
        String plain = masked.toString();
        Reading<String> proposer = proposer(plain);
        Reading<String> where = where(plain, proposer);
        return new Need(
                title(plain),
                proposer,
                industries(plain),
                segments(plain),
                where,
                Optional.ofNullable(where)
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

    private static List<Reading<Need.ContactPart>> contacts(String text) {
        List<Reading<Need.ContactPart>> found = new ArrayList<>();
        for (Need.ContactPart part : Need.ContactPart.values()) {
            for (Pattern pattern : CONTACTS.getOrDefault(part, List.of())) {
                Matcher contact = pattern.matcher(text);
                while (contact.find()) {
                    int start = contact.start("value");
                    int end = contact.end("value");
                    if (found.stream().noneMatch(other -> other.start() < end && other.end() > start)) {
                        found.add(new Reading<>(part, start, end, Reading.SAID));
                    }
                }
            }
        }
        found.sort(Comparator.comparingInt(Reading::start));
        return found;
    }

    private static @Nullable Reading<String> label(Pattern pattern, String text) {
        Matcher value = pattern.matcher(text);
        while (value.find()) {
            String said = value.group("value").strip();
            if (!said.isEmpty() && said.chars().anyMatch(letter -> letter != MASK)) {
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
                && first.indexOf(MASK) < 0;
        return speaks ? new Reading<>(first, start, start + first.length(), Reading.GUESSED) : null;
    }

    private static @Nullable Reading<String> proposer(String text) {
        Reading<String> labelled = label(PROPOSER, text);
        if (labelled != null) {
            return labelled;
        }
        Matcher unit = UNIT.matcher(text);
        while (unit.find()) {
            String name = UNIT_LEAD.matcher(unit.group("unit")).replaceFirst("");
            if (name.length() >= 5 && !name.matches("(?:我|本|该|贵).*")) {
                int end = unit.end("unit");
                return new Reading<>(name, end - name.length(), end, Reading.SAID);
            }
        }
        return null;
    }

    private @Nullable Reading<String> where(String text, @Nullable Reading<String> proposer) {
        Reading<String> labelled = label(PLACE, text);
        if (labelled != null) {
            return GAZETTEER.places(labelled.value()).stream()
                    .findFirst()
                    .map(one -> new Reading<>(one.name(), labelled.start(), labelled.end(), Reading.LABELLED))
                    .orElse(labelled);
        }
        List<Gazetteer.Place> places = GAZETTEER.places(text);
        if (proposer != null) {
            Optional<Gazetteer.Place> inName = places.stream()
                    .filter(one -> one.start() == proposer.start() && one.end() <= proposer.end())
                    .findFirst();
            if (inName.isPresent()) {
                return reading(inName.get(), Reading.SAID);
            }
        }
        return places.stream()
                .filter(Gazetteer.Place::full)
                .findFirst()
                .map(one -> reading(one, one.start() == 0 ? Reading.SAID : NAMED))
                .or(() -> places.stream().findFirst().map(one -> reading(one, MENTIONED)))
                .orElse(null);
    }

    private static Reading<String> reading(Gazetteer.Place place, double confidence) {
        return new Reading<>(place.name(), place.start(), place.end(), confidence);
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
        return fields.classify(text).stream()
                .map(guess -> new Reading<>(guess.field(), 0, text.length(), guess.confidence()))
                .toList();
    }

    private List<Reading<SegmentId>> segments(String text) {
        return classifier.classify(analyzer.distinctWords(text)).stream()
                .map(guess -> new Reading<>(
                        guess.segment(), 0, text.length(), guess.weight() / (guess.weight() + EVEN_WEIGHT)))
                .toList();
    }
}
