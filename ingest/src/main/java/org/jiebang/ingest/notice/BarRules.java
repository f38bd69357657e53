package org.jiebang.ingest.notice;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.catalog.TeamRole;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Dimension;
import org.jiebang.programme.IncidentKind;
import org.jiebang.programme.Phase;
import org.jiebang.programme.Strength;
import org.jspecify.annotations.Nullable;

/** What may not be: applying twice, applying after an incident, repeating, one person in two roles. */
final class BarRules {
    private static final Pattern TOGETHER = Pattern.compile(
            "不可兼报|不得兼报|不得同时(?:申报|申请|牵头)|不能同时(?:申报|申请)|不可同时申报|只能(?:选择|申报)其(?:中)?(?:之一|一)|(?:限|仅)(?:能)?选(?:择)?(?:其)?(?:一|1)(?:类|项|个)|二选一|不得多头申报|不得交叉申报|不可重复申报|不得重复申报|不得多渠道|不能重复申报|不得兼任");
    private static final Pattern LIST = Pattern.compile("(?:不得|不予|不能|禁止|取消|不可)[^，。]{0,10}(?:申报|推荐|受理|揭榜|参与|立项|支持|申请)");
    private static final Pattern YEARS =
            Pattern.compile("(?<years>" + Numeral.PATTERN + ")年(?:以|之)?内|近(?<past>" + Numeral.PATTERN + ")年");
    private static final Pattern SUSPENDED =
            Pattern.compile("连续(?<years>" + Numeral.PATTERN + ")年(?:度)?[^，。]{0,12}?(?<grade>不合格|不达标|未通过|较差|基本合格|末位)");
    private static final Pattern ONE_PERSON =
            Pattern.compile("(?<one>团长|首席专家|联络员|团员)(?:与|和|、)(?<other>团长|首席专家|联络员|团员)不(?:得|能|可)(?:为|由)?同一人");
    private static final Pattern REPEATED = Pattern.compile("(?:均?不得|不可|不能|不应)(?:相互)?(?:重复|重叠|交叉)(?!申报|推荐)");
    private static final Pattern OTHER_MONEY = Pattern.compile(
            "不(?:得)?作为其他财政|(?:已获|已经获得|获得过?|已列入|已得到|同一).{0,20}(?:支持|资助|立项)[^。；]{0,24}(?:不得|不再|不予|不能)|不得[^，。；]{0,8}(?:重复|多头)(?:支持|资助)");
    /** 「近三年无重大安全事故」: who had one may not apply. */
    private static final Pattern CLEAN = Pattern.compile(
            "近" + Numeral.PATTERN + "年(?:以?来|内)?[^，。；]{0,8}?(?:未|无|没有)[^，。；]{0,24}?(?:事故|处罚|违法|违纪|违规|失信|不良|通报|不端)");

    private static final Pattern BARRED = Pattern.compile(
            "不得与[^，。；]{2,24}重复|不得(?:存在|有)|不重复(?:支持|资助|立项|申报)|不再(?:重复)?(?:资助|支持|立项)|(?:撤销|予以摘牌)[^，。]{0,8}(?:称号|资格|$)|不得(?:再次?|重新)?(?:申报|参与|作为|牵头|推荐|参加|揭榜|申请|同时)|不予(?:受理|支持|立项|推荐)|不再(?:受理|支持)|取消[^，。]{0,10}资格|不在[^，。；]{0,6}(?:资助|支持|申报|推荐|受理)[^，。；]{0,4}范围|不能(?:申报|作为|参与)|不可(?:申报|作为)|禁止|严禁|一票否决");

    private final Statement statement;
    private final Calls calls;
    private final @Nullable Statement above;
    private final List<Found> found = new ArrayList<>();

    private BarRules(Statement statement, @Nullable Statement above, Calls calls) {
        this.statement = statement;
        this.above = above;
        this.calls = calls;
    }

    /**
     * @param above the sentence that announces the list in which this one stands; null if it stands in none
     */
    static List<Found> read(Statement statement, @Nullable Statement above, Calls calls) {
        BarRules rules = new BarRules(statement, above, calls);
        rules.read();
        return rules.found;
    }

