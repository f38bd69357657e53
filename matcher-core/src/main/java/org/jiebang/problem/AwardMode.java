package org.jiebang.problem;

/** How a problem is given to those who will solve it (VOC-11). */
public enum AwardMode {
    OPEN("揭榜挂帅", "Open call"),
    TARGETED("定向择优", "Best of those invited"),
    JOINT("联合招标", "Joint tender");

    private final String label;
    private final String english;

    AwardMode(String label, String english) {
        this.label = label;
        this.english = english;
    }

    public String label() {
        return label;
    }

    public String english() {
        return english;
    }

    /** May this many claims be selected together? */
    public boolean allows(int selected) {
        return this == JOINT ? selected >= 1 : selected == 1;
    }
}
