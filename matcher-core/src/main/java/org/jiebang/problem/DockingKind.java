package org.jiebang.problem;

/** Ways to meet while docking; 蹲点 is counted in days by person (VOC-07). */
public enum DockingKind {
    ONLINE("线上对接", "Online", false),
    ON_SITE("现场对接", "On site", false),
    SECONDMENT("蹲点：挂职", "Stationed: secondment", true),
    PART_TIME("蹲点：兼职", "Stationed: part-time post", true),
    PROJECT("蹲点：项目合作", "Stationed: joint project", true),
    STATION("蹲点：驻站服务", "Stationed: service station", true);

    private final String label;
    private final String english;
    private final boolean stationed;

    DockingKind(String label, String english, boolean stationed) {
        this.label = label;
        this.english = english;
        this.stationed = stationed;
    }

    public String label() {
        return label;
    }

    public String english() {
        return english;
    }

    /** Do its days count as 蹲点? */
    public boolean stationed() {
        return stationed;
    }
}
