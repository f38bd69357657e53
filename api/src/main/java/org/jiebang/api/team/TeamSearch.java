package org.jiebang.api.team;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jiebang.catalog.Expert;
import org.jiebang.exclusion.Exclusion;
import org.jiebang.team.Effort;
import org.jiebang.team.Team;
import org.jiebang.team.TeamBuilder;
import org.jiebang.team.TeamCandidate;
import org.jiebang.team.TeamProposal;
import org.jiebang.team.TeamRequest;

/**
 * A search for teams, ready to run.
 *
 * @param names of the teams by the id of their plan
 * @param youngAge greatest age that counts as young; 0 where no rule says
 * @param alternatives how many teams to choose from
 * @param before the teams as they were before somebody refused, one a plan; empty if they are new
 */
record TeamSearch(
        TeamRequest request,
        Pool pool,
        Map<String, String> names,
        int youngAge,
        int alternatives,
        int difference,
        List<Team> before,
        Set<String> refused) {

    /**
     * What is known of the candidates, to name them.
     *
     * @param barred whom a conflict of interest or a sanction keeps out, one map a plan, by their ids
     */
    record Pool(
            Map<String, TeamCandidate> candidates, Map<String, Expert> experts, List<Map<String, Exclusion>> barred) {
        /** May somebody be a member of the team of a plan? */
        boolean open(String id, int plan) {
            return candidates.containsKey(id) && !barred.get(plan).containsKey(id);
        }

        /** How many are kept out of a team, by the kind of the reason; somebody kept out of several counts once. */
        Map<Exclusion.Kind, Integer> excluded() {
            Map<String, Exclusion.Kind> kinds = new HashMap<>();
            barred.forEach(team -> team.forEach((id, reason) -> kinds.putIfAbsent(id, reason.kind())));
            Map<Exclusion.Kind, Integer> counts = new EnumMap<>(Exclusion.Kind.class);
            kinds.values().forEach(kind -> counts.merge(kind, 1, Integer::sum));
            return counts;
        }

        Expert expert(String id) {
            return Objects.requireNonNull(experts.get(id));
        }

        UnaryOperator<String> names() {
            return id -> experts.containsKey(id) ? expert(id).name() : id;
        }
    }

    /** Keeps a core busy until the effort ends. */
    List<TeamProposal> run(Effort effort) {
        if (!before.isEmpty()) {
            return List.of(TeamBuilder.proposeAfterRefusal(request, before, refused, effort));
        }
        return alternatives == 1
                ? List.of(TeamBuilder.propose(request, effort))
                : TeamBuilder.alternatives(request, alternatives, difference, effort);
    }
}
