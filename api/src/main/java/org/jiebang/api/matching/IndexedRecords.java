package org.jiebang.api.matching;

import co.elastic.clients.elasticsearch.core.get.GetResult;
import co.elastic.clients.elasticsearch.core.mget.MultiGetOperation;
import co.elastic.clients.elasticsearch.core.mget.MultiGetResponseItem;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.HitsMetadata;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jiebang.api.platform.Elasticsearch;
import org.jiebang.index.LibraryIndex;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Documents of the indices as they stand; one that was read a moment ago and has not been written since is not read again. */
final class IndexedRecords {
    /** Long enough for somebody who reads one match after another, short enough that nothing erased is kept. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    /** Part of the heap that may be taken: of the usual gigabyte room for what is found for some 300 problems of a million experts. */
    private static final int HEAP_SHARE = 4;

    /** Below this share all come with the answer of the search: to read many by themselves takes longer. Set, not measured. */
    private static final double MOSTLY = 2.0 / 3;

    private static final double NEWEST = 0.1;

    private final Elasticsearch elasticsearch;
    private final Cache<Document, IndexedRecord> known = Caffeine.newBuilder()
            .expireAfterAccess(KEPT)
            .maximumWeight(Runtime.getRuntime().maxMemory() / HEAP_SHARE)
            .weigher((Document document, IndexedRecord item) -> item.weight())
            .build();

    /** Which part of the documents that searches of an index found were known, the newest searches counting most. */
    private final Map<String, Double> shares = new ConcurrentHashMap<>();

    IndexedRecords(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    /**
     * A document as of one write.
     *
     * @param index the index itself, no alias
     * @param sequence number of the write in the index; no two writes of a document have one
     */
    record Document(String index, String id, long sequence) {
        /** The sequence tells nearly all apart, and hundreds are looked up for a match. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Document document
                    && sequence == document.sequence
                    && id.equals(document.id)
                    && index.equals(document.index);
        }

        @Override
        public int hashCode() {
            return 31 * id.hashCode() + Long.hashCode(sequence);
        }
    }

    /** Whether so many of the documents found lately in an index were known that the others are better read by themselves. */
    boolean areMostlyKnown(String index) {
        return shares.getOrDefault(index, 0.0) >= MOSTLY;
    }

    /** Keeps what a search brought with all that is read of it, in its order. */
    List<IndexedRecord> keep(String index, HitsMetadata<IndexedRecord.Source> hits) {
        List<IndexedRecord> items = new ArrayList<>();
        int before = 0;
        for (Hit<IndexedRecord.Source> hit : hits.hits()) {
            Document document = document(hit, Objects.requireNonNull(hit.id()));
            IndexedRecord item = known.getIfPresent(document);
            if (item == null) {
                item = new IndexedRecord(Objects.requireNonNull(hit.source()));
                known.put(document, item);
            } else {
                before++;
            }
            items.add(item);
        }
        see(index, before, items.size());
        return items;
    }

    private void see(String index, int before, int found) {
        if (found > 0) {
            shares.merge(index, (double) before / found, (old, now) -> old + NEWEST * (now - old));
        }
    }

    /**
     * What a search found.
     *
     * @param hits with the id as a field, for the search engine would unpack the whole document to tell the id of a hit
     */
    static List<Document> documents(HitsMetadata<Void> hits) {
        return hits.hits().stream()
                .map(hit -> document(
                        hit,
                        Objects.requireNonNull(hit.fields().get(LibraryIndex.ID))
                                .toJson()
                                .asJsonArray()
                                .getString(0)))
                .toList();
    }

    private static Document document(Hit<?> hit, String id) {
        return new Document(Objects.requireNonNull(hit.index()), id, Objects.requireNonNull(hit.seqNo()));
    }

    /** In the order in which a search of an index found them; those that are gone since are left out. */
    Mono<List<IndexedRecord>> get(String index, List<Document> documents) {
        @Nullable IndexedRecord[] items = new IndexedRecord[documents.size()];
        Set<Document> missing = new LinkedHashSet<>();
        for (int i = 0; i < items.length; i++) {
            items[i] = known.getIfPresent(documents.get(i));
            if (items[i] == null) {
                missing.add(documents.get(i));
            }
        }
        see(index, items.length - missing.size(), items.length);
        return read(missing).map(read -> {
            List<IndexedRecord> all = new ArrayList<>(items.length);
            for (int i = 0; i < items.length; i++) {
                IndexedRecord item = items[i] == null ? read.get(documents.get(i)) : items[i];
                if (item != null) {
                    all.add(item);
                }
            }
            return all;
        });
    }

    /** The same for several lists; what is in more than one of them is read once. */
    Mono<List<List<IndexedRecord>>> getAll(List<List<Document>> lists) {
        Map<Document, IndexedRecord> found = new HashMap<>();
        Set<Document> missing = new LinkedHashSet<>();
        for (List<Document> documents : lists) {
            for (Document document : documents) {
                IndexedRecord item = known.getIfPresent(document);
                if (item == null) {
                    missing.add(document);
                } else {
                    found.put(document, item);
                }
            }
        }
        return read(missing).map(read -> {
            found.putAll(read);
            return lists.stream()
                    .map(documents -> documents.stream()
                            .map(found::get)
                            .filter(Objects::nonNull)
                            .toList())
                    .toList();
        });
    }

    /** A document that was written since the search found it is read as it stands now. */
    private Mono<Map<Document, IndexedRecord>> read(Set<Document> documents) {
        if (documents.isEmpty()) {
            return Mono.just(Map.of());
        }
        List<Document> asked = List.copyOf(documents);
        return elasticsearch
                .call(client -> client.mget(
                        get -> get.sourceIncludes(IndexedRecord.FIELDS)
                                .docs(asked.stream()
                                        .map(document -> MultiGetOperation.of(one ->
                                                one.index(document.index()).id(document.id())))
                                        .toList()),
                        IndexedRecord.Source.class))
                .map(response -> {
                    Map<Document, IndexedRecord> read = new HashMap<>();
                    for (int i = 0; i < asked.size(); i++) {
                        IndexedRecord item = keep(response.docs().get(i));
                        if (item != null) {
                            read.put(asked.get(i), item);
                        }
                    }
                    return read;
                });
    }

    private @Nullable IndexedRecord keep(MultiGetResponseItem<IndexedRecord.Source> answer) {
        if (!answer.isResult()) {
            return null;
        }
        GetResult<IndexedRecord.Source> result = answer.result();
        IndexedRecord.Source source = result.source();
        Long sequence = result.seqNo();
        if (source == null) {
            return null;
        }
        IndexedRecord item = new IndexedRecord(source);
        if (sequence != null) {
            known.put(new Document(result.index(), result.id(), sequence), item);
        }
        return item;
    }

    /** Documents by their ids as they stand, searchable or not yet; those that are not there are left out. */
    Mono<List<IndexedRecord>> get(String index, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Mono.just(List.of());
        }
        return elasticsearch
                .call(client -> client.mget(
                        get -> get.index(index)
                                .sourceIncludes(IndexedRecord.FIELDS)
                                .ids(List.copyOf(ids)),
                        IndexedRecord.Source.class))
                .map(response -> response.docs().stream()
                        .map(this::keep)
                        .filter(Objects::nonNull)
                        .toList());
    }
}
