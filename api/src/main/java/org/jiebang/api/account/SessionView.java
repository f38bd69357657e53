package org.jiebang.api.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Membership;
import org.jiebang.api.library.Choice;
import org.jiebang.region.RegionTree;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in, for whom he acts and what he may do.
 *
 * @param secondFactorRequired the role needs a second factor and this sign-in had none; nothing else works until one is set up
 * @param permissions action → allow, deny, own or region
 */
public record SessionView(
        boolean signedIn,
        @Nullable UUID accountId,
        @Nullable String username,
        @Nullable String displayName,
        boolean mustChangePassword,
        boolean secondFactorRequired,
        @Nullable MembershipView acting,
        List<MembershipView> memberships,
        Map<String, String> permissions) {

    /** A membership for people. */
    public record MembershipView(
            UUID id,
            String role,
            String roleLabel,
            UUID organisationId,
            String organisation,
            String organisationKind,
            @Nullable Choice region,
            @Nullable UUID recordId) {
        public static MembershipView of(Membership membership) {
            return new MembershipView(
                    membership.id(),
                    membership.role().name(),
                    membership.role().label(),
                    membership.organisationId(),
                    membership.organisation(),
                    membership.kind().name(),
                    membership.region() == null
                            ? null
                            : Choice.regions(List.of(membership.region()), RegionTree.standard())
                                    .getFirst(),
                    membership.recordId());
        }
    }

    static SessionView of(Actor actor, List<Membership> memberships, Access access, boolean secondFactorRequired) {
        Map<String, String> permissions = new LinkedHashMap<>();
        for (Action action : Action.values()) {
            permissions.put(action.code(), access.decide(actor, action).name().toLowerCase(Locale.ROOT));
        }
        Actor.Person person = actor.account();
        return new SessionView(
                actor.signedIn(),
                person == null ? null : person.id(),
                person == null ? null : person.username(),
                person == null ? null : person.displayName(),
                person != null && person.mustChangePassword(),
                secondFactorRequired,
                actor.acting() == null ? null : MembershipView.of(actor.acting()),
                memberships.stream().map(MembershipView::of).toList(),
                permissions);
    }
}
