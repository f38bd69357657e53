package org.jiebang.ingest.notice;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Phase;

/** How many are approved, and how many one unit may file or recommend. */
final class PlaceRules {
    private static final String UNIT_WORD =
            "(?:单位|学会|申报主体|申报人|申请人|负责人|企业|团队|高校|院校|依托单位|法人|主体|机构|科协|园区|专家|人员|县|市|地区|部门|区）|学校|平台)";
    private static final Pattern PER_UNIT = Pattern.compile("(?:每个?|每支|每家|每所|每位|每名|同一|各|一个|一家|单个|任一|符合条件的)[^，。]{0,14}?"
            + UNIT_WORD + "|(?:单位|学会|机构|高校|科协|平台)可(?:直接|另外?|各|自行)?(?:推荐|申报)|^限(?:额|项)|限[申报推荐额]|限报|申报主体|申报数量|推荐数量|推荐名额");
    private static final String RECOMMENDATIONS = "推荐限额";
    private static final Pattern FILES = Pattern.compile("申报|报送|牵头|承担|成立|主持|申请|揭榜|提交|限报|限项|进站|担任|领衔");
    private static final Pattern RECOMMENDS = Pattern.compile("推荐|限推|遴选推荐|择优报");
    private static final Pattern PLACES = Pattern.compile(
            "立项(?:数量|总数|项目|不超过|数)|(?:拟|计划|择优|共|最终|遴选|分批|每年|本次|原则上|拟定)?(?:立项|支持|资助|遴选|认定|评选|确定|设立|安排|设|入选|评定)[^，。；元]{0,14}?$|名额|数量[：为是]?|项目数|总数|各$|等$|[一二三]等$|：$|共$|共计$");
    private static final Pattern PLACES_SECTION = Pattern.compile("数量|名额|立项数|规模");

    private static final Pattern RECOMMENDER =
            Pattern.compile("(?<who>[\\p{IsHan}]{0,4}(?:单位|学会|分会|科协|高校|院校|企业|机构|专家|委员会))[^，；。]{0,12}$");

    private PlaceRules() {}

    /** Who may recommend as many as a rule says, in its words; blank where no rule of recommendations, or not said beside it. */
    static String recommender(Found rule) {
        if (!rule.title().chinese().equals(RECOMMENDATIONS)) {
            return "";
        }
        Statement.Clause clause = rule.statement().clause(rule.from());
        Matcher who = RECOMMENDER.matcher(
                rule.statement().text().substring(clause.start(), Math.max(clause.start(), rule.from())));
        return who.find() ? who.group("who") : "";
    }

    static boolean perUnit(CountedRules here, Count count, Statement.Clause clause, String before, String after) {
        String upTo = here.statement().text().substring(0, count.end()).replaceAll("^.*[；。]", "");
        boolean countable = count.unit().matches("个|项|家|名|人|份|支|件|篇|门|条|T");
        if (!countable
                || count.bound() == Count.Bound.LEAST
                || !PER_UNIT.matcher(upTo).find()) {
            return false;
        }
        String words =
                before + clause.text().substring(count.start() - clause.start(), count.end() - clause.start()) + after;
        boolean alike = before.endsWith("各")
                && !here.found().isEmpty()
                && here.found().getLast().condition() instanceof Condition.Quota;
        boolean limited =
                alike || count.bound() == Count.Bound.MOST || words.matches(".*(?:只能|仅能|仅限|限|原则上|可申报|可推荐|可报|可).*");
        boolean files = alike || FILES.matcher(words).find();
        boolean recommends = RECOMMENDS.matcher(words).find();
        if (!limited
                || !files && !recommends
                || !count.isWhole()
                || before.matches(".*(?:科技工作者|成员|人数|年龄).*")
                || after.startsWith("国家级学会")) {
            return false;
        }
        boolean recommended = recommends && !before.matches(".*申报.{0,8}");
        Sentence title = recommended
                ? new Sentence(RECOMMENDATIONS, "recommendations of one unit")
                : new Sentence("每个单位申报数", "applications of one unit");
        String value = "≤" + Count.plain(count.most()) + count.unit();
        // The format limits what one applicant files; what a unit may recommend people must count.
        Condition condition = recommended
                ? new Condition.Commitment(Phase.APPLICATION)
                : new Condition.Quota(count.most().intValue());
        here.add(FoundKind.QUOTA, title, value, condition, clause, count);
        return true;
    }

