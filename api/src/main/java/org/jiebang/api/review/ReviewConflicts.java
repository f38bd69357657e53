package org.jiebang.api.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jiebang.api.application.ReviewedApplication;
import org.jiebang.api.exclusion.Exclusions;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.Compute;
import org.jiebang.exclusion.Exclusion;
import org.jiebang.exclusion.HardFilters;
import org.jiebang.exclusion.HardFilters.Side;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which experts may not judge an application: of a unit that has a part in it, on its team, or under a sanction. */
@Component
class ReviewConflicts {
    private final Exclusions exclusions;
    private final Compute compute;

    ReviewConflicts(Exclusions exclusions, Compute compute) {
        this.exclusions = exclusions;
        this.compute = compute;
    }

    private static Side side(StoredRecord expert) {
        return new Side(expert.id().toString(), expert.item());
    }

    /** Reasons against experts by their ids; absent for those who may judge it. */
    Mono<Map<UUID, List<Exclusion>>> against(ReviewedApplication read, Collection<StoredRecord> experts) {
        List<Side> units = read.units().stream()
                .map(unit -> new Side("application", ReviewSubject.problem(read, unit)))
                .toList();
        Optional<Side> team = ReviewSubject.team(read)
                .map(made -> new Side(read.content().id().toString(), made));
        List<Side> all = new ArrayList<>(units);
        team.ifPresent(all::add);
        experts.forEach(expert -> all.add(side(expert)));
        return exclusions
                .filters(all)
                .flatMap(filters -> compute.run(() -> {
                    Map<UUID, List<Exclusion>> against = new HashMap<>();
                    for (StoredRecord expert : experts) {
                        List<Exclusion> reasons = reasons(filters, units, team, side(expert));
                        if (!reasons.isEmpty()) {
                            against.put(expert.id(), reasons);
                        }
                    }
                    return against;
                }));
    }

    private static List<Exclusion> reasons(HardFilters filters, List<Side> units, Optional<Side> team, Side judge) {
        List<Exclusion> reasons = new ArrayList<>();
        filters.sanction(judge).ifPresent(reasons::add);
        team.flatMap(named -> filters.onTeam(judge, named)).ifPresent(reasons::add);
        units.stream()
                .flatMap(unit -> filters.exclusions(unit, judge).stream())
                .filter(exclusion -> exclusion.kind() == Exclusion.Kind.CONFLICT_OF_INTEREST)
                .forEach(reasons::add);
        return reasons;
    }

    /** What speaks against asking an expert at all: a sanction, or as many tasks as he carries. */
    Mono<List<Exclusion>> against(StoredRecord expert) {
        Side judge = side(expert);
        return exclusions.filters(List.of(judge)).map(filters -> {
            List<Exclusion> reasons = new ArrayList<>();
            filters.sanction(judge).ifPresent(reasons::add);
            HardFilters.room(expert.item()).ifPresent(reasons::add);
            return reasons;
        });
    }
}
