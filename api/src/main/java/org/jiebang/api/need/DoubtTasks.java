package org.jiebang.api.need;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Decision;
import org.jiebang.api.access.Membership;
import org.jiebang.api.notify.TaskSource;
import org.jiebang.api.notify.TaskView;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Doubtful values are one thing to do, however many wait. What nobody stated may wait as long as it likes. */
@Component
class DoubtTasks implements TaskSource {
    private static final Duration LATE = Duration.ofDays(7);

    private final DoubtStore store;
    private final Access access;

    DoubtTasks(DoubtStore store, Access access) {
        this.store = store;
        this.access = access;
    }

    @Override
    public Flux<TaskView> tasks(Actor actor, Membership acting) {
        return access.decide(actor, Action.PROBLEM_MANAGE) == Decision.DENY
                ? Flux.empty()
                : store.counts()
                        .collectList()
                        .filter(counts -> !counts.isEmpty())
                        .map(DoubtTasks::task)
                        .flux();
    }

    private static TaskView task(List<DoubtStore.Count> counts) {
        OffsetDateTime since = counts.stream()
                .map(DoubtStore.Count::oldest)
                .min(OffsetDateTime::compareTo)
                .orElseThrow();
        return new TaskView(
                "CHECK_FIELDS",
                "核对读不准的栏目",
                "Check doubtful fields",
                "/doubts",
                null,
                String.join("、", counts.stream().map(count -> said(count)).toList()),
                since,
                null,
                counts.stream()
                        .anyMatch(count -> count.kind() == DoubtStore.Kind.READ
                                && count.oldest().isBefore(OffsetDateTime.now().minus(LATE))));
    }

    private static String said(DoubtStore.Count count) {
        return count.heading() + (count.kind() == DoubtStore.Kind.UNSTATED ? "未写明 " : " ") + count.open();
    }
}