    private void read() {
        String text = statement.text();
        Matcher person = ONE_PERSON.matcher(text);
        if (person.find()) {
            add(
                    "团长与首席专家",
                    "two roles, two people",
                    person.group("one") + "≠" + person.group("other"),
                    roles(person),
                    person);
            return;
        }
        Matcher suspended = SUSPENDED.matcher(text);
        if (suspended.find() && text.matches(".*(?:取消|不得|暂停|不予|撤销|摘牌).*")) {
            int years = Numeral.value(suspended.group("years"), "").intValue();
            add(
                    "连续" + years + "年" + suspended.group("grade"),
                    "graded so for years running",
                    suspended.group("grade") + "×" + years,
                    new Condition.Suspension(suspended.group("grade"), years),
                    suspended);
            return;
        }
        if (above != null && LIST.matcher(above.text()).find() && statement.item() != above.item()) {
            incident(text);
            return;
        }
        Matcher inline = Pattern.compile("(?:最近)?(?:" + YEARS.pattern()
                        + ")[^。；]{0,40}?(?:处罚|通报|失信|违法|违纪|未按|未通过|事故|撤销|终止)[^。；]{0,30}?(?:不得|不予|不能|取消)")
                .matcher(text);
        if (inline.find()) {
            incident(text);
            return;
        }
        Matcher clean = CLEAN.matcher(text);
        if (clean.find()) {
            Statement.Clause clause = statement.clause(clean.start());
            promised(FoundKind.EXCLUSION, clause, "no such incident");
            return;
        }
        Matcher together = TOGETHER.matcher(text);
        Matcher repeated = REPEATED.matcher(text);
        Matcher money = OTHER_MONEY.matcher(text);
        if (money.find()) {
            overlap(
                    Condition.Against.FUNDED_RESULTS,
                    EnumSet.of(Dimension.RESULTS),
                    "成果不重复使用",
                    money.start(),
                    money.end());
        } else if (text.matches(".*(?:已立项|已建立|上年|去年|往年|\\d{4}年).*不得作为.*(?:被服务单位|服务对象|依托单位|受援单位).*")) {
            overlap(Condition.Against.HOSTS_OF_LAST_YEAR, EnumSet.of(Dimension.HOSTS), "被服务单位不得重复", 0, text.length());
        } else if (repeated.find() && !dimensions(text).isEmpty()) {
            overlap(
                    Condition.Against.OWN_APPLICATIONS,
                    dimensions(text),
                    "各项目不得重复",
                    clauseStart(repeated.start()),
                    repeated.end());
        } else if (together.find()) {
            exclusion(text, together);
        } else {
            barred(text);
        }
    }

    private int clauseStart(int at) {
        return statement.clause(at).start();
    }

    private static Condition roles(Matcher person) {
        return new Condition.SeparateRoles(role(person.group("one")), role(person.group("other")));
    }

    private static TeamRole role(String label) {
        for (TeamRole role : TeamRole.values()) {
            if (role.label().equals(label)) {
                return role;
            }
        }
        throw new IllegalStateException(label);
    }

    private void exclusion(String text, Matcher words) {
        List<String> named = calls.named(text);
        boolean categories = named.size() >= 2;
        if (categories) {
            found.add(Found.of(
                            FoundKind.EXCLUSION,
                            new Sentence("不可兼报", "no combination"),
                            "不可兼报",
                            new Condition.Exclusion(),
                            statement,
                            words.start(),
                            words.end())
                    .in(named));
            return;
        }
        Condition condition = statement.scope().size() >= 2
                        && !words.group().contains("重复")
                        && !words.group().contains("兼任")
                ? new Condition.Exclusion()
                : new Condition.Commitment(Phase.APPLICATION);
        add(words.group(), "not to be applied for twice", words.group(), condition, words);
    }

    private void overlap(Condition.Against against, Set<Dimension> dimensions, String title, int from, int to) {
        boolean asks = against != Condition.Against.HOSTS_OF_LAST_YEAR;
        String value = "不重复："
                + String.join("、", dimensions.stream().map(Dimension::label).toList());
        found.add(Found.of(
                FoundKind.EXCLUSION,
                new Sentence(title, "no overlap"),
                value,
                new Condition.NonOverlap(dimensions, against, asks ? 0.6 : 1, asks ? 0.9 : 1),
                statement,
                from,
                to));
    }

