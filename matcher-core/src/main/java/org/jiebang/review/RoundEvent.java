package org.jiebang.review;

/** What may happen to the review of a category. */
public enum RoundEvent {
    START("开始评审", "Start"),
    CLOSE("结束评审", "Close"),
    REOPEN("重新打开", "Reopen");

    private final String label;
    private final String english;

    RoundEvent(String label, String english) {
        this.label = label;
        this.english = english;
    }

    public String label() {
        return label;
    }

    public String english() {
        return english;
    }
}
