package org.jiebang.ingest.notice;

/** Kinds of rules that a notice states. */
public enum FoundKind {
    QUOTA("名额与限项", "places and limits per unit"),
    CAP("金额上限", "caps on money"),
    THRESHOLD("数量要求", "thresholds"),
    WINDOW("受理期", "windows"),
    EXCLUSION("不得与排除", "exclusions"),
    ELIGIBILITY("申报条件", "eligibility"),
    PARTNERSHIP("联合与归口", "partners and channels"),
    PRIORITY("优先", "priorities"),
    PAYOUT("拨付", "payments"),
    DELIVERABLE("结项材料", "deliverables"),
    FINISH("完成期限", "completion"),
    PAPERS("申报材料", "papers"),
    COMMITMENT("承诺", "commitments");

    private final String label;
    private final String english;

    FoundKind(String label, String english) {
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
