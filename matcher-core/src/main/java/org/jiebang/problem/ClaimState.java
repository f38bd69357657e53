package org.jiebang.problem;

/** Where a claim (揭榜方案) stands. */
public enum ClaimState {
    DRAFT("草稿", "Draft"),
    SUBMITTED("已提交", "Submitted"),
    WITHDRAWN("已撤回", "Withdrawn"),
    SELECTED("已选定", "Selected"),
    NOT_SELECTED("未选定", "Not selected"),
    BROKEN_OFF("对接终止", "Broken off");

    private final String label;
    private final String english;

    ClaimState(String label, String english) {
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
