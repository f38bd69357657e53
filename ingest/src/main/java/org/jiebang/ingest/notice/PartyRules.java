package org.jiebang.ingest.notice;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Condition;
import org.jiebang.programme.PartyKind;
import org.jiebang.programme.Phase;
import org.jiebang.programme.Strength;

/** Who may apply, with whom, through whom, and who comes first. */
final class PartyRules {
    private static final Pattern APPLICANT = Pattern.compile(
            "(?:申报|揭榜|承担|牵头|申请|实施|推荐申报)(?:单位|主体|对象|者|方)[^，。：]{0,8}?(?:应当?|须|需|必须)?(?:为|是|包括|以|：|仅限(?:于)?|限(?:于|为)?)(?<who>[^。；]+)");
    private static final Pattern APPLIES =
            Pattern.compile("^(?<who>[^。；]{2,90}?)(?:均可|可以|可|单独或联合|共同|联合|独立)*(?:进行)?(?:申报|揭榜)(?:。|$|，|；)");
    private static final Pattern IS_APPLICANT =
            Pattern.compile("^(?<who>[^，。；]{2,60}?)(?:为|是|作为)(?:申报|牵头申报|揭榜|责任|牵头)(?:主体|单位|方)");
    private static final Pattern ONLY = Pattern.compile("(?:仅限|限于?|面向)(?<who>[^。；]{2,60}?)(?:申报|揭榜|申请)");
    private static final Pattern JOINT = Pattern.compile(
            "(?:须|需|应|必须|且|可)?(?:与|和)?联合(?<n>[^，。；（）]{0,4}?)(?<who>(?:国家级|全国|省级|市级)?[^，。；（）]{1,24}?(?:学会|企业|高校|院所|单位|机构|团队|政府|科协))(?:共同|联合|一起)?(?:申报|组建|实施|揭榜|开展|）|$)");
    private static final Pattern TOGETHER = Pattern.compile("由(?<who>[^。；]{6,80}?)(?:共同组建|共同建设|联合组建|联合申报|共建|共同申报)");
    private static final Pattern HOST = Pattern.compile("(?:须|需|应|必须)依托(?<who>[^，。；]{2,30}?)(?:等|建立|建设|设立|开展)");
    private static final Pattern CHANNEL =
            Pattern.compile("由(?<who>[^，。；]{2,16}?)(?:统一|归口|集中|汇总|负责)+(?:扎口|组织|推荐|审核|归口|汇总|后|并)*(?:申报|报送|推荐|上报|提交)");
    private static final Pattern PRIORITY = Pattern.compile("优先(?:支持|考虑|推荐|立项|予以|资助|安排|选择|遴选|给予)?|同等条件下");
    private static final Pattern BUILT = Pattern.compile(
            "(?<date>\\d{4}年\\d{1,2}月\\d{1,2}日)?(?:之?前)?已(?:经)?(?:建成|建有|建立|成立|获批|获得|认定|签约|签订|备案|注册|取得|入选)了?(?<mark>[^，。；、（）]{2,30}?)(?:的|称号|资格|$|，|。)");
    private static final Pattern GRADE = Pattern.compile(
            "(?<year>\\d{4}年?度?)?(?<what>[^，。；]{0,16}?)(?:考核|评估|评价)[^，。；]{0,6}?(?:达到|为|达|获|获得)(?<grade>[一二三]类|[一二三]等|优秀|良好|合格|[A-D1-5][A级星]?级?)");

    private PartyRules() {}

    static List<Found> read(Statement statement, List<Day> dates) {
        List<Found> found = new ArrayList<>();
        String text = statement.text();
        if (text.matches(".*不得(?:申报|参与).*") && !text.contains("申报单位")) {
            return found;
        }
        priority(statement, found);
        channel(statement, found);
        joint(statement, found);
        eligibility(statement, found);
        qualification(statement, dates, found);
        return found;
    }

    private static void eligibility(Statement statement, List<Found> found) {
        String text = statement.text();
        for (Pattern pattern : List.of(ONLY, APPLICANT, IS_APPLICANT, APPLIES)) {
            Matcher words = pattern.matcher(text);
            if (!words.find()) {
                continue;
            }
            String who = words.group("who");
            String plain = who.replaceAll("（须?联合[^）]*）", "").replaceAll("(?:且|并)?联合至?少?[^，]*$", "");
            if (pattern == APPLIES
                    && (plain.matches(".*(?:优先|由[^，]*扎口|鼓励|材料|通知|项目(?!的)|系统).*") || plain.contains("不"))) {
                continue;
            }
            String named = plain.replaceAll("，(?=[^，]*(?:须|需|应|同时|依托|建立|具备|具有|并|且)).*$", "")
                    .replaceAll("或联合.*$", "");
            Set<PartyKind> kinds = new LinkedHashSet<>(Parties.in(named));
            boolean unknown = Parties.hasUnknown(named);
            if (kinds.isEmpty() && !unknown) {
                continue;
            }
            String value = unknown || kinds.isEmpty()
                    ? BarRules.shortly(named)
                    : String.join("、", kinds.stream().map(PartyKind::label).toList());
            Condition condition = unknown || kinds.isEmpty()
                    ? new Condition.Commitment(Phase.APPLICATION)
                    : new Condition.Eligibility(kinds);
            found.add(Found.of(
                            FoundKind.ELIGIBILITY,
                            new Sentence("申报单位", "applicant"),
                            value,
                            condition,
                            statement,
                            words.start(),
                            words.end())
                    .with(Strength.HARD));
            return;
        }
    }

