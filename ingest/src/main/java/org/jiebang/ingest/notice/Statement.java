package org.jiebang.ingest.notice;

import java.util.ArrayList;
import java.util.List;

/**
 * One sentence of a notice.
 *
 * @param text without its final stop
 * @param start in the cleaned text
 * @param item the part it stands in
 * @param scope ids of the categories it speaks of; empty: of all
 */
record Statement(String text, int start, Item item, List<String> scope) {
    /** A part of a sentence between commas, within the sentence. */
    record Clause(String text, int start) {
        int end() {
            return start + text.length();
        }
    }

    Statement {
        scope = List.copyOf(scope);
    }

    int end() {
        return start + text.length();
    }

    /** Parts between commas and cells; what stands in brackets or quotation marks is not parted. */
    List<Clause> clauses() {
        List<Clause> clauses = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            char letter = i == text.length() ? '，' : text.charAt(i);
            if ("（“《〔".indexOf(letter) >= 0) {
                depth++;
            } else if ("）”》〕".indexOf(letter) >= 0) {
                depth = Math.max(0, depth - 1);
            }
            if (i == text.length() || depth == 0 && (letter == '，' || letter == '\t')) {
                if (i > from) {
                    clauses.add(new Clause(text.substring(from, i), from));
                }
                from = i + 1;
            }
        }
        return clauses;
    }

    /** The clause in which a character stands. */
    Clause clause(int at) {
        List<Clause> clauses = clauses();
        for (Clause clause : clauses) {
            if (at >= clause.start() && at <= clause.end()) {
                return clause;
            }
        }
        return clauses.getLast();
    }

    /** Sentences of a part of the text; marks without a letter or digit are none. */
    static List<Statement> of(String clean, Item item, Calls calls) {
        List<Statement> statements = new ArrayList<>();
        int depth = 0;
        int from = item.start();
        for (int i = item.start(); i <= item.end(); i++) {
            char letter = i == item.end() ? '。' : clean.charAt(i);
            depth += letter == '“' || letter == '《' ? 1 : letter == '”' || letter == '》' ? -1 : 0;
            if (i == item.end() || depth <= 0 && "。；！".indexOf(letter) >= 0) {
                String sentence = clean.substring(Math.min(from, i), i);
                if (sentence.chars().anyMatch(Character::isLetterOrDigit)) {
                    statements.add(new Statement(sentence, from, item, calls.scope(item, sentence)));
                }
                from = i + 1;
                depth = 0;
            }
        }
        return statements;
    }
}
