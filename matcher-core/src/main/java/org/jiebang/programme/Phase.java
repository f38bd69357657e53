package org.jiebang.programme;

/** The moment of a project's life at which a rule is checked. */
public enum Phase {
    APPLICATION("申报", "application"),
    SELECTION("立项", "selection"),
    PAYMENT("拨款", "payment"),
    CLOSING("结项", "closing");

    private final String label;
    private final String english;

    Phase(String label, String english) {
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
