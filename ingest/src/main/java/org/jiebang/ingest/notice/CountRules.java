package org.jiebang.ingest.notice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.catalog.Money;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Bound;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Measure;
import org.jiebang.programme.Phase;
import org.jspecify.annotations.Nullable;

/** Rules that are a number: places, limits per unit, caps on money, counts of a team, targets, things to be handed in, copies. */
final class CountRules {
    private static final String UNIT_WORD =
            "(?:单位|学会|申报主体|申报人|申请人|负责人|企业|团队|高校|院校|依托单位|法人|主体|机构|科协|园区|专家|人员|县|市|地区|部门|区）|学校|平台)";
    private static final Pattern PER_UNIT = Pattern.compile("(?:每个?|每支|每家|每所|每位|每名|同一|各|一个|一家|单个|任一|符合条件的)[^，。]{0,14}?"
            + UNIT_WORD + "|(?:单位|学会|机构|高校|科协|平台)可(?:直接|另外?|各|自行)?(?:推荐|申报)|^限(?:额|项)|限[申报推荐额]|限报|申报主体|申报数量|推荐数量|推荐名额");
    private static final Pattern FILES = Pattern.compile("申报|报送|牵头|承担|成立|主持|申请|揭榜|提交|限报|限项|进站|担任|领衔");
    private static final Pattern RECOMMENDS = Pattern.compile("推荐|限推|遴选推荐|择优报");
    private static final Pattern PLACES = Pattern.compile(
            "立项(?:数量|总数|项目|不超过|数)|(?:拟|计划|择优|共|最终|遴选|分批|每年|本次|原则上|拟定)?(?:立项|支持|资助|遴选|认定|评选|确定|设立|安排|设|入选|评定)[^，。；元]{0,14}?$|名额|数量[：为是]?|项目数|总数|各$|等$|[一二三]等$|：$|共$|共计$");
    private static final Pattern PLACES_SECTION = Pattern.compile("数量|名额|立项数|规模");
    private static final Pattern MONEY = Pattern.compile("资助|补助|支持|奖励|经费|额度|拨款|补贴|给予|资金|奖金|强度|奖补");
    private static final Pattern OWN_MONEY = Pattern.compile(
            "自筹|投入|投资|营业收入|业务收入|销售|产值|研发费用|研发经费|注册资本|榜单金额|榜金|合同额|合同金额|到账|配套|交易额|成交额|总预算|企业出资|揭榜金额|技术交易|利润|出资|资产|固定|支出|研究开发|首付");
    private static final Pattern TOTAL = Pattern.compile("总额|总经费|总资金|合计|共计|资金规模|总计|总规模");
    private static final Pattern GRADED = Pattern.compile("(?<name>[一二三四特优甲乙丙][等级类]?(?:奖|等)?|优秀|良好|合格)[：为是共]?$");
    private static final Pattern DEED = Pattern.compile(
            "举办|组织|开展|组建|建立|建成|建设|新建|培育|形成|实现|签约|签订|落地|集聚|推动|解决|推送|培训|路演|实施|部署|创建|引进|引育|服务|攻克|转化|完成|发布|达成|征集|沟通|走访|对接|联合|遴选|新增|凝炼|提炼|发展|孵化|深入|协调|面向|梳理|授权|申请|打造|选派|派驻|吸纳");
    private static final Pattern BACKGROUND = Pattern.compile(
            "围绕|聚焦|依托|我省|现有|截至|以来|结合|已有|已签|已建|按照|根据|为核心|为支撑|充分发挥|对\\d|参与|发挥|我市|第三方|方向$|分为|主要分|子项目|季度|每月|^每|类项目|《|等$");
    private static final Pattern OTHER_COUNT = Pattern.compile("工作日|年$|个月|周|小时|学时|课时|分钟|期|季|道|只|处|款|种|类|页|平方米");
    private static final Pattern HANDED_IN =
            Pattern.compile("提交|撰写|编制|形成|发布|报送|出具|上报|出版|发表|编写|提供|完成.{0,3}(?:报告|总结)|结项");
    private static final Pattern PAPER =
            Pattern.compile("报告|建议|案例|总结|指南|汇编|清单|简报|论文|专著|专利|标准|报道|材料|方案|评价|专报|蓝皮书|白皮书|视频|图册|手册|画册|信息|稿|软著|著作权|证明");
    private static final Pattern COPIES = Pattern.compile("一式(?<each>" + Numeral.PATTERN
            + ")[份套]|(?<what>[^，。；、和及]{0,14}?(?:原件|复印件|正本|副本|电子版|纸质版|纸质材料|申报书|扫描件|光盘|U盘|申报材料|书面材料))(?:》|（[^）]*）)*(?:各)?(?<n>"
            + Numeral.PATTERN + ")[份套张]");
    private static final Pattern LEADING = Pattern.compile(
            "^(?:[\\p{IsHan}]{2,8}：|其中|签订的|并|全年|年内|每年|年度|一般|原则上|累计|共|且|同时|且须|须|需|应|应当|必须|要|能|可|推动|推进|带动|力争|争取|积极|组织开展|组织|联合|开展|举办|实现|完成|深入|达到|新增|解决|在|的|对|与|于|，|由|还|还应|每个|每家|项目|实施期内|期内|建设期内|考核期内|近[一二三两3]年)+");
    private static final Pattern TRAILING = Pattern.compile(
            "(?:数量?|一般|原则上|累计|合计|共|总数|均|各|须|应|需|不|的|达|为|是|在|至|约|：|“|、|要|约占|占比?|总计|每年|年均|不得|需达|可|以上|将)+$");