    private static Set<Dimension> dimensions(String text) {
        Set<Dimension> dimensions = EnumSet.noneOf(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            Pattern words = switch (dimension) {
                case MEMBERS -> Pattern.compile("成员|人员|专家");
                case PROBLEMS -> Pattern.compile("问题|难题|需求");
                case REGIONS -> Pattern.compile("区域|地区");
                case CONTENT -> Pattern.compile("服务内容|研究内容|建设内容|内容");
                case RESULTS -> Pattern.compile("成果|成效");
                case HOSTS -> Pattern.compile("被服务单位|服务对象");
            };
            if (words.matcher(text).find()) {
                dimensions.add(dimension);
            }
        }
        return dimensions;
    }

    /** An incident that bars from applying; one that the format has no word for is confirmed by people. */
    private void incident(String text) {
        Matcher when = YEARS.matcher(text);
        boolean dated = when.find();
        String number = !dated ? "0" : when.group("years") == null ? when.group("past") : when.group("years");
        int years = dated ? Numeral.value(number, "").intValue() : 0;
        IncidentKind kind = null;
        if (text.matches(".*(?:行政处罚|受到处罚).*")) {
            kind = IncidentKind.PENALTY;
        } else if (text.contains("通报") && text.contains("整改")) {
            kind = IncidentKind.CRITICISM;
        } else if (text.matches(".*(?:未按(?:要求|期|时|规定|合同)?[^，]{0,6}完成|未完成|未通过(?:验收|结题|结项)|逾期未(?:结题|验收|结项)).*")
                && text.matches(".*(?:项目|任务|课题).*")) {
            kind = IncidentKind.UNFINISHED;
        }
        String title = (years > 0 ? years + "年内" : "") + (kind == null ? shortly(text) : kind.label());
        Condition condition = kind == null || years == 0
                ? new Condition.Commitment(Phase.APPLICATION)
                : new Condition.Disqualification(
                        kind, authority(text), years, text.contains("非不可抗力") || text.contains("不可抗力除外"));
        String value = (kind == null ? shortly(text) : kind.label()) + (years > 0 ? " " + years + "年" : "");
        found.add(Found.of(
                        FoundKind.EXCLUSION,
                        new Sentence(title, kind == null ? "barred from applying" : kind.english()),
                        value,
                        condition,
                        statement,
                        0,
                        text.length())
                .with(Strength.HARD));
    }

    private static String authority(String text) {
        Matcher by = Pattern.compile("被(?<by>[^，]{2,16}?)通报|完成(?<of>[^，]{2,24}?)(?:有关|相关)?(?:的)?项目")
                .matcher(text);
        if (!by.find()) {
            return "";
        }
        return by.group("by") == null ? by.group("of") : by.group("by");
    }

    /** What the applicant promises in the words of a clause, for no record can show it. */
    private void promised(FoundKind kind, Statement.Clause clause, String english) {
        String words = shortly(clause.text());
        found.add(Found.of(
                        kind,
                        new Sentence(words, english),
                        words,
                        new Condition.Commitment(Phase.APPLICATION),
                        statement,
                        clause.start(),
                        clause.end())
                .with(Strength.HARD));
    }

    private void barred(String text) {
        Matcher barred = BARRED.matcher(text);
        if (!barred.find() || text.length() < 8 || text.endsWith("：")) {
            return;
        }
        boolean late = text.matches(".*(?:逾期|过期|截止后).*");
        boolean formal = text.matches(".*(?:缺项|格式不符|材料不全|不符合要求|不完整).*");
        Statement.Clause clause = statement.clause(barred.start());
        if (late || formal && !statement.item().title().contains("不得")) {
            promised(FoundKind.COMMITMENT, clause, "not accepted");
            return;
        }
        promised(FoundKind.EXCLUSION, clause, "barred");
    }

    private void add(String title, String english, String value, Condition condition, Matcher words) {
        found.add(Found.of(
                        FoundKind.EXCLUSION,
                        new Sentence(title, english),
                        value,
                        condition,
                        statement,
                        words.start(),
                        words.end())
                .with(Strength.HARD));
    }

    static String shortly(String text) {
        String plain = text.replaceAll("^(?:（\\d+）|\\d+[.、]|[：，])+", "");
        return plain.length() <= 30 ? plain : plain.substring(0, 29) + "…";
    }
}
