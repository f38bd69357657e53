package org.jiebang.ingest.notice;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.programme.Strength;

/** Words that notices use for duties and limits. */
final class Words {
    private static final Pattern SOFT = Pattern.compile("一般|原则上|鼓励|优先|力争|争取|建议");

    /** What looks like a rule, whether or not it is understood. */
    static final Pattern RULE_LIKE = Pattern.compile(
            "不得|不可|不能|不予|不再|严禁|禁止|必须|须|(?<![供响相效对适反感呼顺])应(?![用急对变届聘邀])|(?<![急所供刚内外按必满军])需(?![求要解])|至少|最少|最多|最高|最低|不少于|不低于|不超过|不高于|不多于|不大于|"
                    + "以上(?=[^一-龥]|的|$)|以下(?=[^一-龥]|$)|以内|(?<![不有无期权年时界极])限(?![制度])|限额|仅|截止|截至|逾期|原则上|优先|取消|负责人年龄|\\d+(?:个|项|家|人|名|万元|亿元|%|天|份|篇|场|次|字)");

    /** Words that ask something of somebody. */
    static final Pattern DUTY =
            Pattern.compile("不得|必须|须|严禁|禁止|(?<![供响相效对适反感呼顺])应(?![用急对变届聘邀])|(?<![急所供刚内外按必满军])需(?![求要解])|承诺|确保");

    /** Words that keep somebody from something. */
    static final Pattern FORBIDS = Pattern.compile("不得|严禁|禁止");

    /** Words of what is done, before the number of times. */
    static final Pattern DEED = Pattern.compile(
            "举办|组织|开展|组建|建立|建成|建设|新建|培育|形成|实现|签约|签订|落地|集聚|推动|解决|推送|培训|路演|实施|部署|创建|引进|引育|服务|攻克|转化|完成|发布|达成|征集|沟通|走访|对接|联合|遴选|新增|凝炼|提炼|发展|孵化|深入|协调|面向|梳理|授权|申请|打造|选派|派驻|吸纳");

    private Words() {}

    static Strength strength(String clause) {
        return SOFT.matcher(clause).find() ? Strength.SOFT : Strength.HARD;
    }

    /** Does a clause forbid something that no rule was read from? */
    static boolean forbidsMore(Statement.Clause clause, List<Found> here) {
        Matcher words = FORBIDS.matcher(clause.text());
        while (words.find()) {
            int at = clause.start() + words.start();
            if (here.stream().noneMatch(rule -> rule.from() <= at && at < rule.to())) {
                return true;
            }
        }
        return false;
    }
}
