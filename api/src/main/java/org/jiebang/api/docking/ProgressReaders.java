package org.jiebang.api.docking;

import org.jiebang.api.access.Access;
import org.jiebang.api.access.Actor;
import org.jiebang.api.library.RecordReaders;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.catalog.Library;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who assesses a problem, or has claimed it, may read it while it is not published. */
@Component
class ProgressReaders implements RecordReaders {
    private final ProgressStore store;
    private final ClaimStore claims;
    private final Access access;

    ProgressReaders(ProgressStore store, ClaimStore claims, Access access) {
        this.store = store;
        this.claims = claims;
        this.access = access;
    }

    @Override
    public Mono<Boolean> mayRead(Actor actor, StoredRecord stored) {
        if (stored.item().library() != Library.PROBLEMS || !actor.signedIn()) {
            return Mono.just(false);
        }
        return store.find(stored.id())
                .flatMap(progress -> claims.ofProblem(stored.id())
                        .collectList()
                        .map(all -> new Parties(stored.subject(), progress.assessorId(), all)))
                .map(parties -> parties.mayRead(access, actor))
                .defaultIfEmpty(false);
    }
}
