package org.jiebang.api.team;

import jakarta.validation.Valid;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Builds service teams for problems under the rules of a programme. */
@RestController
class TeamController {
    private final TeamProposals proposals;

    TeamController(TeamProposals proposals) {
        this.proposals = proposals;
    }

    /** The best teams with their proof, or the rules that cannot hold together with the cheapest repair. Nothing is saved. */
    @Requires(Action.TEAM_BUILD)
    @PostMapping("/api/teams/proposals")
    Mono<ProposalView> propose(Actor actor, @Valid @RequestBody TeamRequests.TeamWanted wanted) {
        return proposals.propose(actor, wanted);
    }
}
