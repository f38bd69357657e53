package org.jiebang.api.embedding;

import co.elastic.clients.elasticsearch._types.mapping.DenseVectorSimilarity;
import co.elastic.clients.elasticsearch._types.mapping.DynamicMapping;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.platform.Elasticsearch;
import org.jiebang.catalog.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Vectors of records, in an index of their own for each space: the libraries' indexes know nothing of them, and another model is another
 * index beside the one before.
 */
@Component
class VectorIndex {
    private static final String PREFIX = "jiebang-vectors-";
    private static final String LIBRARY = "library";
    private static final String VECTOR = "vector";
    private static final String KEPT = "kept";

    /** Candidates that each shard looks at; more are more exact and slower. */
    private static final int LOOKED_AT = 300;

    private final Elasticsearch elasticsearch;
    private final EmbeddingProperties properties;

    VectorIndex(Elasticsearch elasticsearch, EmbeddingProperties properties) {
        this.elasticsearch = elasticsearch;
        this.properties = properties;
    }

    /**
     * A document.
     *
     * @param kept the vector once more as bytes, for the engine does not give back what it searches by
     */
    private record Placed(
            @JsonProperty(LIBRARY) String library,
            @JsonProperty(VECTOR) @Nullable List<Float> vector,
            @JsonProperty(KEPT) String kept) {
        static Placed of(Place place) {
            ByteBuffer bytes = ByteBuffer.allocate(place.vector().length * Float.BYTES);
            List<Float> numbers = new ArrayList<>(place.vector().length);
            for (float number : place.vector()) {
                numbers.add(number);
                bytes.putFloat(number);
            }
            return new Placed(
                    place.library().code(), numbers, Base64.getEncoder().encodeToString(bytes.array()));
        }

        List<Float> numbers() {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(kept));
            List<Float> numbers = new ArrayList<>(bytes.capacity() / Float.BYTES);
            while (bytes.hasRemaining()) {
                numbers.add(bytes.getFloat());
            }
            return numbers;
        }
    }

    private String name() {
        return PREFIX + properties.space();
    }

    /** Makes the index of the space in use if it is not there; answers whether it was made. */
    Mono<Boolean> create() {
        return elasticsearch
                .call(client -> client.indices().exists(exists -> exists.index(name())))
                .flatMap(exists -> exists.value()
                        ? Mono.just(false)
                        : elasticsearch
                                .call(client -> client.indices()
                                        .create(index -> index.index(name())
                                                .settings(settings -> settings.numberOfShards("1")
                                                        .numberOfReplicas("0"))
                                                .mappings(mapping -> mapping.dynamic(DynamicMapping.Strict)
                                                        .properties(LIBRARY, field -> field.keyword(word -> word))
                                                        .properties(
                                                                KEPT, field -> field.keyword(text -> text.index(false)))
                                                        .properties(
                                                                VECTOR,
                                                                field -> field.denseVector(vector -> vector.dims(
                                                                                properties.dimensions())
                                                                        .index(true)
                                                                        .similarity(DenseVectorSimilarity.Cosine))))))
                                .thenReturn(true));
    }

    /** Removes the indexes of other spaces. */
    Mono<Void> discardOthers() {
        return elasticsearch
                .call(client -> client.indices().get(all -> all.index(PREFIX + "*")))
                .flatMapIterable(found -> List.copyOf(found.indices().keySet()))
                .filter(index -> !index.equals(name()))
                .concatMap(index -> elasticsearch.call(client ->
                        client.indices().delete(one -> one.index(index).ignoreUnavailable(true))))
                .then();
    }

    /** A record with its place in the space. */
    record Place(UUID record, Library library, float[] vector) {}

    Mono<Void> write(List<Place> places) {
        BulkRequest.Builder bulk = new BulkRequest.Builder();
        for (Place place : places) {
            bulk.operations(operation -> operation.index(
                    to -> to.index(name()).id(place.record().toString()).document(Placed.of(place))));
        }
        return elasticsearch
                .call(client -> client.bulk(bulk.build()))
                .flatMap(answer -> answer.errors() ? Mono.error(Elasticsearch.unavailable()) : Mono.empty());
    }

    Mono<Void> remove(Collection<UUID> records) {
        BulkRequest.Builder bulk = new BulkRequest.Builder();
        records.forEach(record -> bulk.operations(
                operation -> operation.delete(from -> from.index(name()).id(record.toString()))));
        return records.isEmpty()
                ? Mono.empty()
                : elasticsearch.call(client -> client.bulk(bulk.build())).then();
    }

    /**
     * The records of a library whose vectors lie nearest to that of another record, nearest first, by the id of the latter; absent for those
     * that have no vector yet.
     */
    Mono<Map<String, List<String>>> nearest(Collection<String> records, Library library, int limit) {
        return elasticsearch
                .call(client -> client.mget(get -> get.index(name()).ids(List.copyOf(records)), Placed.class))
                .flatMapIterable(answer -> answer.docs())
                .filter(answer -> answer.isResult() && answer.result().source() != null)
                .flatMap(
                        answer -> nearest(
                                        Objects.requireNonNull(answer.result().source())
                                                .numbers(),
                                        library,
                                        limit)
                                .map(near -> Map.entry(answer.result().id(), near)),
                        4)
                .collect(HashMap::new, (all, one) -> all.put(one.getKey(), one.getValue()));
    }

    private Mono<List<String>> nearest(List<Float> vector, Library library, int limit) {
        return elasticsearch
                .call(client -> client.search(
                        search -> search.index(name())
                                .size(limit)
                                .source(source -> source.fetch(false))
                                .knn(near -> near.field(VECTOR)
                                        .queryVector(vector)
                                        .k(limit)
                                        .numCandidates(Math.max(LOOKED_AT, limit))
                                        .filter(filter -> filter.term(
                                                term -> term.field(LIBRARY).value(library.code())))),
                        Void.class))
                .flatMapMany(answer -> Flux.fromIterable(answer.hits().hits()))
                .map(hit -> Objects.requireNonNull(hit.id()))
                .collectList();
    }
}
