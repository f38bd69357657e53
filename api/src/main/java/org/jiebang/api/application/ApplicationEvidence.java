package org.jiebang.api.application;

import java.util.Collection;
import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.evidence.Evidence;
import org.jiebang.api.evidence.EvidenceFile;
import org.jiebang.api.evidence.EvidenceKind;
import org.jiebang.api.evidence.EvidenceSubjects;
import org.jiebang.application.ApplicationState;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Files of applications: the applicant's while it writes and while the project goes on, the office's at every step. */
@Configuration(proxyBeanMethods = false)
class ApplicationEvidence {
    @Bean
    EvidenceSubjects evidenceOfApplications(ApplicationStore store, Access access) {
        return new EvidenceSubjects() {
            @Override
            public EvidenceKind kind() {
                return EvidenceKind.APPLICATION;
            }

            @Override
            public Mono<Rights> rights(Actor actor, UUID id) {
                return store.find(id)
                        .filter(stored -> access.may(actor, Action.APPLICATION_READ, stored.subject()))
                        .map(stored -> rights(actor, stored));
            }

            private Rights rights(Actor actor, StoredApplication stored) {
                boolean applicant = access.may(actor, Action.APPLICATION_WRITE, stored.subject());
                boolean office = access.may(actor, Action.APPLICATION_MANAGE, stored.subject());
                return new Rights(
                        applicant || office,
                        office || isOpen(stored.progress().state()),
                        stored.progress().state().writable());
            }

            /** What others judge, and what is over, takes no more files. */
            private static boolean isOpen(ApplicationState state) {
                return switch (state) {
                    case DRAFT,
                            REGISTERED,
                            CORRECTION,
                            APPROVED,
                            CONTRACTED,
                            RUNNING,
                            MIDTERM,
                            RECTIFYING,
                            POSTPONED,
                            CHECKED,
                            CLOSING_POSTPONED,
                            CLOSING,
                            EVALUATED -> true;
                    default -> false;
                };
            }
        };
    }

    /** What steps may name. */
    @Component
    static class Attached implements EvidenceFiles {
        private final Evidence evidence;

        Attached(Evidence evidence) {
            this.evidence = evidence;
        }

        @Override
        public Flux<UUID> attached(UUID application, Collection<UUID> files) {
            return evidence.readable(EvidenceKind.APPLICATION, application, files)
                    .map(EvidenceFile::id);
        }
    }
}
