package org.jiebang.review;

/** What may happen to a reviewer's sheet. */
public enum SheetEvent {
    HAND_IN("提交评分", "Hand in"),
    DECLINE("回避或谢绝", "Decline"),
    REPLACE("更换评审专家", "Replace");

    private final String label;
    private final String english;

    SheetEvent(String label, String english) {
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
