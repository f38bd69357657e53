package org.jiebang.problem;

/** What may happen to a claim; the last four follow from what happens to its problem. */
public enum ClaimEvent {
    SUBMIT("提交"),
    WITHDRAW("撤回"),
    RESUME("重新起草"),
    SELECT("选定"),
    PASS_OVER("未选定"),
    BREAK_OFF("终止对接"),
    RECONSIDER("重新参选");

    private final String label;

    ClaimEvent(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
