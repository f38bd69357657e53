package org.jiebang.api.library;

import java.util.List;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.platform.ApiException;
import org.jiebang.catalog.Library;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Records as an actor may see them. */
@Component
public class RecordAccess {
    private final RecordStore records;
    private final Access access;
    private final List<RecordReaders> readers;

    RecordAccess(RecordStore records, Access access, List<RecordReaders> readers) {
        this.records = records;
        this.access = access;
        this.readers = List.copyOf(readers);
    }

    /** The record of an id, or the one that stands for it; NOT_FOUND for one that is not there, has an impossible id or may not be seen by the actor. */
    public Mono<StoredRecord> find(Actor actor, Library library, String id) {
        return records.find(library, RecordIds.parse(id))
                .flatMap(stored -> isLedOn(actor, stored) ? records.standing(stored.id()) : Mono.just(stored))
                .filterWhen(stored -> isVisible(actor, stored) ? Mono.just(true) : isReader(actor, stored))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这条记录")));
    }

    /** The address of a record that was merged leads to the one that stands for it, but for those who may take it apart. */
    private boolean isLedOn(Actor actor, StoredRecord stored) {
        return stored.publication() == Publication.MERGED
                && !access.may(actor, Action.RECORD_WITHDRAWN_READ, stored.subject());
    }

    private Mono<Boolean> isReader(Actor actor, StoredRecord stored) {
        return Flux.fromIterable(readers)
                .concatMap(reader -> reader.mayRead(actor, stored))
                .any(may -> may);
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
