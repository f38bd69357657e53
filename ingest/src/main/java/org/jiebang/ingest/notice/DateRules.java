package org.jiebang.ingest.notice;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Deadline;
import org.jiebang.programme.Medium;

/** Windows in which applications are taken, and the day by which projects are finished. */
final class DateRules {
    private static final Pattern ONLINE = Pattern.compile("线上|在线|网上|网络|系统|平台|填报入口|登录");
    private static final Pattern EMAIL = Pattern.compile("电子版|邮箱|邮件|电子文档|电子材料|扫描件");
    private static final Pattern PAPER = Pattern.compile("纸质|书面|寄送|邮寄|快递|寄至|寄出|送达|报送至|盖章.{0,8}(?:报|送)|一式");
    private static final Pattern SENT = Pattern.compile("寄送|寄出|邮寄|寄至|邮戳|发出|寄达地");
    private static final Pattern ARRIVED = Pattern.compile("送达|收到|寄达|到达|报送至|送至");
    private static final Pattern TAKEN =
            Pattern.compile("提出申请|申请|截止|截至|开放|受理|申报|报送|寄送|寄出|邮寄|提交|发送|上传|填报|推荐|寄至|征集|报名|送达|揭榜|审核推荐|初审|逾期|开通|发至|报至");
    private static final Pattern FINISHED = Pattern.compile(
            "完成(?:期限|时间|时限|日期)?|建成|完毕|实施(?:周期|期限|期)|结项|结题|验收|执行期|项目周期|起止|实施时间|建设期|上报|达标|攻关周期|资助周期|合同签订|签约");
    private static final Pattern NOT_A_WINDOW =
            Pattern.compile("已建|已立项|出生|以前|之前已|成立|注册|以后出生|至今|以来|获得|评估结果|发布日|印发|施行|有效期|取得|登记");
    /** What is handed in when the project ends is no application. */
    private static final Pattern RESULT = Pattern.compile("(?:报送|提交|上报|报)[^，]{0,10}(?:总结|结题|结项|验收|绩效|工作报告|进展情况)");

    private static final Pattern PLAN = Pattern.compile("专项行动|行动计划|规划|年度?报告|《");

    private DateRules() {}

    static List<Found> read(Statement statement, List<Day> dates, Surroundings around) {
        List<Found> found = new ArrayList<>();
        for (Day day : dates) {
            Statement.Clause clause = statement.clause(day.start());
            String text = clause.text();
            boolean held = NOT_A_WINDOW.matcher(text).find() && !text.contains("截止");
            String named = statement.item().title() + " " + heading(statement.item());
            held |= RESULT.matcher(text).find();
            boolean isWindowTitle = named.matches(".*(?:申报|受理|报送|征集|报名|推荐|揭榜)(?:时间|截止|期限|日期|起止).*|.*截止.*");
            boolean window = TAKEN.matcher(text).find()
                    || isWindowTitle
                    || clause.text().length() < 30
                            && TAKEN.matcher(statement.text()).find()
                            && named.contains("时间");
            window |= clause.text().matches("^(?:请|应|须)?[^，]{0,12}于.*")
                    && TAKEN.matcher(statement.text().substring(clause.start())).find()
                    && !FINISHED.matcher(text).find();
            boolean finished = FINISHED.matcher(text).find()
                            && !text.matches(".*(?:申报|填报|推荐|报送|提交|网上)[^，]{0,12}(?:截止|时间).*")
                            && !text.contains("截止")
                    || named.matches(".*(?:完成(?:时间|期限|时限)|(?:实施|执行|研究|攻关|建设|资助|项目)(?:周期|期限)|起止|时间节点|结题).*");
            if (RESULT.matcher(text).find() && text.matches(".*(?:结题|结项|验收).*")) {
                finish(statement, clause, day, found);
                continue;
            }
            if (held
                    || PLAN.matcher(text.substring(
                                    Math.max(0, day.start() - clause.start() - 3),
                                    Math.min(text.length(), day.end() - clause.start() + 6)))
                            .find()) {
                continue;
            }
            if (finished && !window
                    || finished
                            && text.matches(".*(?:完成|结题|结项|验收|上报).*")
                            && !text.matches(".*(?:申报|填报|报送|提交|推荐|审核|初审).*")) {
                finish(statement, clause, day, found);
            } else if (window) {
                window(statement, clause, day, around, found);
            }
        }
        return found;
    }

    private static String heading(Item item) {
        Item above = item.parent();
        return above == null ? "" : above.title();
    }