    static boolean places(CountedRules here, Count count, Statement.Clause clause, String before, String after) {
        boolean section = false;
        for (Item above = here.statement().item(); above != null; above = above.parent()) {
            section |= PLACES_SECTION.matcher(above.title()).find() && above.level() <= 8;
        }
        boolean unit = count.unit().matches("个|项|家|名|人|支|T")
                || count.unit().matches("场|期") && before.matches(".*拟(?:支持|资助|举办)");
        boolean project = after.isEmpty()
                || after.matches("^(?:左右|余|以内)?(?:项目|课题|榜单|团队|（.*|/.*|个项目|科技服务团|服务团|企业|单位|示范|基地|站|名).*")
                || after.matches("^[、；）].*");
        project &= !before.matches(".*可(?:直接|另外?|各|自行)?推荐");
        boolean tender = before.matches(".*(?:现将|现发布|现公布|本次|本批)[^，]{0,14}")
                && after.matches("^[^，]{0,12}(?:需求|难题|榜单|任务).*")
                && clause.text().matches(".*(?:公布|发布|张榜|发榜).*");
        if (!unit || !count.isWhole() || count.bound() == Count.Bound.LEAST || !project && !tender) {
            return false;
        }
        boolean named = PLACES.matcher(before).find()
                && !Words.DEED.matcher(before.replaceAll("遴选|服务|建设|发展|支持", "")).find();
        boolean approved = before.matches(
                ".*(?:立项|拟支持|择优支持|计划支持|拟资助|择优资助|拟遴选|择优遴选|拟立项|计划立项|支持不超过|名额|拟认定|共认定|共支持|共遴选|(?:计划|拟|今年|本年度|年内)[^，。]{0,4}(?:新建|认定|设立|立项|遴选)[^，。]{0,12}).*");
        boolean grant = before.matches("^(?:[^，]{0,12}(?:课题|榜单|专项|项目)|新建|新设|新增)$")
                && here.statement().text().matches(".*(?:资助|补助).*")
                && count.bound() != Count.Bound.RANGE;
        boolean bare = grant
                || section
                        && (before.isEmpty()
                                || before.endsWith("：")
                                || before.length() <= 20
                                        && !Words.DEED.matcher(before).find());
        if (!(bare
                || approved
                || tender
                || shareOfPlaces(here, count, before)
                || named && clause.text().matches(".*(?:立项|名额|项目数|总数|支持数量|立项数|榜单[^，]{0,4}共).*"))) {
            return false;
        }
        String value = (count.bound() == Count.Bound.MOST ? "≤" : count.bound() == Count.Bound.ABOUT ? "≈" : "")
                + Count.plain(count.most())
                + count.unit();
        here.add(
                FoundKind.QUOTA,
                new Sentence("立项数量", "places"),
                value,
                new Condition.Places(count.most().intValue(), "", Map.of()),
                clause,
                count);
        return true;
    }

    /** 「新建15个，其中企业类不超过9个，乡村类不超过6个」: a bound on a share of places named before. */
    private static boolean shareOfPlaces(CountedRules here, Count count, String before) {
        return before.matches("^(?:其中)?[\\p{IsHan}]{2,10}$")
                && count.bound() == Count.Bound.MOST
                && here.statement().text().substring(0, count.start()).contains("其中")
                && !here.found().isEmpty()
                && here.found().getLast().condition() instanceof Condition.Places
                && here.found().getLast().value().endsWith(count.unit());
    }
}