    private final Statement statement;
    private final List<Day> dates;
    private final List<Found> found = new ArrayList<>();
    /** Up to here counts of that unit are parts of one number. */
    private int partsEnd;

    private String partsUnit = "";

    private CountRules(Statement statement, List<Day> dates) {
        this.statement = statement;
        this.dates = dates;
    }

    static List<Found> read(Statement statement, List<Day> dates) {
        CountRules rules = new CountRules(statement, dates);
        rules.read();
        return rules.found;
    }

    private void read() {
        String text = statement.text();
        int[] copies = copies(text);
        List<Count> counts = Count.find(text, dates);
        int[] split = grades(counts);
        if (split[1] == 0) {
            split = parts(counts);
        }
        Count previous = null;
        Count least = null;
        for (Count count : counts) {
            if (count.start() < split[1] && count.end() > split[0]
                    || count.start() < copies[1] && count.end() > copies[0]
                    || count.end() <= partsEnd && count.unit().equals(partsUnit)) {
                continue;
            }
            Statement.Clause clause = statement.clause(count.number());
            if (least != null && statement.clause(least.number()).start() != clause.start()) {
                least = null;
            }
            boolean list = least != null && count.bound() == Count.Bound.BARE && !count.isMoney();
            if (!read(count, clause, list, previous)) {
                continue;
            }
            previous = count;
            if (count.bound() == Count.Bound.LEAST || list) {
                least = count;
            }
        }
    }

    private boolean read(Count count, Statement.Clause clause, boolean list, @Nullable Count previous) {
        String before = clause.text().substring(0, Math.max(0, count.start() - clause.start()));
        String after = clause.text().substring(Math.min(clause.text().length(), count.end() - clause.start()));
        if (count.unit().equals("字") || count.unit().equals("万字")) {
            return false;
        }
        if (count.isMoney()) {
            return money(count, clause, before, after);
        }
        return perUnit(count, clause, before, after)
                || places(count, clause, before, after)
                || composition(count, clause, before, after)
                || deliverable(count, clause, before, after)
                || threshold(count, clause, before, after, list);
    }

    // Money

