package org.jiebang.team;

import java.util.Set;

/**
 * One who may join a team, with what the rules ask about.
 *
 * @param id unique in a request
 * @param organisation employer as one name for one unit, not blank
 * @param age full years on the reference date of the programme, 0 if unknown; who is of unknown age does not count as young
 * @param supportedYouth chosen by 青年人才托举工程 (CT-15)
 * @param chains industry chains the candidate works in
 * @param areas provinces or regions the candidate can serve
 * @param authority standing as chief expert, 0 to 1
 * @param management ability as leader, 0 to 1
 * @param freeDays days a year the candidate can stay in the place served, 0 or more
 * @param activeTasks tasks carried now, 0 or more
 * @param capacity tasks the candidate will carry at a time, at least 1
 */
public record TeamCandidate(
        String id,
        String organisation,
        Affiliation affiliation,
        int age,
        boolean supportedYouth,
        Set<String> chains,
        Set<String> areas,
        double authority,
        double management,
        int freeDays,
        int activeTasks,
        int capacity) {
    /** @throws IllegalArgumentException if a value is out of its range */
    public TeamCandidate {
        if (id.isBlank() || organisation.isBlank()) {
            throw new IllegalArgumentException(
                    "id '" + id + "' and organisation '" + organisation + "' must not be blank.");
        }
        Fit.share("authority of " + id, authority);
        Fit.share("management of " + id, management);
        if (age < 0 || freeDays < 0 || activeTasks < 0 || capacity < 1) {
            throw new IllegalArgumentException(
                    "Of " + id + " age " + age + ", freeDays " + freeDays + " and activeTasks " + activeTasks
                            + " must not be negative and capacity " + capacity + " must be at least 1.");
        }
        chains = Set.copyOf(chains);
        areas = Set.copyOf(areas);
    }

    /** Share of the capacity that is free, 0 to 1. */
    public double spare() {
        return Math.max(0, 1 - (double) activeTasks / capacity);
    }
}
