package org.jiebang.api.matching;

import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.ingest.index.DocumentBuilder;
import org.jiebang.matching.CorpusStatistics;
import org.jiebang.matching.Demand;
import org.jiebang.text.CorpusModel;
import org.jiebang.text.LatentSpace;

/**
 * A demand with its terms chosen for a library.
 *
 * @param asking what was read, and how
 * @param corpus how often its terms occur there
 * @param documents of the smaller of the two libraries, when they were counted
 */
public record Asked(Asking asking, Demand demand, CorpusStatistics corpus, long documents) {
    /** A record that asks a library, read by one dictionary and placed in one space. */
    record Asking(LibraryRecord demand, String dictionaryVersion, Library library, LatentSpace space) {
        Asking(LibraryRecord demand, DocumentBuilder documents, Library library, CorpusModel corpus) {
            this(demand, documents.analyzer().dictionary().version(), library, corpus.space());
        }
    }

    /** The same, its meaning moved by blind feedback. */
    Asked with(Demand moved) {
        return new Asked(asking, moved, corpus, documents);
    }
}
