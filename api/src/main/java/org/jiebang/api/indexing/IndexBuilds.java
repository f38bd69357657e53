package org.jiebang.api.indexing;

import co.elastic.clients.elasticsearch.indices.CreateIndexRequest;
import co.elastic.clients.elasticsearch.indices.update_aliases.Action;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Elasticsearch;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.catalog.Library;
import org.jiebang.index.LibraryIndex;
import org.jiebang.ingest.index.DocumentBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Builds a library's index beside the one in use and swaps the alias. Writes that happen meanwhile go to both, for the build is announced in
 * the database before the first row is read.
 */
@Component
class IndexBuilds {
    /** Longer than a swap takes. */
    private static final Duration SWAP = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(IndexBuilds.class);
    private static final int PAGE = 500;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Elasticsearch elasticsearch;
    private final SearchIndexes indexes;
    private final RecordStore records;
    private final BulkWriter writer;
    private final Dictionary dictionary;
    private final TransactionalOperator transactions;

    IndexBuilds(
            Elasticsearch elasticsearch,
            SearchIndexes indexes,
            RecordStore records,
            BulkWriter writer,
            Dictionary dictionary,
            TransactionalOperator transactions) {
        this.elasticsearch = elasticsearch;
        this.indexes = indexes;
        this.records = records;
        this.writer = writer;
        this.dictionary = dictionary;
        this.transactions = transactions;
    }

    /** Result of a build. */
    record Built(String library, String index, long documents) {}

    /**
     * Fills a new index from the database and swaps the alias to it.
     *
     * @return the build; an error {@link ErrorCode#CONFLICT} if one is under way
     */
    Mono<Built> rebuild(Library library) {
        String name = LibraryIndex.newName(library, Clock.systemUTC().millis());
        DocumentBuilder documents = dictionary.documents();
        // Writers see the announcement when the index stands: one that came earlier would make an index without our
        // mapping.
        Mono<Void> begun = transactions
                .transactional(indexes.begin(
                                library, name, documents.analyzer().dictionary().version())
                        .filter(first -> first)
                        .switchIfEmpty(Mono.error(
                                () -> new ApiException(ErrorCode.CONFLICT, library.label() + "的索引正在重建，请等它完成。")))
                        .flatMap(first -> create(name).thenReturn(true)))
                .then();
        return begun.then(Mono.defer(() -> fill(library, name, documents)
                        .flatMap(count -> refresh(name)
                                .then(swap(library, name))
                                .thenReturn(new Built(library.code(), name, count)))
                        .onErrorResume(error -> discard(name).then(Mono.error(error)))))
                .doOnNext(built -> LOG.info("Built {} with {} documents", built.index(), built.documents()));
    }

    private Mono<Void> create(String name) {
        return elasticsearch
                .call(client -> client.indices().create(definition(name)))
                .then();
    }

    private static CreateIndexRequest definition(String name) {
        try (InputStream definition = LibraryIndex.definition()) {
            return CreateIndexRequest.of(index -> index.index(name).withJson(definition));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How far a build has come. */
    private record Filled(UUID last, long documents) {
        static final Filled NOTHING = new Filled(BEFORE_ALL, 0);
    }

    /** Page by page; no page is held longer than it is written, however many there are. */
    private Mono<Long> fill(Library library, String name, DocumentBuilder documents) {
        return fillPage(library, name, documents, Filled.NOTHING)
                .expand(filled -> fillPage(library, name, documents, filled))
                .last(Filled.NOTHING)
                .map(Filled::documents);
    }

    /** Writes the next page; empty if there is none. */
    private Mono<Filled> fillPage(Library library, String name, DocumentBuilder documents, Filled filled) {
        return indexes.heartbeat(name)
                .filter(alive -> alive)
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "重建被另一个服务接手。")))
                .thenMany(records.page(library, filled.last(), PAGE))
                .collectList()
                .filter(page -> !page.isEmpty())
                .flatMap(page -> writer.write(
                                page.stream()
                                        .map(stored -> BulkWriter.Write.of(stored, Set.of(name)))
                                        .toList(),
                                documents)
                        .doOnNext(failures -> failures.forEach(
                                (id, reason) -> LOG.error("{} {} cannot be indexed: {}", library, id, reason)))
                        .thenReturn(new Filled(page.getLast().id(), filled.documents() + page.size())));
    }

    private Mono<Void> refresh(String name) {
        return elasticsearch
                .call(client -> client.indices().refresh(index -> index.index(name)))
                .then();
    }

    /** No search fails: the alias moves in one change of the cluster's state, and the old index stays for those who read it. */
    private Mono<Void> swap(Library library, String name) {
        String alias = LibraryIndex.alias(library);
        Mono<Void> swapped = existing(library).flatMap(old -> {
            List<Action> actions = new ArrayList<>();
            old.stream()
                    .filter(index -> !index.equals(name))
                    .forEach(index -> actions.add(Action.of(
                            action -> action.remove(from -> from.index(index).alias(alias)))));
            actions.add(Action.of(action -> action.add(to -> to.index(name).alias(alias))));
            return elasticsearch
                    .call(client -> client.indices().updateAliases(update -> update.actions(actions)))
                    .then(indexes.promote(library));
        });
        return transactions.transactional(indexes.close(library).then(swapped));
    }

    /** Indexes of a library that stand behind its alias. */
    private Mono<Set<String>> existing(Library library) {
        String alias = LibraryIndex.alias(library);
        return elasticsearch
                .call(client -> client.indices().existsAlias(exists -> exists.name(alias)))
                .flatMap(exists -> exists.value()
                        ? elasticsearch
                                .call(client -> client.indices().getAlias(get -> get.name(alias)))
                                .map(found -> Set.copyOf(found.aliases().keySet()))
                        : Mono.just(Set.of()));
    }

    /** Removes an index once nobody writes to it; if the search engine is away, it is left for {@link #discardLeftovers}. */
    private Mono<Void> discard(String name) {
        return transactions
                .transactional(indexes.remove(name)
                        .then(elasticsearch.call(client -> client.indices()
                                .delete(index -> index.index(name).ignoreUnavailable(true))))
                        .then())
                .onErrorResume(error -> Mono.empty());
    }

    /** Removes replaced indexes, and what a dead builder left behind. */
    Mono<Void> discardLeftovers() {
        return indexes.all()
                .filter(SearchIndexes.Entry::over)
                .concatMap(entry -> discard(entry.name()))
                .then();
    }

    /**
     * Does the library's alias stand, with the mapping and dictionary in use? Whoever looks while a build swaps the alias may see the old
     * name in the database and the new one behind the alias, so that a no is looked at twice.
     */
    Mono<Boolean> isCurrent(Library library) {
        return standsNow(library)
                .flatMap(stands ->
                        stands ? Mono.just(true) : Mono.delay(SWAP).then(Mono.defer(() -> standsNow(library))));
    }

    private Mono<Boolean> standsNow(Library library) {
        return indexes.all()
                .filter(entry -> entry.library() == library && entry.state() == SearchIndexes.State.LIVE)
                .filter(entry -> entry.mappingVersion() == LibraryIndex.VERSION
                        && entry.dictionaryVersion().equals(dictionary.version()))
                .next()
                .flatMap(entry -> existing(library).map(names -> names.contains(entry.name())))
                .defaultIfEmpty(false);
    }

    /** Is a build of the library under way somewhere? */
    Mono<Boolean> isBuilding(Library library) {
        return indexes.all()
                .filter(entry -> entry.library() == library && entry.state() == SearchIndexes.State.BUILDING)
                .hasElements();
    }
}
