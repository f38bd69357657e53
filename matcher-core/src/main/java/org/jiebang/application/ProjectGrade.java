package org.jiebang.application;

import java.util.Arrays;
import java.util.Optional;

/** What a final evaluation finds (VOC-13). */
public enum ProjectGrade {
    FIRST("一等", "First class"),
    SECOND("二等", "Second class"),
    THIRD("三等", "Third class"),
    QUALIFIED("合格", "Qualified"),
    UNQUALIFIED("不合格", "Unqualified");

    private final String label;
    private final String english;

    ProjectGrade(String label, String english) {
        this.label = label;
        this.english = english;
    }

    public String label() {
        return label;
    }

    public String english() {
        return english;
    }

    public static Optional<ProjectGrade> find(String label) {
        return Arrays.stream(values())
                .filter(grade -> grade.label.equals(label))
                .findFirst();
    }
}
