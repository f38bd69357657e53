package org.jiebang.api.indexing;

import org.jiebang.api.access.Action;
import org.jiebang.api.access.Requires;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.jiebang.catalog.Library;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Care of the index and the dictionary, for administrators. */
@RestController
class IndexController {
    private final IndexBuilds builds;
    private final Indexer indexer;
    private final Dictionary dictionary;
    private final Compute compute;

    IndexController(IndexBuilds builds, Indexer indexer, Dictionary dictionary, Compute compute) {
        this.builds = builds;
        this.indexer = indexer;
        this.dictionary = dictionary;
        this.compute = compute;
    }

    /**
     * State of the index.
     *
     * @param waiting records that are written and not yet searchable
     */
    record IndexState(long waiting, String dictionaryVersion) {}

    @Requires(Action.INDEX_MANAGE)
    @GetMapping("/api/admin/indexes")
    Mono<IndexState> state() {
        return indexer.waiting().map(waiting -> new IndexState(waiting, dictionary.version()));
    }

    /** Fills a new index and swaps the alias; searches go on meanwhile. Answers when it is done. */
    @Requires(Action.INDEX_MANAGE)
    @PostMapping("/api/admin/indexes/{name}/rebuild")
    Mono<IndexBuilds.Built> rebuild(@PathVariable String name) {
        return Library.find(name).map(builds::rebuild).orElseGet(() -> Mono.error(ApiException.notFound("这个索引")));
    }

    /** Reads the dictionary files again; documents are segmented anew in the background. */
    @Requires(Action.INDEX_MANAGE)
    @PostMapping("/api/admin/dictionary/reload")
    Mono<Dictionary.ReloadReport> reload() {
        return compute.run(dictionary::load);
    }
}
