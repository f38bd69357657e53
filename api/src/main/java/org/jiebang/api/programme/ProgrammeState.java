package org.jiebang.api.programme;

/** Where a version of a programme stands. */
public enum ProgrammeState {
    /** Ships with the platform; in force unless an uploaded version is. */
    SHIPPED("自带"),
    /** Uploaded, waits for the approval of another person. */
    DRAFT("待审定"),
    /** In force. */
    APPROVED("已审定"),
    /** Not in force any more, or never to be. */
    WITHDRAWN("已撤下");

    private final String label;

    ProgrammeState(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
