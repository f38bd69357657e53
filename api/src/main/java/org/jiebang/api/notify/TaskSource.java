package org.jiebang.api.notify;

import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Membership;
import reactor.core.publisher.Flux;

/** A feature in which somebody may have something to do. Tasks follow from where its things stand, so that nothing can be left over. */
public interface TaskSource {
    /**
     * What an actor has to do now, what waits longest first.
     *
     * @param acting for whom the actor acts
     */
    Flux<TaskView> tasks(Actor actor, Membership acting);
}
