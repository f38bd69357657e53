package org.jiebang.api.matching;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.matching.MatchModel;
import org.jiebang.text.CorpusModel;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The knowledge that matches of this server rest on; begins with what is set in the program. */
@Component
public class KnowledgeInUse {
    private final AtomicReference<Knowledge> knowledge =
            new AtomicReference<>(Knowledge.of(CorpusModel.NONE, MatchModel.STANDARD, IndustryGraph.standard()));
    private final AtomicReference<@Nullable String> version = new AtomicReference<>();

    public Knowledge get() {
        return Objects.requireNonNull(knowledge.get());
    }

    /**
     * Replaces it whole; matches under way go on with what they began with.
     *
     * @param name equal on all replicas that use the same
     */
    public void use(Knowledge learnt, String name) {
        knowledge.set(learnt);
        version.set(name);
    }

    /** Name of what is in use; empty until it was looked up what that is. */
    public Optional<String> version() {
        return Optional.ofNullable(version.get());
    }
}