    private boolean money(Count count, Statement.Clause clause, String before, String after) {
        if (after.matches("^的?(?:千分之|百分之|\\d+(?:\\.\\d+)?%).*")) {
            return false;
        }
        boolean paid = after.matches("^[^，]{0,10}(?:补助|资助|奖励|支持|补贴).*");
        boolean goesOn = before.matches("^(?:且|并且?|同时).{0,6}");
        String owner = goesOn ? statement.text().substring(0, count.start()) : before;
        // Nobody promises to grant at least so much: what is asked for is put in by the applicant.
        boolean asked = count.bound() == Count.Bound.LEAST && !before.matches(".*(?:资助|补助|奖励|给予|奖补|支持).*");
        boolean own = !paid
                && (asked || OWN_MONEY.matcher(owner).find() && !before.matches(".*(?:资助|补助|奖励|给予|支持额度|经费).{0,12}"));
        boolean total = TOTAL.matcher(before).find();
        if (own && count.bound() != Count.Bound.MOST) {
            String name = name(goesOn ? owner.replaceAll("，[^，]*$", "").replaceAll("不.*$", "") : before, "");
            add(
                    FoundKind.THRESHOLD,
                    sentence(name.isEmpty() ? "投入" : name, "money put in"),
                    count,
                    count.isWhole()
                            ? new Condition.Threshold(
                                    name.isEmpty() ? "投入" : name,
                                    "万元",
                                    count.value().intValue())
                            : null,
                    clause);
            return true;
        }
        boolean limits = count.bound() == Count.Bound.MOST || count.bound() == Count.Bound.RANGE;
        boolean each = (before + after).matches(".*(?:每个|每项|每家|单个|单项|各|/个|/项|每年).*") || after.startsWith("/");
        boolean granted = MONEY.matcher(statement.text().substring(Math.max(0, clause.start() - 30), clause.end()))
                        .find()
                || MONEY.matcher(statement.item().title()).find();
        if (!granted
                || own
                || !limits && !each && !total && !MONEY.matcher(clause.text()).find()) {
            return false;
        }
        String value = "≤" + Count.plain(count.most()) + "万元";
        add(
                FoundKind.CAP,
                total ? sentence("资金总额", "money in all") : sentence("资助经费", "amount granted"),
                value,
                total ? null : new Condition.AmountCap(new Money(count.most())),
                clause,
                count);
        return true;
    }

    // Places and limits

    private boolean perUnit(Count count, Statement.Clause clause, String before, String after) {
        String upTo = statement.text().substring(0, count.end()).replaceAll("^.*[；。]", "");
        boolean countable = count.unit().matches("个|项|家|名|人|份|支|件|篇|门|条|T");
        if (!countable
                || count.bound() == Count.Bound.LEAST
                || !PER_UNIT.matcher(upTo).find()) {
            return false;
        }
        String words =
                before + clause.text().substring(count.start() - clause.start(), count.end() - clause.start()) + after;
        boolean alike =
                before.endsWith("各") && !found.isEmpty() && found.getLast().condition() instanceof Condition.Quota;
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
                ? sentence("推荐限额", "recommendations of one unit")
                : sentence("每个单位申报数", "applications of one unit");
        String value = "≤" + Count.plain(count.most()) + count.unit();
        // The format limits what one applicant files; what a unit may recommend people must count.
        Condition condition = recommended
                ? new Condition.Commitment(Phase.APPLICATION)
                : new Condition.Quota(count.most().intValue());
        add(FoundKind.QUOTA, title, value, condition, clause, count);
        return true;
    }

