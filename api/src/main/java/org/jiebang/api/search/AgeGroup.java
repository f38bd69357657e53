package org.jiebang.api.search;

/** Age by calendar year; 45岁及以下 is the limit of the young in the calls. */
enum AgeGroup {
    UP_TO_45(0, 45, "45 岁及以下"),
    FROM_46_TO_55(46, 55, "46–55 岁"),
    FROM_56_TO_65(56, 65, "56–65 岁"),
    ABOVE_65(66, 150, "65 岁以上");

    private final int least;
    private final int most;
    private final String label;

    AgeGroup(int least, int most, String label) {
        this.least = least;
        this.most = most;
        this.label = label;
    }

    int firstBirthYear(int thisYear) {
        return thisYear - most;
    }

    int lastBirthYear(int thisYear) {
        return thisYear - least;
    }

    String label() {
        return label;
    }
}
