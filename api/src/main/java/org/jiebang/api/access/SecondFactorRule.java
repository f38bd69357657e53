package org.jiebang.api.access;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Who must have signed in with two factors, as the operator demands it: everybody, nobody, or the powerful, which are the roles that manage
 * accounts and those that may reveal contact data which is not their own.
 */
@Component
public class SecondFactorRule {
    private final PermissionTable table;
    private final Of required;

    /** Of whom a second factor is demanded. */
    enum Of {
        NOBODY,
        POWERFUL,
        EVERYBODY
    }

    SecondFactorRule(PermissionTable table, @Value("${jiebang.sign-in.second-factor-required}") Of required) {
        this.table = table;
        this.required = required;
    }

    /** Is a second factor demanded in the actor's role, and was there none? */
    public boolean lacks(Actor actor) {
        Actor.Person person = actor.account();
        return person != null
                && !person.twoFactors()
                && switch (required) {
                    case NOBODY -> false;
                    case POWERFUL -> isPowerful(actor.role());
                    case EVERYBODY -> true;
                };
    }

    private boolean isPowerful(Role role) {
        return switch (table.decide(role, Action.CONTACT_REVEAL)) {
            case ALLOW, REGION -> true;
            case DENY, OWN -> table.decide(role, Action.ACCOUNT_MANAGE) != Decision.DENY;
        };
    }
}
