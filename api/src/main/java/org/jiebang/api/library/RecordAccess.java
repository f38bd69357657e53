package org.jiebang.api.library;

import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.platform.ApiException;
import org.jiebang.catalog.Library;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Records as an actor may see them. */
@Component
public class RecordAccess {
    private final RecordStore records;
    private final Access access;

    RecordAccess(RecordStore records, Access access) {
        this.records = records;
        this.access = access;
    }

    /** The record of an id, or NOT_FOUND for one that is not there, has an impossible id or may not be seen by the actor. */
    public Mono<StoredRecord> find(Actor actor, Library library, String id) {
        return records.find(library, RecordIds.parse(id))
                .filter(stored -> isVisible(actor, stored))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这条记录")));
    }

    private boolean isVisible(Actor actor, StoredRecord stored) {
        if (stored.publication() == Publication.PUBLISHED) {
            return true;
        }
        Action action =
                stored.item().library() == Library.PROBLEMS ? Action.PROBLEM_DRAFT_READ : Action.RECORD_WITHDRAWN_READ;
        return access.may(actor, action, stored.subject());
    }
}
