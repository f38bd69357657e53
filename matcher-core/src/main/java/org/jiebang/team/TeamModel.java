package org.jiebang.team;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiebang.team.LinearModel.Terms;
import org.jiebang.team.LinearModel.Variable;
import org.jiebang.team.TeamProposal.PlanRule;

/**
 * A {@link TeamRequest} as a linear model. With firm rules the value is maximised; else the fewest rules are missed, or the cost of the
 * repair is least.
 */
final class TeamModel implements AutoCloseable {
    private final LinearModel model;
    private final Slacks slacks;
    private final List<PlanModel> plans = new ArrayList<>();

    TeamModel(TeamRequest request, Slacks.Mode mode, String engine) {
        model = new LinearModel(engine);
        slacks = new Slacks(mode, model);
        request.plans().forEach(plan -> plans.add(new PlanModel(plan, request, model, slacks)));
        disjointMembers(request.candidates());
        disjointAreas();
    }

    LinearModel model() {
        return model;
    }

    /** For each rule that may be missed the variable that is 1 if it is. */
    Map<PlanRule, Variable> missed() {
        return slacks.missed();
    }

    @Override
    public void close() {
        model.close();
    }

    private void disjointMembers(List<TeamCandidate> candidates) {
        for (TeamCandidate candidate : candidates) {
            Terms teams = new Terms();
            plans.forEach(plan -> {
                Variable member = plan.members().get(candidate);
                if (member != null) {
                    teams.add(1, member);
                }
            });
            model.atMost(teams, 1);
        }
    }

    private void disjointAreas() {
        Map<String, Terms> areas = new LinkedHashMap<>();
        plans.forEach(plan -> plan.focus(Scope.AREA)
                .forEach((area, chosen) ->
                        areas.computeIfAbsent(area, name -> new Terms()).add(1, chosen)));
        areas.values().forEach(teams -> model.atMost(teams, 1));
    }

    /** The teams of the last solution. */
    List<Team> teams() {
        return plans.stream().map(PlanModel::team).toList();
    }

    /** The first run starts from these teams. */
    void hint(List<Team> teams) {
        for (int i = 0; i < plans.size(); i++) {
            plans.get(i).hint(teams.get(i));
        }
    }

    /** The changes of the last solution. */
    List<Repair.Step> steps() {
        return plans.stream().flatMap(plan -> plan.steps().stream()).toList();
    }

    /** Other teams than these: at least so many members of each are not in it again. */
    void differ(List<Team> teams, int members) {
        for (int i = 0; i < plans.size(); i++) {
            Terms staying = changes(i, teams.get(i)).staying();
            model.atMost(staying, teams.get(i).members().size() - members);
        }
    }

    /** Members of earlier teams who stay, and members who are new, as two sums. */
    Changes changesFrom(List<Team> teams) {
        Changes all = new Changes(new Terms(), new Terms());
        for (int i = 0; i < plans.size(); i++) {
            Changes one = changes(i, teams.get(i));
            all.staying().add(one.staying());
            all.joining().add(one.joining());
        }
        return all;
    }

    record Changes(Terms staying, Terms joining) {}

    private Changes changes(int plan, Team before) {
        Set<String> ids = new HashSet<>(before.members());
        Changes changes = new Changes(new Terms(), new Terms());
        plans.get(plan).members().forEach((candidate, member) -> {
            Terms sum = ids.contains(candidate.id()) ? changes.staying() : changes.joining();
            sum.add(1, member);
        });
        return changes;
    }

    /** Sets the value of the teams as what is maximised. */
    void maximiseValue() {
        model.clearValue();
        plans.forEach(PlanModel::value);
    }
}
