package org.jiebang.api.evidence;

import java.util.UUID;
import org.jiebang.api.access.Actor;
import reactor.core.publisher.Mono;

/** A feature whose things take files; it alone knows who may read them. */
public interface EvidenceSubjects {
    EvidenceKind kind();

    /** What an actor may do with the files of a subject; empty if it is not there or may not be read by the actor. */
    Mono<Rights> rights(Actor actor, UUID id);

    /**
     * What may be done with the files of a subject that may be read.
     *
     * @param party the actor is of the side that proves something with them
     * @param open it takes files now
     * @param draft files may be taken away again
     */
    record Rights(boolean party, boolean open, boolean draft) {}
}
