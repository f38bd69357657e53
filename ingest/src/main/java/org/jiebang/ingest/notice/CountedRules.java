package org.jiebang.ingest.notice;

import java.util.ArrayList;
import java.util.List;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Rules that the counts of one sentence gave so far, in their order. Not safe from several threads.
 *
 * @param dates days that the sentence names
 */
record CountedRules(Statement statement, List<Day> dates, List<Found> found) {
    CountedRules(Statement statement, List<Day> dates) {
        this(statement, dates, new ArrayList<>());
    }

    void add(FoundKind kind, Sentence title, Count count, @Nullable Condition condition, Statement.Clause clause) {
        add(kind, title, count.written(), condition, clause, count);
    }

    /**
     * Adds a rule, as strict as its clause says.
     *
     * @param value as people read it
     */
    void add(
            FoundKind kind,
            Sentence title,
            String value,
            @Nullable Condition condition,
            Statement.Clause clause,
            Count count) {
        Found rule = Found.of(kind, title, value, condition, statement, count.start(), count.end());
        found.add(rule.with(Words.strength(clause.text())));
    }
}
