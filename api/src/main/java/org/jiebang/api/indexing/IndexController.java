package org.jiebang.api.indexing;

import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
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
    private final AuditLog audit;
    private final IndexBuilds builds;
    private final Indexer indexer;
    private final Dictionary dictionary;
    private final Compute compute;

    IndexController(IndexBuilds builds, Indexer indexer, Dictionary dictionary, Compute compute, AuditLog audit) {
        this.audit = audit;
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
    Mono<IndexBuilds.Built> rebuild(Actor actor, @PathVariable String name) {
        Library library = Library.find(name).orElseThrow(() -> ApiException.notFound("这个索引"));
        return audit.append(actor, AuditAction.INDEX_REBUILT, AuditLog.Change.of("index", library.code()))
                .then(builds.rebuild(library));
    }

    /** Reads the dictionary files again; documents are segmented anew in the background. */
    @Requires(Action.INDEX_MANAGE)
    @PostMapping("/api/admin/dictionary/reload")
    Mono<Dictionary.ReloadReport> reload(Actor actor) {
        return compute.run(dictionary::load)
                .flatMap(report -> audit.append(
                                actor,
                                AuditAction.DICTIONARY_RELOADED,
                                AuditLog.Change.of("dictionary", report.version()))
                        .thenReturn(report));
    }
}
