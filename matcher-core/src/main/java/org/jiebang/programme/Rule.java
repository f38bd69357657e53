package org.jiebang.programme;

import java.util.List;
import org.jiebang.matching.Sentence;

/**
 * One rule of a programme.
 *
 * @param id unique in its programme; of the requirements ledger where that has one (CT-13)
 * @param also further ids under which the same rule is known
 * @param title what it is about, in a few words
 * @param categories ids of the categories it speaks of; empty: of all
 */
public record Rule(
        String id,
        List<String> also,
        Sentence title,
        Strength strength,
        List<String> categories,
        Condition condition,
        Citation citation) {
    public Rule {
        also = List.copyOf(also);
        categories = List.copyOf(categories);
    }

    /** What it asks, in words. */
    public Sentence asks() {
        return ConditionText.of(this);
    }

    public boolean appliesTo(String category) {
        return categories.isEmpty() || categories.contains(category);
    }
}
