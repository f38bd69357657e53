package org.jiebang.ingest.notice;

import java.util.regex.Pattern;

/** What a number counts, in the words around it. */
final class CountedName {
    private static final Pattern LEADING = Pattern.compile(
            "^(?:[\\p{IsHan}]{2,8}：|其中|签订的|并|全年|年内|每年|年度|一般|原则上|累计|共|且|同时|且须|须|需|应|应当|必须|要|能|可|推动|推进|带动|力争|争取|积极|组织开展|组织|联合|开展|举办|实现|完成|深入|达到|新增|解决|在|的|对|与|于|，|由|还|还应|每个|每家|项目|实施期内|期内|建设期内|考核期内|近[一二三两3]年)+");
    private static final Pattern TRAILING = Pattern.compile(
            "(?:数量?|一般|原则上|累计|合计|共|总数|均|各|须|应|需|不|的|达|为|是|在|至|约|：|“|、|要|约占|占比?|总计|每年|年均|不得|需达|可|以上|将)+$");

    private CountedName() {}

    /** What is counted: the noun behind the number, else the one before. */
    static String of(String before, String after) {
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
}
