package org.jiebang.api.notify;

import java.util.Comparator;
import java.util.List;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Membership;
import org.jiebang.api.access.Requires;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** What the reader has to do now, for himself and for the organisation that he acts for, from all features. */
@RestController
class TaskController {
    static final int MOST = 200;

    private final List<TaskSource> sources;

    TaskController(List<TaskSource> sources) {
        this.sources = sources;
    }

    /** Those that wait longest come first. */
    @Requires(Action.SUBSCRIPTION_MANAGE)
    @GetMapping("/api/tasks")
    Flux<TaskView> tasks(Actor actor) {
        Membership acting = actor.acting();
        return acting == null
                ? Flux.empty()
                : Flux.fromIterable(sources)
                        .concatMap(source -> source.tasks(actor, acting))
                        .sort(Comparator.comparing(TaskView::since))
                        .take(MOST);
    }
}
