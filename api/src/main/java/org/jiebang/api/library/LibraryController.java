package org.jiebang.api.library;

import java.util.Arrays;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Requires;
import org.jiebang.catalog.Library;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** The libraries. */
@RestController
class LibraryController {
    private final RecordStore records;

    LibraryController(RecordStore records) {
        this.records = records;
    }

    /** One library with its size. */
    record LibrarySummary(String code, String type, String label, String englishLabel, long total, boolean sample) {}

    @Requires(Action.RECORD_READ)
    @GetMapping("/api/libraries")
    Flux<LibrarySummary> libraries() {
        return records.counts()
                .collectMap(RecordStore.Count::library)
                .flatMapIterable(counts -> Arrays.stream(Library.values())
                        .map(library -> {
                            RecordStore.Count count =
                                    counts.getOrDefault(library, new RecordStore.Count(library, 0, 0));
                            return new LibrarySummary(
                                    library.code(),
                                    library.type(),
                                    library.label(),
                                    english(library),
                                    count.total(),
                                    count.sample() > 0);
                        })
                        .toList());
    }

    private static String english(Library library) {
        return switch (library) {
            case EXPERTS -> "Experts";
            case PROBLEMS -> "Problems";
            case PROJECTS -> "Key projects";
            case SOCIETIES -> "Societies";
            case ENTERPRISES -> "Enterprises";
            case TEAMS -> "Service teams";
        };
    }
}
