package org.jiebang.insight;

/** What the platform counts from its records, and how; nobody types a figure. */
public enum Measure {
    EXPERTS("专家库", "Experts in the library", "人", "专家库中公开的资料数"),
    PROBLEMS("难题库", "Problems in the library", "条", "难题库中公开的资料数"),
    PROJECTS("攻关项目库", "Key projects in the library", "项", "攻关项目库中公开的资料数"),
    SERVICE_TEAMS("服务团（队）", "Service teams in the library", "个", "服务团库中公开的资料数"),
    MANAGER_TEAMS("技术经理人团队", "Teams of technology managers", "个", "分到名额的技术经理人团队数"),
    SERVED_ENTERPRISES("服务企业", "Enterprises served", "家", "当年有难题选定揭榜方的提出单位数，同一单位只算一次"),
    NATIONAL_SOCIETIES("参与的全国学会", "National societies that take part", "家", "当年有揭榜方案被选定、且认领了全国学会资料的机构数"),
    PROVINCIAL_SOCIETIES("参与的省级学会", "Provincial societies that take part", "家", "当年有揭榜方案被选定、且认领了省级学会资料的机构数"),
    POSTED_PROBLEMS("张榜难题", "Problems posted", "条", "当年张榜的难题数"),
    CLAIMS("揭榜方案", "Claims submitted", "个", "当年提交的揭榜方案数"),
    AGREEMENTS("签约", "Agreements", "份", "当年登记的协议数"),
    AGREED_AMOUNT("签约金额", "Amount agreed", "万元", "当年登记的协议金额合计"),
    SOLVED_PROBLEMS("解决难题", "Problems solved", "条", "当年由服务对象确认解决、现仍为已闭环的难题数"),
    SATISFACTION("平均满意度", "Mean satisfaction", "分", "当年确认解决时满意度评分（1 至 5）的平均"),
    STATIONED_DAYS("蹲点天数", "Stationed days", "天", "当年对接记录中的蹲点天数，同一人同一天只算一次"),
    CASES("案例", "Cases", "个", "当年经服务对象同意公开、现仍公开的案例数");

    private final String label;
    private final String english;
    private final String unit;
    private final String definition;

    Measure(String label, String english, String unit, String definition) {
        this.label = label;
        this.english = english;
        this.unit = unit;
        this.definition = definition;
    }

    public String label() {
        return label;
    }

    public String english() {
        return english;
    }

    public String unit() {
        return unit;
    }

    /** How it is counted, in one sentence. */
    public String definition() {
        return definition;
    }
}
