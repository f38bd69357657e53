package org.jiebang.api.matching;

import java.util.List;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.platform.Compute;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.text.Keyphrases;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The phrases that say most of what a record is about, by what was learnt of the platform's texts. */
@Component
public class SubjectPhrases {
    private static final int MOST = 8;

    private final KnowledgeInUse knowledge;
    private final Dictionary dictionary;
    private final Compute compute;

    SubjectPhrases(KnowledgeInUse knowledge, Dictionary dictionary, Compute compute) {
        this.knowledge = knowledge;
        this.dictionary = dictionary;
        this.compute = compute;
    }

    /** At most eight, the most telling first; none of a record that says nothing of its subject. */
    public Mono<List<String>> of(LibraryRecord item) {
        return compute.run(() -> {
            List<String> texts = MatchTexts.of(item);
            return texts.isEmpty()
                    ? List.of()
                    : Keyphrases.of(
                                    dictionary.analyzer(),
                                    knowledge.get().corpus(),
                                    MatchTexts.subject(item),
                                    texts,
                                    MOST)
                            .stream()
                            .map(Keyphrases.Keyphrase::text)
                            .toList();
        });
    }
}
