package org.jiebang.review;

/** What somebody has to do for a review that is going on. It follows from where the review and its sheets stand. */
public enum ReviewTask {
    /** A reviewer: a sheet that he is asked for. */
    SCORE("评审打分", "Score an application"),
    /** Staff: sheets for which nobody is asked. */
    FILL("补齐评审专家，缺 %d 份评分", "Find reviewers: %d sheets lack one"),
    /** Staff: sheets whose day is over. */
    REPLACE("催办或更换评审专家，逾期 %d 份评分", "Remind or replace reviewers: %d sheets are overdue"),
    /** Staff: all sheets are in. */
    CLOSE("评分已经交齐，结束评审", "All %d sheets are in: close the review");

    private final String label;
    private final String english;

    ReviewTask(String label, String english) {
        this.label = label;
        this.english = english;
    }

    /** @param count sheets that it is about */
    public String label(long count) {
        return label.formatted(count);
    }

    /** @param count sheets that it is about */
    public String english(long count) {
        return english.formatted(count);
    }
}
