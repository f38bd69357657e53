package org.jiebang.application;

/** What may happen to an application. */
public enum ApplicationEvent {
    REGISTER("注册", "Register"),
    SUBMIT("提交", "Submit"),
    EXTEND("延长期限", "Extend the time"),
    RECEIVE_PAPER("收到纸质版", "Receive the paper copy"),
    REFUSE_LATE("逾期不受理", "Refuse as too late"),
    PASS("通过", "Pass"),
    ASK("退回补正", "Return for correction"),
    CORRECT("提交补正", "Submit the correction"),
    REJECT("不通过", "Reject"),
    PROPOSE("拟立项", "Propose for approval"),
    PASS_OVER("不予立项", "Do not approve"),
    PUBLISH("公示", "Publish"),
    OBJECT("提出异议", "Object"),
    DISMISS("异议不成立", "Dismiss the objections"),
    UPHOLD("异议成立", "Uphold an objection"),
    APPROVE("立项", "Approve"),
    SIGN("登记合同", "Record the contract"),
    PAY("拨款", "Pay"),
    START("开始实施", "Start"),
    REPORT("提交中期材料", "Report at mid-term"),
    RECTIFY("限期整改", "Order to put right"),
    POSTPONE("不可抗力延期", "Postpone for force majeure"),
    RESUME("恢复", "Resume"),
    CLOSE("提交结题材料", "Submit for closing"),
    RETURN("退回补充", "Return for completion"),
    EVALUATE("评定等次", "Grade"),
    FAIL("评为不合格", "Grade as unqualified"),
    SATISFY("登记满意度", "Record the satisfaction"),
    ARCHIVE("归档", "Archive"),
    WITHDRAW("撤回", "Withdraw"),
    TERMINATE("终止", "Terminate"),
    DISQUALIFY("取消资格", "Disqualify");

    private final String label;
    private final String english;

    ApplicationEvent(String label, String english) {
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
