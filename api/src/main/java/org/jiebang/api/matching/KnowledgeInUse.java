package org.jiebang.api.matching;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.matching.MatchModel;
import org.jiebang.text.CorpusModel;
import org.springframework.stereotype.Component;

/** The knowledge that matches of this server rest on; begins with what is set in the program. */
@Component
public class KnowledgeInUse {
    private final AtomicReference<Knowledge> knowledge =
            new AtomicReference<>(Knowledge.of(CorpusModel.NONE, MatchModel.STANDARD, IndustryGraph.standard()));

    public Knowledge get() {
        return Objects.requireNonNull(knowledge.get());
    }

    /** Replaces it whole; matches under way go on with what they began with. */
    public void use(Knowledge learnt) {
        knowledge.set(learnt);
    }
}
