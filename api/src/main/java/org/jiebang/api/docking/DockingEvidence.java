package org.jiebang.api.docking;

import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.evidence.EvidenceKind;
import org.jiebang.api.evidence.EvidenceSubjects;
import org.jiebang.problem.ClaimState;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Files that prove what a problem, a claim or an entry of the docking log says. */
@Configuration(proxyBeanMethods = false)
class DockingEvidence {
    private record Subjects(EvidenceKind kind, Rule rule) implements EvidenceSubjects {
        @Override
        public Mono<Rights> rights(Actor actor, UUID id) {
            return rule.rights(actor, id);
        }
    }

    private interface Rule {
        Mono<EvidenceSubjects.Rights> rights(Actor actor, UUID id);
    }

    /** Read by those who have a part in the problem, not by everybody who may read its page. */
    @Bean
    EvidenceSubjects evidenceOfProblems(ProblemProgress progress, Access access) {
        return new Subjects(
                EvidenceKind.PROBLEM,
                (actor, id) -> progress.read(actor, id.toString())
                        .filter(situation -> situation.parties().mayRead(access, actor))
                        .map(situation -> {
                            boolean writable = situation.progress().state().writable();
                            return new EvidenceSubjects.Rights(
                                    access.may(
                                            actor,
                                            Action.PROBLEM_WRITE,
                                            situation.stored().subject()),
                                    writable,
                                    writable);
                        }));
    }

    @Bean
    EvidenceSubjects evidenceOfClaims(Claims claims, Access access) {
        return new Subjects(
                EvidenceKind.CLAIM,
                (actor, id) -> claims.find(actor, id.toString()).map(claim -> {
                    boolean draft = claim.state() == ClaimState.DRAFT;
                    return new EvidenceSubjects.Rights(
                            access.may(actor, Action.CLAIM_WRITE, Parties.organisation(claim.organisationId())),
                            draft,
                            draft);
                }));
    }

    /** Who wrote an entry proves it while the work goes on; an entry is taken back as a whole, with its files. */
    @Bean
    EvidenceSubjects evidenceOfDockings(DockingStore store, Claims claims) {
        return new Subjects(
                EvidenceKind.DOCKING,
                (actor, id) -> store.find(id)
                        .flatMap(entry -> claims.find(actor, entry.claimId().toString())
                                .map(claim -> new EvidenceSubjects.Rights(
                                        entry.organisationId().equals(actor.organisationId()),
                                        claim.state() == ClaimState.SELECTED,
                                        false))));
    }
}
