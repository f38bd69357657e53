package org.jiebang.api.docking;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Decision;
import org.jiebang.api.access.Subject;
import org.jiebang.problem.ClaimState;
import org.jiebang.problem.ProblemEvent;
import org.jspecify.annotations.Nullable;

/**
 * Who has a part in a problem's progress.
 *
 * @param proposer the side that is served, and where the problem lies
 * @param assessorId society that assesses it
 */
record Parties(Subject proposer, @Nullable UUID assessorId, List<Claim> claims) {
    Parties {
        claims = List.copyOf(claims);
    }

    /** The row of the permission table that decides on an event. */
    static Action action(ProblemEvent event) {
        return switch (event) {
            case SUBMIT, SELECT, WITHDRAW, REOPEN -> Action.PROBLEM_WRITE;
            case ASK, ACCEPT, REJECT, POST, REWORK, EXPIRE -> Action.PROBLEM_MANAGE;
            case RECOMMEND, RETURN -> Action.PROBLEM_RECOMMEND;
            case ASSESS, DISMISS -> Action.PROBLEM_ASSESS;
            case SIGN, BREAK_OFF, DELIVER -> Action.PROBLEM_DOCK;
            case CONFIRM, DISPUTE -> Action.PROBLEM_CONFIRM;
        };
    }

    /** May the actor let this happen, as far as the permission table says? */
    boolean may(Access access, Actor actor, ProblemEvent event) {
        Action action = action(event);
        return switch (event) {
            case ASSESS, DISMISS -> access.may(actor, action, organisation(assessorId));
            case SIGN, BREAK_OFF -> access.may(actor, action, proposer) || maySolver(access, actor, action);
            case DELIVER -> maySolver(access, actor, action);
            default -> access.may(actor, action, proposer);
        };
    }

    /** May the actor do something that is for those whose claims are selected? */
    boolean maySolver(Access access, Actor actor, Action action) {
        return access.may(actor, action, organisation(null))
                || claims.stream()
                        .filter(claim -> claim.state() == ClaimState.SELECTED)
                        .anyMatch(claim -> access.may(actor, action, organisation(claim.organisationId())));
    }

    /** May the actor read the whole history? */
    boolean mayRead(Access access, Actor actor) {
        return access.may(actor, Action.PROBLEM_PROGRESS_READ, proposer)
                || access.decide(actor, Action.PROBLEM_PROGRESS_READ) != Decision.DENY && isPartner(actor);
    }

    /** Does the actor act for the society that assesses the problem, or for one that has claimed it? */
    private boolean isPartner(Actor actor) {
        UUID organisation = actor.organisationId();
        return organisation != null
                && (organisation.equals(assessorId)
                        || claims.stream()
                                .anyMatch(claim -> claim.organisationId().equals(organisation)));
    }

    static Subject organisation(@Nullable UUID id) {
        return new Subject(id, null, Set.of());
    }
}
