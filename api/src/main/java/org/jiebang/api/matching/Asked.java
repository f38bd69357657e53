package org.jiebang.api.matching;

import org.jiebang.catalog.LibraryRecord;
import org.jiebang.ingest.index.DocumentBuilder;
import org.jiebang.matching.CorpusStatistics;
import org.jiebang.matching.Demand;
import org.jiebang.text.CorpusModel;
import org.jiebang.text.LatentSpace;

/**
 * A demand with its terms chosen for an index.
 *
 * @param asking what was read, and how
 * @param corpus how often its terms occur there
 */
public record Asked(Asking asking, Demand demand, CorpusStatistics corpus) {
    /** A record that asks an index, read by one dictionary and placed in one space. */
    record Asking(LibraryRecord demand, String dictionaryVersion, String index, LatentSpace space) {
        Asking(LibraryRecord demand, DocumentBuilder documents, String index, CorpusModel corpus) {
            this(demand, documents.analyzer().dictionary().version(), index, corpus.space());
        }
    }

    /** The same, its meaning moved by blind feedback. */
    Asked with(Demand moved) {
        return new Asked(asking, moved, corpus);
    }
}
