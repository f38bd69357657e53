package org.jiebang.programme;

/** Where a member works (CT-17). */
public enum Affiliation {
    ENTERPRISE("科技企业", "firm"),
    UNIVERSITY("高等学校", "university"),
    INSTITUTE("科研院所", "institute"),
    OTHER("其他", "other");

    private final String label;
    private final String english;

    Affiliation(String label, String english) {
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
