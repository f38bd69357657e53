package org.jiebang.problem;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What somebody has to do where a problem stands in a state; nobody has to in a state without one. */
public enum ProblemTask {
    TRIAGE(ProblemState.TRIAGE, ProblemEvent.ACCEPT, 3, "审核难题", "Triage the problem", TaskParty.STAFF),
    ANSWER(ProblemState.QUESTIONED, ProblemEvent.SUBMIT, 3, "补充难题并重新提交", "Answer and submit again", TaskParty.PROPOSER),
    RECOMMEND(
            ProblemState.RECOMMENDATION,
            ProblemEvent.RECOMMEND,
            3,
            "推荐难题或退回",
            "Recommend the problem or return it",
            TaskParty.REGION),
    ASSESS(ProblemState.ASSESSMENT, ProblemEvent.ASSESS, 7, "评估难题", "Assess the problem", TaskParty.ASSESSOR),
    POST(ProblemState.ASSESSED, ProblemEvent.POST, 3, "张榜", "Post the problem", TaskParty.STAFF),
    SELECT(
            ProblemState.POSTED,
            ProblemEvent.SELECT,
            7,
            "比较揭榜方案并选定",
            "Compare the claims and select",
            TaskParty.PROPOSER),
    AGREE(
            ProblemState.DOCKING,
            ProblemEvent.SIGN,
            14,
            "对接并登记协议",
            "Dock and record the agreement",
            TaskParty.PROPOSER,
            TaskParty.SOLVER),
    DELIVER(ProblemState.AGREED, ProblemEvent.DELIVER, 30, "提交解决方案", "Deliver the solution", TaskParty.SOLVER),
    CONFIRM(
            ProblemState.DELIVERED,
            ProblemEvent.CONFIRM,
            3,
            "确认是否解决并评价",
            "Confirm the solution and grade it",
            TaskParty.PROPOSER),
    MEDIATE(ProblemState.DISPUTED, ProblemEvent.REWORK, 3, "处理争议", "Settle the dispute", TaskParty.STAFF);

    private final ProblemState state;
    private final ProblemEvent event;
    private final int remindAfterDays;
    private final String label;
    private final String english;
    private final Set<TaskParty> parties;

    ProblemTask(
            ProblemState state,
            ProblemEvent event,
            int remindAfterDays,
            String label,
            String english,
            TaskParty first,
            TaskParty... others) {
        this.state = state;
        this.event = event;
        this.remindAfterDays = remindAfterDays;
        this.label = label;
        this.english = english;
        this.parties = EnumSet.of(first, others);
    }

    public ProblemState state() {
        return state;
    }

    /** The event that fulfils it; others may end it as well. */
    public ProblemEvent event() {
        return event;
    }

    /** So many days without a step, and who has to do it is reminded. */
    public int remindAfterDays() {
        return remindAfterDays;
    }

    public String label() {
        return label;
    }

    public String english() {
        return english;
    }

    /** Who has to do it; one of them is enough. */
    public Set<TaskParty> parties() {
        return Set.copyOf(parties);
    }

    /** What is to be done in a state. In {@link ProblemState#POSTED} there is something to do only where there are claims. */
    public static Optional<ProblemTask> in(ProblemState state) {
        return Arrays.stream(values()).filter(task -> task.state == state).findFirst();
    }
}
