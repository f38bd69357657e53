package org.jiebang.ingest.notice;

import java.util.List;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Strength;
import org.jspecify.annotations.Nullable;

/**
 * A rule that was found.
 *
 * @param kind what kind of rule it is
 * @param title what it is about
 * @param value what it says, written shortly (≥5个, ≤30万元, 2024-03-15/2024-03-31)
 * @param condition in the platform's terms; null if the programme format has no word for it, then people confirm it
 * @param statement the sentence it was read from
 * @param from first character of the words that were read, in the sentence
 * @param to behind the last
 */
record Found(
        FoundKind kind,
        Sentence title,
        String value,
        Strength strength,
        List<String> categories,
        @Nullable Condition condition,
        Statement statement,
        int from,
        int to) {
    Found {
        categories = List.copyOf(categories);
    }

    static Found of(
            FoundKind kind,
            Sentence title,
            String value,
            @Nullable Condition condition,
            Statement statement,
            int from,
            int to) {
        return new Found(
                kind,
                title,
                value,
                Words.strength(statement.clause(from).text()),
                statement.scope(),
                condition,
                statement,
                from,
                to);
    }

    Found with(@Nullable Condition other) {
        return new Found(kind, title, value, strength, categories, other, statement, from, to);
    }

    Found with(Strength other) {
        return new Found(kind, title, value, other, categories, condition, statement, from, to);
    }

    Found in(List<String> others) {
        return new Found(kind, title, value, strength, others, condition, statement, from, to);
    }
}
