package org.jiebang.api.learning;

import java.util.List;
import java.util.Objects;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.Sparingly;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.ingest.index.DocumentBuilder;
import org.jiebang.text.CorpusModel;
import org.jiebang.text.CorpusModelTrainer;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The published texts of all libraries, to learn from. Drafts and confidential parts are no part of them. */
@Component
class Texts {
    private static final int BATCH = 200;

    /** Of a million texts counting takes a tenth of a second, and it is asked for every few seconds. */
    private static final int RESTS = 100;

    private static final String PUBLISHED = " FROM library_record WHERE publication = 'PUBLISHED'";

    private final DatabaseClient database;
    private final Dictionary dictionary;
    private final Compute compute;
    private final Sparingly counting = new Sparingly(RESTS);

    Texts(DatabaseClient database, Dictionary dictionary, Compute compute) {
        this.database = database;
        this.dictionary = dictionary;
        this.compute = compute;
    }

    /** How many there are; empty where that was told a moment ago and to count all again would take too much of the time. */
    Mono<Long> count() {
        return counting.ask(database.sql("SELECT count(*) AS count" + PUBLISHED)
                .map(row -> Objects.requireNonNull(row.get("count", Long.class)))
                .one());
    }

    /** Learns from an even sample in an order that the seed decides. */
    Mono<CorpusModel> learn(long seed) {
        CorpusModelTrainer trainer = new CorpusModelTrainer(seed);
        DocumentBuilder documents = dictionary.documents();
        return database.sql("SELECT " + RecordStore.COLUMNS + PUBLISHED
                        + " ORDER BY md5(encode(natural_key, 'hex') || $1), id LIMIT $2")
                .bind("$1", Long.toString(seed))
                .bind("$2", CorpusModelTrainer.MOST_TEXTS)
                .map(RecordStore::stored)
                .all()
                .map(StoredRecord::profiled)
                .buffer(BATCH)
                .concatMap(batch -> compute.run(() -> take(trainer, documents, batch)))
                .then(compute.run(trainer::train));
    }

    private static int take(CorpusModelTrainer trainer, DocumentBuilder documents, List<LibraryRecord> batch) {
        batch.forEach(item -> documents.teach(trainer, item));
        return batch.size();
    }
}
