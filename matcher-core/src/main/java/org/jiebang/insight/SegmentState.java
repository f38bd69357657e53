package org.jiebang.insight;

/** How the needs of one segment of an industry chain stand against those who could meet them. */
public enum SegmentState {
    /** No open need. */
    QUIET("无需求", "No need"),
    /** Every open need has a claim. */
    HANDLED("有人在办", "In hand"),
    /** 堵点: an open need that nobody has claimed, though experts or teams work on the segment. */
    BLOCKED("堵点", "Blocked"),
    /** 缺口: an open need that nobody has claimed, and no expert or team of the libraries works on the segment. */
    GAP("缺口", "Gap");

    private final String label;
    private final String english;

    SegmentState(String label, String english) {
        this.label = label;
        this.english = english;
    }

    public String label() {
        return label;
    }

    public String english() {
        return english;
    }

    /**
     * @param open needs that are neither solved nor closed
     * @param unmet those of them without a claim, at most {@code open}
     * @param supply experts and teams that work on the segment
     */
    public static SegmentState of(long open, long unmet, long supply) {
        if (unmet < 0 || unmet > open || supply < 0) {
            throw new IllegalArgumentException(
                    "Of " + open + " open needs " + unmet + " cannot be unmet, with a supply of " + supply + ".");
        }
        if (open == 0) {
            return QUIET;
        }
        if (unmet == 0) {
            return HANDLED;
        }
        return supply == 0 ? GAP : BLOCKED;
    }
}
