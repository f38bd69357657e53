package org.jiebang.review;

/** Where a reviewer's sheet stands. */
public enum SheetState {
    ASKED("待打分", "To be scored"),
    HANDED_IN("已提交", "Handed in"),
    DECLINED("已回避或谢绝", "Declined"),
    REPLACED("已更换", "Replaced");

    private final String label;
    private final String english;

    SheetState(String label, String english) {
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
