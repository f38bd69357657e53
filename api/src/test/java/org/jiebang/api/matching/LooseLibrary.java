package org.jiebang.api.matching;

import co.elastic.clients.elasticsearch._types.Refresh;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import org.jiebang.api.platform.Elasticsearch;
import org.jiebang.index.LibraryIndex;

/** An index of a library that nothing else writes to. */
final class LooseLibrary implements AutoCloseable {
    private final Elasticsearch elasticsearch;
    private final String name = "loose-library-" + UUID.randomUUID();

    LooseLibrary(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
        try (InputStream definition = LibraryIndex.definition()) {
            elasticsearch
                    .call(client ->
                            client.indices().create(create -> create.index(name).withJson(definition)))
                    .block();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    /** Adds a record with these words and one pair of characters. */
    void add(String words, String pair) {
        elasticsearch
                .call(client -> client.index(document -> document.index(name)
                        .refresh(Refresh.True)
                        .document(Map.of(LibraryIndex.WORDS, words, LibraryIndex.GRAMS, pair))))
                .block();
    }

    @Override
    public void close() {
        elasticsearch
                .call(client -> client.indices().delete(delete -> delete.index(name)))
                .block();
    }
}
