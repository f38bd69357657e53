package org.jiebang.application;

/** What an event in an application's course needs, with what to do where it is missing. */
public enum ApplicationNeed {
    COMPLETE("form", "申报书还没有填完，或有的栏目超过限制。"),
    RULES("rules", "还有申报规则没有满足，请按右侧逐条修改；一般规则可写明理由。"),
    WINDOW_OPEN("window", "现在不在申报时间内，逾期不受理；确有不可抗力的，请工作人员延长期限。"),
    PAPER_IN_TIME("paper", "请填写纸质版发出和收到的时间；逾期的应办理“逾期不受理”。"),
    PAPER_LATE("paper", "请填写纸质版发出和收到的时间；没有逾期的不能拒收。"),
    REASON("reason", "请写明理由或意见。"),
    DUE("due", "请填写期限，须晚于今天。"),
    IN_TIME("due", "补正的期限已过，请工作人员延长期限或办理不通过。"),
    OVERDUE("due", "补正的期限还没有过。"),
    EVIDENCE("evidence", "请附上证明材料。"),
    GRANT("grant", "请填写资助金额（万元），大于 0 且不超过上限。"),
    PLACE("place", "这一类别（等次）的名额已经用完。"),
    PERIOD("publishedUntil", "请填写公示的工作日数或截止日期。"),
    PERIOD_OVER("publishedUntil", "公示期还没有满。"),
    PAYMENT_DUE("payment", "现在没有应拨的经费。"),
    NOTHING_DUE("payment", "有应拨的经费，请先拨款。"),
    NOTHING_OWED("payment", "经费还没有付清，请先拨款。"),
    DELIVERABLES("deliverables", "还有应交的成果没有交齐。"),
    GRADE("grade", "请评定等次：一等、二等、三等或合格。"),
    SATISFACTION("satisfaction", "请填写被服务方的满意度（1 至 5 分）和评价。");

    private final String field;
    private final String sentence;

    ApplicationNeed(String field, String sentence) {
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
