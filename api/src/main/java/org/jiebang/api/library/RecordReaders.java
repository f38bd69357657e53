package org.jiebang.api.library;

import org.jiebang.api.access.Actor;
import reactor.core.publisher.Mono;

/** Further people who may read a record that is not published, beside those whom the permission table names by its owner and place. */
public interface RecordReaders {
    /** Is the actor among them? */
    Mono<Boolean> mayRead(Actor actor, StoredRecord stored);
}
