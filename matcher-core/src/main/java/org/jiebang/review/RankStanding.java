package org.jiebang.review;

/** How an application stands to the places of its category. */
public enum RankStanding {
    INSIDE("名额之内", "Within the places"),
    /** Equal to one within and one without the places: people decide. */
    TIED("同分，名额不足", "Tied for the last place"),
    OUTSIDE("名额之外", "Beyond the places"),
    BELOW("未达及格线", "Below the pass mark"),
    WAITING("评分未交齐", "Sheets are missing");

    private final String label;
    private final String english;

    RankStanding(String label, String english) {
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
