package org.jiebang.api.export;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.search.SavedSearches;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.ingest.library.Column;
import org.jiebang.ingest.library.LibraryTable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The published records of a library, all or as a search finds them, in pages in the order of their ids. Without contact data. */
@Component
class LibraryRows {
    private static final int PAGE = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final RecordStore records;
    private final SavedSearches searches;

    LibraryRows(RecordStore records, SavedSearches searches) {
        this.records = records;
        this.searches = searches;
    }

    static List<String> headings(Library library) {
        return LibraryTable.of(library).recordColumns().stream()
                .map(Column::heading)
                .toList();
    }

    /**
     * Records in pages.
     *
     * @param search as in the address of the search page; blank for all
     */
    Flux<List<StoredRecord>> pages(Library library, String search) {
        return search.isBlank()
                ? page(library, FIRST)
                        .expand(page -> page.size() < PAGE
                                ? Mono.empty()
                                : page(library, page.getLast().id()))
                : searches.pages(search, library, PAGE).concatMap(ids -> found(library, ids), 1);
    }

    private Mono<List<StoredRecord>> page(Library library, UUID after) {
        return records.page(library, after, PAGE).collectList();
    }

    /** What the index has found and is still published, in its order. */
    private Mono<List<StoredRecord>> found(Library library, Collection<UUID> ids) {
        return records.find(library, ids)
                .filter(stored -> stored.publication() == Publication.PUBLISHED)
                .collectMap(StoredRecord::id)
                .map(all -> ids.stream().map(all::get).filter(Objects::nonNull).toList());
    }

    @SuppressWarnings("unchecked") // the table of a library takes the records of that library
    static Map<String, String> cells(LibraryRecord item) {
        return ((LibraryTable<LibraryRecord>) LibraryTable.of(item.library())).cells(item);
    }
}
