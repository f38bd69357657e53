package org.jiebang.matching;

import org.jiebang.catalog.Academician;
import org.jiebang.catalog.Assessment;
import org.jiebang.catalog.Enterprise;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.KeyProject;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ProblemStatus;
import org.jiebang.catalog.ServiceTeam;
import org.jiebang.catalog.Society;
import org.jiebang.catalog.TeamRole;

/** Standing and availability of a record, each in [0, 1]; set values that people can check, until judgements teach better ones. */
public final class Standing {
    private Standing() {}

    /** How much weight the record's word has: rank and honours of a person, size and kind of a body, assessment of a problem. */
    public static double of(LibraryRecord item) {
        return switch (item) {
            case Expert expert -> expert(expert);
            case ServiceTeam team ->
                Math.min(
                        1,
                        0.4
                                + 0.03 * team.roster().size()
                                + (team.roster().stream().anyMatch(member -> member.role() == TeamRole.CHIEF_EXPERT)
                                        ? 0.2
                                        : 0));
            case Society society ->
                Math.min(
                        1,
                        (society.national() ? 0.7 : 0.5)
                                + 0.05 * society.achievements().size());
            case KeyProject project -> Math.min(1, 0.5 + 0.1 * project.results().size());
            case Enterprise enterprise -> enterprise.tier().isEmpty() ? 0.4 : 0.6;
            case Problem problem -> problem(problem.assessment());
        };
    }

    private static double expert(Expert expert) {
        double standing = 0.3;
        if (expert.academician() != Academician.NONE) {
            standing = 0.9;
        } else if (expert.rank().contains("助理")) {
            standing = 0.3;
        } else if (expert.rank().matches(".*(教授|研究员|正高|主任[医药护技]师).*")
                && !expert.rank().contains("副")) {
            standing = 0.6;
        } else if (expert.rank().matches(".*(高级|高工|副).*")) {
            standing = 0.45;
        }
        double honours = 0.03 * Math.min(4, expert.honours().size()) + (expert.supportedYouth() ? 0.05 : 0);
        return Math.min(1, standing + honours);
    }

    private static double problem(Assessment assessment) {
        int sum = assessment.importance() + assessment.urgency() + assessment.authenticity() + assessment.maturity();
        return sum == 0 ? 0.4 : sum / 20.0;
    }

    /** How free the record is: spare capacity of an expert, openness of a problem; 1 where nothing is known. */
    public static double availability(LibraryRecord item) {
        return switch (item) {
            case Expert expert -> Math.max(0, 1 - (double) expert.activeTasks() / expert.capacity());
            case Problem problem -> openness(problem.status());
            case KeyProject project -> 1;
            case Society society -> 1;
            case Enterprise enterprise -> 1;
            case ServiceTeam team -> 1;
        };
    }

    private static double openness(ProblemStatus status) {
        return switch (status) {
            case POSTED -> 1;
            case COLLECTED -> 0.8;
            case CLAIMED -> 0.4;
            case DOCKING -> 0.2;
            case SOLVED, CLOSED -> 0;
        };
    }
}
