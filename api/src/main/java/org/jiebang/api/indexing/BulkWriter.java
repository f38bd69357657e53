package org.jiebang.api.indexing;

import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.Elasticsearch;
import org.jiebang.ingest.index.DocumentBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes records as documents. The row's version is the document's external version, so that a replay or a late writer changes nothing; an
 * equal version is written again, for the dictionary may have changed.
 */
@Component
class BulkWriter {
    private static final int VERSION_CONFLICT = 409;

    private final Elasticsearch elasticsearch;
    private final Compute compute;
    private final JsonMapper json;

    BulkWriter(Elasticsearch elasticsearch, Compute compute, JsonMapper json) {
        this.elasticsearch = elasticsearch;
        this.compute = compute;
        this.json = json;
    }

    /**
     * A record and the indexes that must hold it, or must not.
     *
     * @param stored null for one that is to be forgotten
     */
    record Write(UUID id, long version, @Nullable StoredRecord stored, Collection<String> indexes) {
        /** A published record is written, any other is forgotten. */
        static Write of(StoredRecord stored, Collection<String> indexes) {
            return new Write(
                    stored.id(),
                    stored.version(),
                    stored.publication() == Publication.PUBLISHED ? stored : null,
                    indexes);
        }
    }

    /** Writes documents; answers the records that were not taken, with the reason. */
    Mono<Map<UUID, String>> write(List<Write> writes, DocumentBuilder documents) {
        if (writes.stream().allMatch(write -> write.indexes().isEmpty())) {
            return Mono.just(Map.of());
        }
        return compute.run(() -> request(writes, documents))
                .flatMap(request -> elasticsearch.call(client -> client.bulk(request)))
                .map(BulkWriter::failures);
    }

    private BulkRequest request(List<Write> writes, DocumentBuilder documents) {
        BulkRequest.Builder bulk = new BulkRequest.Builder();
        for (Write write : writes) {
            StoredRecord stored = write.stored();
            if (stored == null) {
                forget(bulk, write);
            } else {
                put(bulk, write, stored, documents);
            }
        }
        return bulk.build();
    }

    private void put(BulkRequest.Builder bulk, Write write, StoredRecord stored, DocumentBuilder documents) {
        Map<String, Object> document = documents.document(
                stored.id().toString(),
                stored.profiled(),
                stored.sample(),
                stored.updatedAt().toInstant().toString());
        BinaryData body = BinaryData.of(json.writeValueAsBytes(document), ContentType.APPLICATION_JSON);
        for (String index : write.indexes()) {
            bulk.operations(operation -> operation.index(to -> to.index(index)
                    .id(write.id().toString())
                    .version(write.version())
                    .versionType(VersionType.ExternalGte)
                    .document(body)));
        }
    }

    private static void forget(BulkRequest.Builder bulk, Write write) {
        for (String index : write.indexes()) {
            bulk.operations(operation -> operation.delete(from -> from.index(index)
                    .id(write.id().toString())
                    .version(write.version())
                    .versionType(VersionType.ExternalGte)));
        }
    }

    private static Map<UUID, String> failures(BulkResponse response) {
        Map<UUID, String> failures = new HashMap<>();
        List<String> away = new ArrayList<>();
        for (var item : response.items()) {
            var error = item.error();
            if (error != null && item.status() != VERSION_CONFLICT) {
                if (item.status() == 429 || item.status() >= 500 || item.status() == 404) {
                    away.add(item.id());
                } else if (item.id() != null) {
                    failures.put(UUID.fromString(item.id()), String.valueOf(error.reason()));
                }
            }
        }
        if (!away.isEmpty()) {
            throw Elasticsearch.unavailable();
        }
        return failures;
    }
}
