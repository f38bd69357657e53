package org.jiebang.review;

import org.jiebang.application.ApplicationState;

/** What a review decides. */
public enum ReviewStage {
    APPROVAL(ApplicationState.REVIEW, "立项评审", "Review for approval"),
    GRADING(ApplicationState.CLOSING, "结题评审", "Review for grades");

    private final ApplicationState state;
    private final String label;
    private final String english;

    ReviewStage(ApplicationState state, String label, String english) {
        this.state = state;
        this.label = label;
        this.english = english;
    }

    /** State of the applications that are judged. */
    public ApplicationState state() {
        return state;
    }

    public String label() {
        return label;
    }

    public String english() {
        return english;
    }
}
