package org.jiebang.api.exclusion;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiebang.api.library.RecordStore;
import org.jiebang.catalog.Library;
import org.jiebang.exclusion.Exclusion;
import org.jiebang.exclusion.HardFilters;
import org.jiebang.exclusion.HardFilters.Side;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which candidates may not be offered to somebody, by the records and sanctions as they stand now. */
@Component
public class Exclusions {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final SanctionStore sanctions;
    private final Identities identities;
    private final RecordStore records;

    Exclusions(SanctionStore sanctions, Identities identities, RecordStore records) {
        this.sanctions = sanctions;
        this.identities = identities;
        this.records = records;
    }

    /** The day that decides which sanctions hold. */
    public static LocalDate today() {
        return LocalDate.now(CHINA);
    }

    /** Filters that know the given records and those who are the same. */
    public Mono<HardFilters> filters(Collection<Side> sides) {
        LocalDate day = today();
        return sanctions.inForce(day).collectList().flatMap(held -> {
            List<Side> all = new ArrayList<>(sides);
            held.forEach(sanction -> all.add(new Side(sanction.subjectId(), sanction.subject())));
            return identities.among(all).map(known -> new HardFilters(known, held, day));
        });
    }

    /**
     * Reasons against candidates by their ids; absent for those that may be offered.
     *
     * @param asker what looks for them; its id need not be that of a record
     */
    public Mono<Map<String, List<Exclusion>>> of(Side asker, Library library, Collection<String> candidates) {
        return records.items(library, candidates.stream().map(UUID::fromString).toList())
                .flatMap(items -> {
                    List<Side> sides = new ArrayList<>();
                    items.forEach((id, item) -> sides.add(new Side(id.toString(), item)));
                    List<Side> all = new ArrayList<>(sides);
                    all.add(asker);
                    return filters(all).map(filters -> against(asker, sides, filters));
                });
    }

    private static Map<String, List<Exclusion>> against(Side asker, List<Side> candidates, HardFilters filters) {
        Map<String, List<Exclusion>> against = new HashMap<>();
        for (Side candidate : candidates) {
            List<Exclusion> exclusions = filters.exclusions(asker, candidate);
            if (!exclusions.isEmpty()) {
                against.put(candidate.id(), exclusions);
            }
        }
        return against;
    }
}
