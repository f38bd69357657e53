package org.jiebang.ingest.notice;

import java.util.regex.Pattern;
import org.jiebang.programme.Strength;

/** Words that notices use for duties and limits. */
final class Words {
    private static final Pattern SOFT = Pattern.compile("一般|原则上|鼓励|优先|力争|争取|建议");

    /** What looks like a rule, whether or not it is understood. */
    static final Pattern RULE_LIKE = Pattern.compile(
            "不得|不可|不能|不予|不再|严禁|禁止|必须|须|(?<![供响相效对适反感呼顺])应(?![用急对变届聘邀])|(?<![急所供刚内外按必满军])需(?![求要解])|至少|最少|最多|最高|最低|不少于|不低于|不超过|不高于|不多于|不大于|"
                    + "以上(?=[^一-龥]|的|$)|以下(?=[^一-龥]|$)|以内|(?<![不有无期权年时界极])限(?![制度])|限额|仅|截止|截至|逾期|原则上|优先|取消|负责人年龄|\\d+(?:个|项|家|人|名|万元|亿元|%|天|份|篇|场|次|字)");

    private Words() {}

    static Strength strength(String clause) {
        return SOFT.matcher(clause).find() ? Strength.SOFT : Strength.HARD;
    }
}
