package org.jiebang.api.access;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request. Handlers take it as a parameter.
 *
 * @param account null for a visitor
 * @param acting null for a visitor and for a person who is a member of nothing yet
 * @param scopes what a token was given for; null for a session, which may do all that the role may
 * @param address where the request comes from
 * @param requestId names the request in the log and in the audit log
 */
public record Actor(
        @Nullable Person account,
        @Nullable Membership acting,
        @Nullable Set<Action> scopes,
        String address,
        String requestId) {

    /**
     * The account behind a request.
     *
     * @param twoFactors the session was begun with two factors; a token counts as the session in which it was made
     */
    public record Person(
            UUID id, String username, String displayName, boolean mustChangePassword, boolean twoFactors) {}

    /** A visitor. */
    public static Actor anonymous(String address, String requestId) {
        return new Actor(null, null, null, address, requestId);
    }

    /** The platform itself, for what it does unasked. */
    public static Actor platform() {
        return new Actor(null, null, null, "", "");
    }

    /** The same actor, acting for another of his memberships. */
    public Actor actingFor(Membership membership) {
        return new Actor(account, membership, scopes, address, requestId);
    }

    /** The same actor, limited to what a token was given for. */
    public Actor withScopes(@Nullable Set<Action> given) {
        return new Actor(account, acting, given, address, requestId);
    }

    /** The role in which the actor acts; somebody signed in without a membership may do what a visitor may. */
    public Role role() {
        return acting == null ? Role.ANONYMOUS : acting.role();
    }

    public boolean signedIn() {
        return account != null;
    }

    /** The organisation that the actor acts for. */
    public @Nullable UUID organisationId() {
        return acting == null ? null : acting.organisationId();
    }
}
