package org.jiebang.problem;

/** What may happen to a problem. */
public enum ProblemEvent {
    SUBMIT("提交", "Submit"),
    ASK("退回补充", "Ask back"),
    ACCEPT("受理", "Accept"),
    REJECT("不予受理", "Reject"),
    RECOMMEND("推荐", "Recommend"),
    RETURN("退回审核", "Return to triage"),
    ASSESS("评估通过", "Assess"),
    DISMISS("评估不通过", "Dismiss"),
    POST("张榜", "Post"),
    SELECT("选定揭榜方", "Select claims"),
    SIGN("登记协议", "Record the agreement"),
    BREAK_OFF("终止对接", "Break off"),
    DELIVER("提交解决方案", "Deliver"),
    CONFIRM("确认解决", "Confirm"),
    DISPUTE("提出异议", "Dispute"),
    REWORK("继续攻关", "Continue the work"),
    WITHDRAW("撤回", "Withdraw"),
    EXPIRE("到期", "Expire"),
    REOPEN("重新启动", "Reopen");

    private final String label;
    private final String english;

    ProblemEvent(String label, String english) {
        this.label = label;
        this.english = english;
    }

    /** A verb, as on a button. */
    public String label() {
        return label;
    }

    public String english() {
        return english;
    }
}
