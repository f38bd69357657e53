package org.jiebang.review;

/** Where the review of a category stands. */
public enum RoundState {
    PLANNED("计划", "Planned"),
    OPEN("评审中", "Under review"),
    CLOSED("已结束", "Closed");

    private final String label;
    private final String english;

    RoundState(String label, String english) {
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
