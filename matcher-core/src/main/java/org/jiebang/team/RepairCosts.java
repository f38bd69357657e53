package org.jiebang.team;

/**
 * What a change of a request costs: the more the user or the notice meant it, the dearer. One more expert with the right traits costs
 * less than two steps away from a number of the notice; a person the user named is dearer than a number.
 */
final class RepairCosts {
    /** One more expert in the library. */
    static final double NEWCOMER = 10;

    /** Each trait, post or residence that the new expert must bring along, and each new organisation. */
    static final double DETAIL = 1;

    private RepairCosts() {}

    /** A number of a rule moved by one. */
    static double unit(TeamRule rule) {
        return switch (rule) {
            case TeamRule.Size size -> 7;
            case TeamRule.Count count -> 6;
            case TeamRule.PerOrganisation each -> 8;
            case TeamRule.Organisations organisations -> 6;
            case TeamRule.Focus focus -> 12;
            case TeamRule.Residents residents -> 8;
            case TeamRule.SpareCapacity spare -> 6;
            case TeamRule.ChiefExpert whole -> dropped(rule);
            case TeamRule.Leader whole -> dropped(rule);
            case TeamRule.Conflict whole -> dropped(rule);
            case TeamRule.Fixed whole -> dropped(rule);
            case TeamRule.Excluded whole -> dropped(rule);
        };
    }

    /** A rule given up. */
    static double dropped(TeamRule rule) {
        return switch (rule) {
            case TeamRule.Focus focus -> 30;
            case TeamRule.PerOrganisation each -> 30;
            case TeamRule.ChiefExpert chief -> 40;
            case TeamRule.Leader leader -> 40;
            case TeamRule.Fixed fixed -> 15;
            case TeamRule.Excluded excluded -> 25;
            case TeamRule.Conflict conflict -> Double.POSITIVE_INFINITY;
            case TeamRule.Size number -> Double.POSITIVE_INFINITY;
            case TeamRule.Count number -> Double.POSITIVE_INFINITY;
            case TeamRule.Organisations number -> Double.POSITIVE_INFINITY;
            case TeamRule.Residents number -> Double.POSITIVE_INFINITY;
            case TeamRule.SpareCapacity number -> Double.POSITIVE_INFINITY;
        };
    }
}