    private static void finish(Statement statement, Statement.Clause clause, Day day, List<Found> found) {
        if (clause.text().matches(".*完成(?:项目)?(?:评审|推荐|审核|公示|立项|初审|评选|遴选|网评|申报).*")) {
            return;
        }
        boolean deliverable =
                Pattern.compile("撰写|编制|形成|报告|汇编").matcher(clause.text()).find()
                        && !clause.text().contains("期限");
        String behind =
                statement.text().substring(day.end(), Math.min(statement.text().length(), day.end() + 3));
        boolean ends = day.range() || behind.isEmpty() || behind.matches("^(?:之?前|止|，|。|；|底|完成|结).*|^\\W.*");
        boolean begins = behind.startsWith("起") || behind.startsWith("开始") || behind.startsWith("启动");
        boolean due = behind.matches("^之?前.*|^止.*")
                || day.range()
                || clause.text().matches(".*(?:完成|建成|完毕|期限|周期|执行期|建设期|时限|截止).*")
                || statement.item().title().matches(".*(?:完成|期限|周期|时限|起止).*")
                || heading(statement.item()).matches(".*(?:完成|期限|周期|时限).*");
        if (deliverable || begins || !ends || !due) {
            return;
        }
        found.add(Found.of(
                FoundKind.FINISH,
                new Sentence("完成时间", "finished"),
                day.last().toString(),
                new Condition.Finish(day.last()),
                statement,
                day.start(),
                day.end()));
    }

    private static void window(
            Statement statement, Statement.Clause clause, Day day, Surroundings around, List<Found> found) {
        String behind =
                statement.text().substring(day.end(), Math.min(statement.text().length(), day.end() + 4));
        String before = clause.text().substring(0, Math.max(0, day.start() - clause.start()));
        boolean ends = day.range()
                || behind.matches("^(?:（[^）]*）?)?(?:之?前|止|截止|为止|以前|截).*")
                || before.matches(".*(?:截止|截至|不晚于|不迟于|最迟|至|前于|于)[^，]{0,8}")
                || behind.isEmpty() && before.matches(".*(?:时间|期限|日期).{0,4}");
        if (!ends || behind.startsWith("起") && !day.range()) {
            return;
        }
        boolean sent = SENT.matcher(clause.text()).find()
                && !ARRIVED.matcher(clause.text()).find();
        for (Medium medium : media(statement, clause, around)) {
            boolean dispatched = medium == Medium.PAPER && (sent || around.dispatchCounts(statement));
            LocalDateTime opens = day.range() ? day.first().atStartOfDay() : null;
            Deadline deadline = new Deadline(
                    day.last(), day.hour(), dispatched ? Deadline.Basis.DISPATCHED : Deadline.Basis.RECEIVED);
            String value = (opens == null ? "" : day.first() + "/")
                    + day.last()
                    + (day.hour() == null ? "" : " " + day.hour());
            found.add(Found.of(
                    FoundKind.WINDOW,
                    new Sentence(medium.label() + "受理期", "window: " + medium.english()),
                    value,
                    new Condition.Window(medium, opens, deadline),
                    statement,
                    day.start(),
                    day.end()));
        }
    }

    /** Named in the clause, else in the sentence, else in the part around it, else the one that the notice speaks of. */
    private static Set<Medium> media(Statement statement, Statement.Clause clause, Surroundings around) {
        for (String text :
                List.of(clause.text(), asked(statement), around.paragraph(statement), around.section(statement))) {
            Set<Medium> media = media(text);
            if (!media.isEmpty()) {
                if (EMAIL.matcher(statement.text().substring(clause.end()).replaceAll("^(?!，?(?:同时|并)).*|；.*", ""))
                        .find()) {
                    media.add(Medium.EMAIL);
                }
                return media;
            }
        }
        return Set.of(Medium.ONLINE);
    }

    /** The sentence without what it says for one way only (「通过快递寄送的以发出日期为准」). */
    private static String asked(Statement statement) {
        return String.join(
                "，",
                statement.clauses().stream()
                        .map(Statement.Clause::text)
                        .filter(text -> !text.endsWith("为准"))
                        .toList());
    }

    private static Set<Medium> media(String text) {
        Set<Medium> media = EnumSet.noneOf(Medium.class);
        boolean paper = PAPER.matcher(text).find();
        boolean email = EMAIL.matcher(text).find();
        if (paper) {
            media.add(Medium.PAPER);
        }
        if (email) {
            media.add(Medium.EMAIL);
        }
        if (media.isEmpty() && ONLINE.matcher(text).find()) {
            media.add(Medium.ONLINE);
        }
        return media;
    }

    /** Text around a sentence. */
    interface Surroundings {
        String paragraph(Statement statement);

        String section(Statement statement);

        /** Does the notice say near this sentence that the day of dispatch counts? */
        boolean dispatchCounts(Statement statement);
    }
}