    private boolean places(Count count, Statement.Clause clause, String before, String after) {
        boolean section = false;
        for (Item above = statement.item(); above != null; above = above.parent()) {
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
                && !DEED.matcher(before.replaceAll("遴选|服务|建设|发展|支持", "")).find();
        boolean approved = before.matches(
                ".*(?:立项|拟支持|择优支持|计划支持|拟资助|择优资助|拟遴选|择优遴选|拟立项|计划立项|支持不超过|名额|拟认定|共认定|共支持|共遴选|(?:计划|拟|今年|本年度|年内)[^，。]{0,4}(?:新建|认定|设立|立项|遴选)[^，。]{0,12}).*");
        boolean grant = before.matches("^(?:[^，]{0,12}(?:课题|榜单|专项|项目)|新建|新设|新增)$")
                && statement.text().matches(".*(?:资助|补助).*")
                && count.bound() != Count.Bound.RANGE;
        boolean bare = grant
                || section
                        && (before.isEmpty()
                                || before.endsWith("：")
                                || before.length() <= 20
                                        && !DEED.matcher(before).find());
        if (!(bare
                || approved
                || tender
                || shareOfPlaces(count, before)
                || named && clause.text().matches(".*(?:立项|名额|项目数|总数|支持数量|立项数|榜单[^，]{0,4}共).*"))) {
            return false;
        }
        String value = (count.bound() == Count.Bound.MOST ? "≤" : count.bound() == Count.Bound.ABOUT ? "≈" : "")
                + Count.plain(count.most())
                + count.unit();
        add(
                FoundKind.QUOTA,
                sentence("立项数量", "places"),
                value,
                new Condition.Places(count.most().intValue(), "", Map.of()),
                clause,
                count);
        return true;
    }

    /** 「新建15个，其中企业类不超过9个，乡村类不超过6个」: a bound on a share of places named before. */
    private boolean shareOfPlaces(Count count, String before) {
        return before.matches("^(?:其中)?[\\p{IsHan}]{2,10}$")
                && count.bound() == Count.Bound.MOST
                && statement.text().substring(0, count.start()).contains("其中")
                && !found.isEmpty()
                && found.getLast().condition() instanceof Condition.Places
                && found.getLast().value().endsWith(count.unit());
    }

    /** 「一等4个、二等6个、三等10个」 and 「苏州、无锡各25个；扬州、泰州各15个」: shares of one number. */
    private int[] grades(List<Count> counts) {
        Map<String, Integer> split = new LinkedHashMap<>();
        String unit = "";
        int from = -1;
        int to = 0;
        for (Count count : counts) {
            int begin = to == 0 ? 0 : to;
            String before = statement.text().substring(Math.min(begin, count.start()), count.start());
            Matcher grade = GRADED.matcher(before);
            Matcher each = Pattern.compile("(?<names>(?:[\\p{IsHan}]{2,4}(?:、|和))+[\\p{IsHan}]{2,4})各$")
                    .matcher(before);
            if (!count.unit().matches("个|项|家|名|支") || !count.isWhole() || count.bound() != Count.Bound.BARE) {
                continue;
            }
            if (grade.find()) {
                split.put(grade.group("name"), count.value().intValue());
            } else if (each.find()) {
                for (String name : each.group("names").split("、|和")) {
                    split.put(name, count.value().intValue());
                }
            } else {
                continue;
            }
            unit = count.unit();
            from = from < 0 ? count.start() : from;
            to = count.end();
        }
        if (split.size() < 2) {
            return new int[] {0, 0};
        }
        int total = split.values().stream().mapToInt(Integer::intValue).sum();
        boolean grade = split.keySet().iterator().next().matches("[一二三四特优甲乙丙].*|优秀|良好|合格");
        found.add(Found.of(
                FoundKind.QUOTA,
                sentence("名额分配", "places and their split"),
                shares(total, unit, split),
                new Condition.Places(total, grade ? "等次" : "地区", split),
                statement,
                from,
                to));
        return new int[] {from, to};
    }

    /** 「30项，其中装备12项、医药10项、材料8项」: the parts of a number that add up to it. */
    private int[] parts(List<Count> counts) {
        int among = statement.text().indexOf("其中");
        Count total = counts.stream()
                .filter(count -> count.end() <= among)
                .reduce((one, other) -> other)
                .orElse(null);
        if (total == null
                || !total.isWhole()
                || !total.unit().matches("个|项|家|名|支")
                || !statement.text().substring(0, total.start()).matches(".*(?:立项|支持|认定|遴选|资助|名额|评选|设立|数量).*")) {
            return new int[] {0, 0};
        }
        Map<String, Integer> split = new LinkedHashMap<>();
        int to = among + 2;
        for (Count part : counts) {
            if (part.start() < among
                    || !part.unit().equals(total.unit())
                    || part.bound() != Count.Bound.BARE
                    || !part.isWhole()) {
                continue;
            }
            String name = statement
                    .text()
                    .substring(Math.min(to, part.start()), part.start())
                    .replaceAll("^.*[，、；和及与]|[：为共]+$", "");
            if (!name.isEmpty() && name.length() <= 16) {
                split.put(name, part.value().intValue());
                to = part.end();
            }
        }
        int sum = split.values().stream().mapToInt(Integer::intValue).sum();
        if (split.size() < 2 || sum != total.value().intValue()) {
            return new int[] {0, 0};
        }
        found.add(Found.of(
                FoundKind.QUOTA,
                sentence("名额分配", "places and their split"),
                shares(sum, total.unit(), split),
                new Condition.Places(sum, "类别", split),
                statement,
                total.start(),
                to));
        // Other numbers between the parts, such as money, are read on their own.
        partsEnd = to;
        partsUnit = total.unit();
        return new int[] {total.start(), total.end()};
    }

    /** A rule of places with other shares. */
    static Found allocation(Found rule, String by, Map<String, Integer> split) {
        int total = split.values().stream().mapToInt(Integer::intValue).sum();
        String unit = rule.value().replaceAll("^\\d+|：.*$", "");
        return new Found(
                rule.kind(),
                rule.title(),
                shares(total, unit, split),
                rule.strength(),
                rule.categories(),
                new Condition.Places(total, by, split),
                rule.statement(),
                rule.from(),
                rule.to());
    }

    private static String shares(int total, String unit, Map<String, Integer> split) {
        return total + unit + "："
                + String.join(
                        "、",
                        split.entrySet().stream()
                                .map(share -> share.getKey() + share.getValue())
                                .toList());
    }

    // The team

    private boolean composition(Count count, Statement.Clause clause, String before, String after) {
        String around = before + "#" + after;
        Measure measure = null;
        int age = 0;
        Matcher years = Pattern.compile("(\\d{2})周?岁").matcher(before);
        boolean people = count.unit().matches("人|名|位");
        if (count.unit().matches("周?岁")) {
            return age(count, clause, before, after);
        }
        if (people && around.matches(".*(?:青年人才托举|青托|托举工程).*") && !around.contains("组织青年人才托举")) {
            measure = Measure.SUPPORTED_YOUTH;
        } else if (people && years.find() && around.matches(".*(?:青年|岁及?以下|岁).*")) {
            measure = Measure.YOUNG;
            age = Integer.parseInt(years.group(1));
        } else if (people && (around.matches(".*(?:蹲点|驻点|驻站).*") || before.matches("^每.*(?:选派|派驻)"))) {
            measure = Measure.RESIDENTS;
        } else if (people
                && before.matches(
                        ".*(?:总人数|组成人员|团队成员|成员|团员|团队人数|人数|每队由|专家人数|团队规模|服务团|服务队|科研人员|研发人员|团队(?:专家)?|专家)(?:总数|数量|规模|人数)?(?:一般|原则上|应|须|需|由)*")
                && count.bound() != Count.Bound.BARE
                && !before.matches(".*(?:培训|参会|参加|参训|服务|受益|会员|企业|集聚|引进)(?:人数|人员)?")) {
            measure = Measure.MEMBERS;
        } else if (count.unit().equals("天") && statement.text().matches(".*(?:蹲点|驻点|驻站|驻企|服务时间|现场服务).*")) {
            measure = Measure.RESIDENT_DAYS;
        } else if (count.unit().matches("个|家")
                && around.matches(".*(?:协同创新组织|服务站).*")
                && before.matches(".*(?:建立|建设|设立|建).*")
                && !before.contains("新建")) {
            measure = Measure.STATIONS;
        } else if (count.unit().matches("个|条")
                && after.matches("^(?:重点|主导|优势)?(?:产业链|细分产业).*")
                && before.matches(".*(?:每个|每支|各|聚焦|选择|选取|围绕)")
                && !before.matches(".*(?:我省|全省).*")
                && !before.contains("难题")) {
            measure = after.contains("难题") ? Measure.CHAIN_PROBLEMS : Measure.CHAINS;
        } else if (count.unit().equals("个") && after.matches("^省(?:份|为|（|$).*")) {
            measure = Measure.PROVINCES;
        } else if (count.unit().equals("个")
                && after.matches("^.{0,12}(?:共性技术问题|技术难题|难题问题|技术问题).*")
                && before.matches(".*(?:选取|选择|确定|凝练|或)")) {
            measure = Measure.PROBLEMS;
        } else if (count.unit().matches("家|个")
                && around.matches(".*(?:参与单位|组成单位|合作单位|联合单位|参加单位|成员单位|协作单位).*")
                && before.matches(".*(?:单位)(?:数量?|总数)?(?:一般|原则上)?")) {
            measure = Measure.ORGANISATIONS;
        }
        if (measure == null || !count.isWhole()) {
            return false;
        }
        if (count.bound() == Count.Bound.BARE
                && measure != Measure.CHAINS
                && measure != Measure.CHAIN_PROBLEMS
                && measure != Measure.RESIDENTS
                && measure != Measure.PROBLEMS
                && measure != Measure.PROVINCES
                && measure != Measure.STATIONS) {
            return false;
        }
        int least = count.bound() == Count.Bound.MOST ? 0 : count.value().intValue();
        int most = count.bound() == Count.Bound.LEAST || count.bound() == Count.Bound.ABOUT
                ? Bound.UNLIMITED
                : count.most().intValue();
        Sentence title = sentence(measure.label() + "数", measure.english());
        String value = (age > 0 ? "≤" + age + "岁 " : "") + count.written();
        found.add(Found.of(
                FoundKind.THRESHOLD,
                title,
                value,
                new Condition.Composition(measure, least, most, age),
                statement,
                age > 0 ? years.start() + clause.start() : count.start(),
                count.end()));
        return true;
    }

    /** 「年龄不超过55周岁」; an age that only names a group is part of the count that follows it. */
    private boolean age(Count count, Statement.Clause clause, String before, String after) {
        boolean limit = before.matches(".*(?:年龄|周岁|出生).*")
                || after.matches("^(?:以下|及以下|（含）以下)?$") && before.matches(".*(?:负责人|领衔人|申报人|带头人|申请人).*");
        if (!limit || before.matches(".*优先.*")) {
            return false;
        }
        String who = name(before.replaceAll("年龄.*", ""), "");
        add(
                FoundKind.THRESHOLD,
                sentence((who.isEmpty() ? "负责人" : who) + "年龄", "age"),
                count.written(),
                new Condition.Commitment(Phase.APPLICATION),
                clause,
                count);
        return true;
    }

    // Results

    private boolean deliverable(Count count, Statement.Clause clause, String before, String after) {
        if (!count.unit().matches("份|篇|部|件|个|本|册|项") || !count.isWhole()) {
            return false;
        }
        String behind = after.replaceAll("^(?:以上)?", "");
        String item = PAPER.matcher(behind).find() && behind.matches("^[^、，（及和并等][^、，（]{1,25}.*")
                ? behind.replaceAll("[、，（并].*$", "")
                : "";
        if (item.isEmpty()) {
            String last = before.replaceAll("^.*(?:提交|撰写完成|撰写|编制|形成|发布|报送|出具的?|上报|出版|发表|提供)", "")
                    .replaceAll("^.*[、和及]", "")
                    .replaceAll("^.*(?:份|篇|个|件|部)", "");
            item = PAPER.matcher(last).find() ? name(last, "") : "";
        }
        boolean paperUnit = count.unit().matches("份|篇|部|本|册");
        boolean handed = HANDED_IN.matcher(before).find()
                || paperUnit && statement.item().title().matches(".*(?:成果|结项|验收).*")
                || HANDED_IN
                                .matcher(statement.text().substring(0, clause.start()))
                                .find()
                        && paperUnit;
        if (item.isEmpty()
                || !handed
                || !paperUnit
                        && (count.bound() == Count.Bound.LEAST || count.value().intValue() > 3)
                || item.contains("解决方案")) {
            return false;
        }
        item = item.replaceAll("^(?:高质量的?|年度|的)+", "").replaceAll("[《》]", "");
        int[] letters = characters(clause, count.end() - clause.start());
        LocalDateHolder due = new LocalDateHolder(dates, statement, clause);
        add(
                FoundKind.DELIVERABLE,
                sentence(item, "to be handed in: " + item),
                count.written(),
                new Condition.Deliverable(
                        item, Math.max(1, count.value().intValue()), letters[0], letters[1], due.day()),
                clause,
                count);
        return true;
    }

    /** Characters asked of each, in brackets behind: 「（4000至5000字）」, 「（约2万字）」 leaves a tenth of room. */
    private int[] characters(Statement.Clause clause, int from) {
        for (Count count :
                Count.find(clause.text().substring(Math.min(from, clause.text().length())), List.of())) {
            if (count.unit().endsWith("字")) {
                BigDecimal factor = count.unit().equals("万字") ? BigDecimal.valueOf(10_000) : BigDecimal.ONE;
                int least = count.value().multiply(factor).intValue();
                int most = count.most().multiply(factor).intValue();
                return switch (count.bound()) {
                    case RANGE -> new int[] {least, most};
                    case MOST -> new int[] {0, most};
                    case ABOUT -> new int[] {least * 9 / 10, least * 11 / 10};
                    case LEAST, BARE -> new int[] {least, Bound.UNLIMITED};
                };
            }
        }
        return new int[] {0, Bound.UNLIMITED};
    }

    private boolean threshold(Count count, Statement.Clause clause, String before, String after, boolean list) {
        boolean recommenders = before.endsWith("由") && after.matches("^[^，]{0,16}(?:专家|院士|教授|委员|会员)[^，]{0,4}推荐.*");
        boolean asked = count.bound() == Count.Bound.LEAST || list || recommenders;
        boolean goal = (count.bound() == Count.Bound.BARE || count.bound() == Count.Bound.ABOUT)
                && (DEED.matcher(before).find() || previousDeed(clause))
                && !BACKGROUND.matcher(before).find();
        boolean most = count.bound() == Count.Bound.MOST && count.unit().matches("个|项|家|人|名|年|个月|%|天");
        if (OTHER_COUNT.matcher(count.unit()).find() && !asked && !most || !asked && !goal && !most) {
            return false;
        }
        boolean granting = count.unit().matches("年|个月")
                && statement.text().substring(clause.start()).matches("[^；]*?的，[^；]*(?:给予|奖励|奖补|补助|拨付).*");
        String plain = clause.text().replaceAll("不得(?:少于|低于|超过|高于|多于)", "");
        if (granting
                || after.matches("^[^，]{0,8}：.*")
                || clause.text().matches(".*(?:兼报|子项目).*")
                || plain.matches(".*(?:不得|不予|取消|不能).*")
                || asked && before.matches(".*(?:申报|两|[2-9])$")
                || statement.text().substring(count.number(), count.end()).contains("（含）以上") && before.endsWith("申报")
                || after.matches("^(?:项目成果|一).*")
                || clause.text().matches(".*联合(?:至少)?(?:[1一]|不少于[1一])[家个].*")
                        && count.value().intValue() == 1) {
            return false;
        }
        if (goal
                && (count.unit().matches("年|人次|名|个") && count.value().compareTo(BigDecimal.ONE) == 0
                        || count.unit().equals("%")
                        || count.unit().equals("年"))) {
            return false;
        }
        String compared = statement.text().substring(count.start(), count.number());
        String within = compared.endsWith("的") ? compared.replaceAll("^.*(?:于|过|少)|的$", "") : "";
        String name = name(before, after);
        if (name.isEmpty()) {
            name = within;
        }
        if (name.isEmpty() && (asked || most)) {
            // 「不得少于4人，不得超过10人」: the same thing as before is counted.
            name = found.stream()
                    .filter(rule -> rule.kind() == FoundKind.THRESHOLD)
                    .reduce((one, other) -> other)
                    .map(rule -> rule.title().chinese())
                    .orElse("");
        }
        if (name.isEmpty()) {
            return false;
        }
        String unit = count.unit().equals("万条") ? "万条" : count.unit();
        boolean least = count.bound() != Count.Bound.MOST
                && count.isWhole()
                && count.value().signum() > 0;
        Condition condition = least
                ? new Condition.Threshold(name, unit, count.value().intValue())
                : new Condition.Commitment(Phase.APPLICATION);
        add(
                FoundKind.THRESHOLD,
                sentence(name, "target: " + name),
                count.bound() == Count.Bound.MOST ? count.written() : "≥" + Count.plain(count.value()) + unit,
                condition,
                clause,
                count);
        return true;
    }

    private boolean previousDeed(Statement.Clause clause) {
        return DEED.matcher(clause.text()).find();
    }

    /** What is counted: the noun behind the number, else the one before. */
    private static String name(String before, String after) {
        String behind = after.replaceAll("^(?:（含）)?(?:以上|左右|的|“)+", "")
                .replaceAll("[、，（）“”；和].*$", "")
                .replaceAll("(?:并|开展|参加|共同).*$", "");
        if (behind.length() >= 2 && behind.length() <= 26 && !behind.matches("^(?:并|且|以上|以|其中|为标准|及).*")) {
            return TRAILING.matcher(behind).replaceAll("");
        }
        String front = before.replaceAll("^.*(?:；|、(?=[^、]{4,})|[和]|\\d(?:人|个|项|家|次|场))", "");
        front = LEADING.matcher(
                        TRAILING.matcher(front.replaceAll("（[^）]*）", "")).replaceAll(""))
                .replaceAll("");
        front = front.replaceAll("[（）“”《》]", "").replaceAll("^.*(?:举办|签订|参加|提供|围绕|开展)(?=[^，]{3,})", "");
        return front.length() > 24 ? front.substring(front.length() - 24) : front.length() < 2 ? "" : front;
    }

    // Papers

    private int[] copies(String text) {
        if (!text.matches(".*(?:申报|纸质|电子版|原件|复印件|一式|材料|扫描件).*")) {
            return new int[] {0, 0};
        }
        Matcher copies = COPIES.matcher(text);
        Map<String, Integer> all = new LinkedHashMap<>();
        int from = -1;
        int to = 0;
        while (copies.find()) {
            String number = copies.group("each") == null ? copies.group("n") : copies.group("each");
            String what = copies.group("what") == null
                    ? "申报材料"
                    : copies.group("what")
                            .replaceAll("^.*(?:提交|报送|将|须|的|并)", "")
                            .replaceAll("[《》（]|附.*", "");
            if (text.substring(copies.start(), copies.end()).contains("各")) {
                all.put("电子版", Numeral.value(number, "").intValue());
                what = "纸质版";
            }
            all.put(what.isEmpty() ? "申报材料" : what, Numeral.value(number, "").intValue());
            from = from < 0 ? copies.start() : from;
            to = copies.end();
        }
        if (all.isEmpty()) {
            return new int[] {0, 0};
        }
        all.values().removeIf(number -> number < 1 || number > 99);
        if (all.isEmpty()) {
            return new int[] {0, 0};
        }
        found.add(Found.of(
                FoundKind.PAPERS,
                sentence("材料份数", "copies"),
                String.join(
                        "、",
                        all.entrySet().stream()
                                .map(one -> one.getKey() + one.getValue() + "份")
                                .toList()),
                new Condition.Attachments(all),
                statement,
                from,
                to));
        return new int[] {from, to};
    }

    private void add(
            FoundKind kind, Sentence title, Count count, @Nullable Condition condition, Statement.Clause clause) {
        add(kind, title, count.written(), condition, clause, count);
    }

    private void add(
            FoundKind kind,
            Sentence title,
            String value,
            @Nullable Condition condition,
            Statement.Clause clause,
            Count count) {
        Found rule = Found.of(kind, title, value, condition, statement, count.start(), count.end());
        found.add(rule.with(Words.strength(clause.text())));
    }

    private static Sentence sentence(String chinese, String english) {
        return new Sentence(chinese, english);
    }

    /** Last day on which something is handed in, if its clause or the one before names a date that ends. */
    private record LocalDateHolder(List<Day> dates, Statement statement, Statement.Clause clause) {
        java.time.@Nullable LocalDate day() {
            java.time.LocalDate due = null;
            for (Day day : dates) {
                String behind = statement
                        .text()
                        .substring(day.end(), Math.min(statement.text().length(), day.end() + 2));
                if (day.end() <= clause.end()
                        && day.end() >= clause.start() - 40
                        && (behind.startsWith("前")
                                || behind.startsWith("之前")
                                || statement.text().startsWith("年底", day.start())
                                || behind.startsWith("，"))) {
                    due = day.last();
                }
            }
            return due;
        }
    }
}
