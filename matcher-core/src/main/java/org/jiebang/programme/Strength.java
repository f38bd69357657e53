package org.jiebang.programme;

/** What a broken rule does (D-05): 「不得、须、不可兼报」 block, 「一般、原则上、鼓励」 warn and ask for a reason. */
public enum Strength {
    HARD("必须", "required"),
    SOFT("一般", "as a rule");

    private final String label;
    private final String english;

    Strength(String label, String english) {
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
