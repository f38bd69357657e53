package org.jiebang.api.profile;

import java.util.List;
import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.library.RecordAccess;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.catalog.Library;
import org.jiebang.ingest.work.WorkProfile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What an expert's works tell: directions, and the works that each comes from. */
@RestController
class ProfileController {
    private static final int MOST_WORKS = 500;

    private final RecordAccess recordAccess;
    private final RecordStore records;
    private final WorkStore works;
    private final AuthorshipStore authorships;
    private final Access access;

    ProfileController(
            RecordAccess recordAccess,
            RecordStore records,
            WorkStore works,
            AuthorshipStore authorships,
            Access access) {
        this.recordAccess = recordAccess;
        this.records = records;
        this.works = works;
        this.authorships = authorships;
        this.access = access;
    }

    /**
     * A direction and the works that bear it out.
     *
     * @param works their ids
     * @param from year of the earliest; 0 if none is known
     * @param to year of the latest
     */
    record DirectionView(String words, List<String> works, int from, int to) {}

    /**
     * What an expert's works tell.
     *
     * @param works the latest first, at most 500
     * @param workCount how many there are
     * @param waiting authors of whom staff are asked whether they are the expert; 0 for others
     */
    record ProfileView(List<DirectionView> directions, List<WorkView> works, int workCount, long waiting) {}

    @Requires(Action.RECORD_READ)
    @GetMapping("/api/experts/{id}/profile")
    Mono<ProfileView> expertProfile(Actor actor, @PathVariable String id) {
        return recordAccess
                .find(actor, Library.EXPERTS, id)
                .flatMap(stored -> records.identity(stored.id())
                        .map(StoredRecord::id)
                        .collectList()
                        .flatMap(all -> Mono.zip(works.of(all).collectList(), waiting(actor, stored, all))
                                .map(found -> view(stored, found.getT1(), found.getT2()))));
    }

    private Mono<Long> waiting(Actor actor, StoredRecord stored, List<UUID> all) {
        return access.may(actor, Action.WORK_MANAGE, stored.subject()) ? authorships.waiting(all) : Mono.just(0L);
    }

    private static ProfileView view(StoredRecord stored, List<WorkStore.OwnWork> own, long waiting) {
        WorkProfile profile = stored.profile();
        return new ProfileView(
                profile == null
                        ? List.of()
                        : profile.directions().stream()
                                .map(direction -> new DirectionView(
                                        direction.words(), direction.works(), direction.from(), direction.to()))
                                .toList(),
                own.stream().limit(MOST_WORKS).map(WorkView::of).toList(),
                own.size(),
                waiting);
    }
}
