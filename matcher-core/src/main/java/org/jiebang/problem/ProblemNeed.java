package org.jiebang.problem;

/** What an event in a problem's life needs, with what to do where it is missing. */
public enum ProblemNeed {
    COMPLETE("cells", "基本情况表还没有填完。"),
    REASON("reason", "请写明理由或意见。"),
    ASSESSMENT("assessment", "请对重要性、紧迫性、真实性、成熟度逐项打分（1 至 5）。"),
    MODE("mode", "请选择揭榜方式和截止日期。"),
    CLAIM("claimIds", "请选定已提交的揭榜方案：揭榜挂帅、定向择优选一个，联合招标可选几个。"),
    AGREEMENT("agreement", "请填写协议的种类、金额和签订日期。"),
    SOLUTION("solution", "请写明解决方案和达到的指标。"),
    SATISFACTION("satisfaction", "请对解决情况评分（1 至 5）并写一句评价。"),
    WINDOW_OVER("claimUntil", "揭榜还没有截止。"),
    NO_CLAIM("claimIds", "已有揭榜方案等待选定。");

    private final String field;
    private final String sentence;

    ProblemNeed(String field, String sentence) {
        this.field = field;
        this.sentence = sentence;
    }

    /** Where it is written. */
    public String field() {
        return field;
    }

    public String sentence() {
        return sentence;
    }
}