    private static void qualification(Statement statement, List<Day> dates, List<Found> found) {
        String text = statement.text();
        Matcher grade = GRADE.matcher(text);
        if (grade.find()) {
            String mark = (grade.group("year") == null ? "" : grade.group("year"))
                    + grade.group("what").replaceAll("^.*(?:学会|单位|企业|申报)", "") + "考核" + grade.group("grade");
            found.add(Found.of(
                    FoundKind.ELIGIBILITY,
                    new Sentence("考核等次", "grade of an assessment"),
                    mark,
                    new Condition.Qualification(mark, true, Set.of(), null),
                    statement,
                    grade.start(),
                    grade.end()));
            return;
        }
        Matcher built = BUILT.matcher(text);
        boolean applies =
                text.matches(".*(?:申报|揭榜).*") || statement.item().title().contains("条件");
        if (built.find()
                && !built.group("mark").startsWith("的")
                && applies
                && !PRIORITY.matcher(text).find()
                && !text.contains("不得")
                && !text.contains("不予")) {
            java.time.LocalDate by = dates.stream()
                    .filter(day -> day.start() >= built.start() && day.end() <= built.end())
                    .map(Day::last)
                    .findFirst()
                    .orElse(null);
            String mark = built.group("mark");
            found.add(Found.of(
                    FoundKind.ELIGIBILITY,
                    new Sentence("已具备" + mark, "held already"),
                    mark + (by == null ? "" : " " + by),
                    new Condition.Qualification(mark, true, Set.of(), by),
                    statement,
                    built.start(),
                    built.end()));
        }
    }

    private static void joint(Statement statement, List<Found> found) {
        String text = statement.text();
        Matcher together = TOGETHER.matcher(text);
        Matcher host = HOST.matcher(text);
        Matcher joint = JOINT.matcher(text);
        if (together.find()) {
            List<Set<PartyKind>> groups = Parties.groups(together.group("who"));
            if (!groups.isEmpty()) {
                add(found, statement, "共同申报单位", value(groups), new Condition.Consortium(groups), together);
            }
        } else if (host.find() && !Parties.in(host.group("who")).isEmpty()) {
            List<Set<PartyKind>> groups = List.of(Parties.in(host.group("who")));
            add(found, statement, "依托单位", value(groups), new Condition.Consortium(groups), host);
        } else if (joint.find()
                && text.matches(".*(?:申报|揭榜|组建|共同).*")
                && joint.group().matches(".*(?:须|需|应|必须|且|至少|1家|一家|1个|一个).*")) {
            Set<PartyKind> kinds = Parties.in(joint.group("who"));
            if (!kinds.isEmpty() && !Parties.hasUnknown(joint.group("who"))) {
                List<Set<PartyKind>> groups = List.of(kinds);
                add(found, statement, "联合申报单位", value(groups), new Condition.Consortium(groups), joint);
            }
        }
    }

    private static String value(List<Set<PartyKind>> groups) {
        return String.join(
                "＋",
                groups.stream()
                        .map(group -> String.join(
                                "或",
                                group.stream().map(PartyKind::label).sorted().toList()))
                        .toList());
    }

    private static void channel(Statement statement, List<Found> found) {
        Matcher channel = CHANNEL.matcher(statement.text());
        if (channel.find()) {
            Set<PartyKind> kinds = Parties.in(channel.group("who"));
            if (kinds.size() == 1) {
                PartyKind kind = kinds.iterator().next();
                add(found, statement, "统一申报", kind.label(), new Condition.Channel(kind), channel);
            }
        }
    }

    private static void priority(Statement statement, List<Found> found) {
        Matcher priority = PRIORITY.matcher(statement.text());
        if (!priority.find()) {
            return;
        }
        Statement.Clause clause = statement.clause(priority.start());
        String text = statement.text();
        int from = clause.start();
        // 「鼓励吸引地方资金，同等条件下优先支持」: what comes first stands in the clause before.
        List<Statement.Clause> clauses = statement.clauses();
        int at = clauses.indexOf(clause);
        int to = clause.end();
        if (at + 1 < clauses.size()
                && clause.text().matches(".*(?:同等条件下|优先)$")
                && clause.text().length() <= 12) {
            to = clauses.get(at + 1).end();
        } else if (at > 0 && clause.text().length() <= 12) {
            from = clauses.get(at - 1).start();
        }
        String about = text.substring(from, to).replaceAll("^(?:在)?同等条件下，", "");
        found.add(Found.of(
                        FoundKind.PRIORITY,
                        new Sentence("优先：" + BarRules.shortly(about), "comes first"),
                        BarRules.shortly(about),
                        new Condition.Priority(Set.of(), Set.of()),
                        statement,
                        from,
                        to)
                .with(Strength.SOFT));
    }

    private static void add(
            List<Found> found, Statement statement, String title, String value, Condition condition, Matcher words) {
        Map<String, String> english =
                Map.of("统一申报", "filed centrally", "依托单位", "host", "共同申报单位", "partners", "联合申报单位", "partner");
        found.add(Found.of(
                FoundKind.PARTNERSHIP,
                new Sentence(title, english.getOrDefault(title, "partner")),
                value,
                condition,
                statement,
                words.start(),
                words.end()));
    }
}
