package org.jiebang.programme;

/** What bars a unit from applying for some years. */
public enum IncidentKind {
    PENALTY("行政处罚", "administrative penalty"),
    CRITICISM("通报并限期整改", "criticism with an order to rectify"),
    UNFINISHED("未按要求完成项目", "project not completed as required");

    private final String label;
    private final String english;

    IncidentKind(String label, String english) {
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
