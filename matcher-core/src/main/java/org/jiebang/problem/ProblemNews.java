package org.jiebang.problem;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What somebody hears who has nothing to do for it now. */
public enum ProblemNews {
    REFUSED("难题未通过", "The problem was not taken up", TaskParty.PROPOSER, ProblemEvent.REJECT, ProblemEvent.DISMISS),
    POSTED("难题已张榜", "The problem is posted", TaskParty.PROPOSER, ProblemEvent.POST),
    INVITED("受邀揭榜", "You are invited to claim", TaskParty.INVITED, ProblemEvent.POST),
    NOT_SELECTED("揭榜方案未选定", "Your claim was not selected", TaskParty.PASSED_OVER, ProblemEvent.SELECT),
    BROKEN_OFF("对接已终止", "The docking was broken off", TaskParty.BROKEN_OFF, ProblemEvent.BREAK_OFF),
    DISPUTED("服务对象提出异议", "The served side disputes the solution", TaskParty.SOLVER, ProblemEvent.DISPUTE),
    CONFIRMED("服务对象已确认解决", "The served side has confirmed the solution", TaskParty.SOLVER, ProblemEvent.CONFIRM),
    EXPIRED("揭榜到期、无人揭榜", "The call has ended without a claim", TaskParty.PROPOSER, ProblemEvent.EXPIRE);

    private final String label;
    private final String english;
    private final TaskParty party;
    private final Set<ProblemEvent> events;

    ProblemNews(String label, String english, TaskParty party, ProblemEvent first, ProblemEvent... others) {
        this.label = label;
        this.english = english;
        this.party = party;
        this.events = EnumSet.of(first, others);
    }

    public String label() {
        return label;
    }

    public String english() {
        return english;
    }

    /** Who hears it. */
    public TaskParty party() {
        return party;
    }

    /** What an event is news of. */
    public static List<ProblemNews> of(ProblemEvent event) {
        return Arrays.stream(values())
                .filter(news -> news.events.contains(event))
                .toList();
    }
}
