package org.jiebang.team;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A rule of composition for one team. Numbers come from the programme and its year. That the chief expert is not the leader (CT-16) and
 * that nobody is in two teams of a request (CT-08) always holds and is no rule to be listed.
 */
public sealed interface TeamRule {
    /** How many members (CT-13). Every plan has exactly one. */
    record Size(int min, int max) implements TeamRule {
        public Size {
            range("Size", min, max);
        }
    }

    /** How many members with a trait, e.g. at least ten aged 45 or less. */
    record Count(Trait trait, int min, int max) implements TeamRule {
        public Count {
            range("Count of " + trait, min, max);
        }

        public static Count atLeast(Trait trait, int min) {
            return new Count(trait, min, Integer.MAX_VALUE);
        }
    }

    /** How many members from an organisation that sends any. */
    record PerOrganisation(int min, int max) implements TeamRule {
        public PerOrganisation {
            range("PerOrganisation", min, max);
        }
    }

    /** How many organisations send members. */
    record Organisations(int min, int max) implements TeamRule {
        public Organisations {
            range("Organisations", min, max);
        }
    }

    /**
     * The team chooses at most so many of the allowed chains or areas, and every member has one of those.
     *
     * @param most at least 1
     */
    record Focus(Scope scope, Set<String> allowed, int most) implements TeamRule {
        public Focus {
            range("Focus", 1, most);
            allowed = Collections.unmodifiableSet(new TreeSet<>(allowed));
        }
    }

    /**
     * Members who stay in the place served (CT-25 to CT-27).
     *
     * @param days how many each of them must have free at least
     * @param youngAge up to this age residents are preferred
     */
    record Residents(int min, int max, int days, int youngAge) implements TeamRule {
        public Residents {
            range("Residents", min, max);
        }
    }

    /** One member is chief expert (ACT-10). */
    record ChiefExpert(double minAuthority) implements TeamRule {}

    /** One member is leader (ACT-11), another one than the chief expert. */
    record Leader(double minManagement) implements TeamRule {}

    /** Members have room for one more task, up to some exceptions. */
    record SpareCapacity(int exceptions) implements TeamRule {}

    /** Two who may not be in the team together: conflict of interest. Never given up by a repair. */
    record Conflict(String one, String other) implements TeamRule {}

    /** A member whom the user wants. */
    record Fixed(String candidate) implements TeamRule {}

    /** A candidate whom the user does not want or who has refused. */
    record Excluded(String candidate) implements TeamRule {}

    private static void range(String name, int min, int max) {
        if (min < 0 || max < min) {
            throw new IllegalArgumentException(
                    name + " asks for " + min + " to " + max + ". Maybe the numbers are in the wrong order.");
        }
    }
}
