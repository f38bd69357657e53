package org.jiebang.api.access;

import java.util.Set;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.springframework.stereotype.Component;

/** Answers from the permission table whether an actor may do something. */
@Component
public class Access {
    private final PermissionTable table;
    private final RegionTree regions = RegionTree.standard();

    Access(PermissionTable table) {
        this.table = table;
    }

    /** What the table says of an action, before any object is looked at; a token without the scope may not. */
    public Decision decide(Actor actor, Action action) {
        Set<Action> scopes = actor.scopes();
        return scopes == null || scopes.contains(action) ? table.decide(actor.role(), action) : Decision.DENY;
    }

    /** May the actor do it to this? */
    public boolean may(Actor actor, Action action, Subject subject) {
        return switch (decide(actor, action)) {
            case DENY -> false;
            case ALLOW -> true;
            case OWN -> isOwn(actor, subject);
            case REGION -> isOwn(actor, subject) || isInRegion(actor, subject);
        };
    }

    /** Lets the action pass or answers as if the object were not there, so that ids tell nothing. */
    public void require(Actor actor, Action action, Subject subject, String what) {
        require(actor, action);
        if (!may(actor, action, subject)) {
            throw ApiException.notFound(what);
        }
    }

    /** Lets pass whom the table does not deny the action altogether. */
    public void require(Actor actor, Action action) {
        if (decide(actor, action) == Decision.DENY) {
            throw actor.signedIn()
                    ? new ApiException(ErrorCode.FORBIDDEN, ErrorCode.FORBIDDEN.wayOut())
                    : new ApiException(ErrorCode.SIGN_IN_REQUIRED, ErrorCode.SIGN_IN_REQUIRED.wayOut());
        }
    }

    private static boolean isOwn(Actor actor, Subject subject) {
        Membership acting = actor.acting();
        return acting != null
                && (acting.organisationId().equals(subject.organisationId())
                        || acting.recordId() != null && acting.recordId().equals(subject.recordId()));
    }

    private boolean isInRegion(Actor actor, Subject subject) {
        Membership acting = actor.acting();
        RegionCode own = acting == null ? null : acting.region();
        return own != null
                && subject.regions().stream()
                        .anyMatch(place -> regions.path(place).stream()
                                .anyMatch(region -> region.code().equals(own)));
    }
}
