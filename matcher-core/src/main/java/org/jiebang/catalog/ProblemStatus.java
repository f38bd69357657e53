package org.jiebang.catalog;

/** Where a problem of the library stands, as the source says it. */
public enum ProblemStatus {
    COLLECTED("征集"),
    POSTED("张榜"),
    CLAIMED("揭榜"),
    DOCKING("对接"),
    SOLVED("已解决"),
    CLOSED("关闭");

    private final String label;

    ProblemStatus(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
