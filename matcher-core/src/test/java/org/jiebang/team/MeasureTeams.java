package org.jiebang.team;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jiebang.team.TeamProposal.Proposed;

/**
 * Times the team builder on invented requests: {@code MeasureTeams ENGINE SECONDS EXPERTS TEAMS SKILLS WANTED alike|own [areas] SEEDS}.
 * One line a moment that is told, one for the end.
 */
public final class MeasureTeams {
    private MeasureTeams() {}

    public static void main(String[] arguments) {
        List<String> given = List.of(arguments);
        boolean areas = given.contains("areas");
        int seeds = Integer.parseInt(given.getLast());
        OrTools.load();
        for (int seed = 1; seed <= seeds; seed++) {
            TeamRequest request = Instances.large(
                    seed,
                    Integer.parseInt(given.get(2)),
                    Integer.parseInt(given.get(3)),
                    Integer.parseInt(given.get(4)),
                    Integer.parseInt(given.get(5)),
                    given.get(6).equals("alike"));
            Effort effort = Effort.within(Duration.ofSeconds(Integer.parseInt(given.get(1))))
                    .telling(moment -> System.out.printf(
                            Locale.ROOT,
                            "  %6.2f s  best %.6f  bound %.6f  gap %.4f %%%n",
                            moment.elapsed().toMillis() / 1000.0,
                            moment.best(),
                            moment.bound(),
                            100 * moment.gap()));
            TeamProposal proposal =
                    TeamBuilder.propose(areas ? Instances.withAreas(request) : request, effort, given.get(0));
            System.out.println("seed " + seed + " "
                    + (proposal instanceof Proposed proposed
                            ? String.format(
                                    Locale.ROOT,
                                    "value %.6f bound %.6f gap %.5f %% optimal %s seconds %.2f",
                                    proposed.value(),
                                    proposed.bound(),
                                    100 * proposed.gap(),
                                    proposed.optimal(),
                                    proposed.elapsed().toMillis() / 1000.0)
                            : proposal));
        }
    }
}
