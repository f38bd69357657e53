package org.jiebang.api.application;

import org.jiebang.api.access.Action;
import org.jiebang.application.ApplicationEvent;

/** Which row of the permission table decides on an event of an application. */
final class ApplicationRights {
    private ApplicationRights() {}

    static Action action(ApplicationEvent event) {
        return switch (event) {
            case REGISTER, SUBMIT, CORRECT, WITHDRAW, RESUME, REPORT, CLOSE -> Action.APPLICATION_WRITE;
            case PAY -> Action.APPLICATION_PAY;
            case OBJECT -> Action.OBJECTION_WRITE;
            case EXTEND,
                    RECEIVE_PAPER,
                    REFUSE_LATE,
                    PASS,
                    ASK,
                    REJECT,
                    PROPOSE,
                    PASS_OVER,
                    PUBLISH,
                    DISMISS,
                    UPHOLD,
                    APPROVE,
                    SIGN,
                    START,
                    RECTIFY,
                    POSTPONE,
                    RETURN,
                    EVALUATE,
                    FAIL,
                    SATISFY,
                    ARCHIVE,
                    TERMINATE,
                    DISQUALIFY -> Action.APPLICATION_MANAGE;
        };
    }
}
