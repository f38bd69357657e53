package org.jiebang.form;

import java.math.BigDecimal;
import java.util.List;
import org.jiebang.matching.Sentence;

/** What is wrong with a value, with its numbers. */
public sealed interface Finding {
    /** Stable. */
    default String code() {
        return switch (this) {
            case Missing missing -> "MISSING";
            case Unknown unknown -> "UNKNOWN_FIELD";
            case TooLong tooLong -> "TOO_LONG";
            case TooManyRows rows -> "TOO_MANY_ROWS";
            case TooMuch much -> "TOO_MUCH";
            case NotAllowed not -> "NOT_ALLOWED";
            case Malformed malformed -> "MALFORMED";
            case Unequal unequal -> "UNEQUAL";
            case Same same -> "SAME";
            case Outside outside -> "OUTSIDE";
        };
    }

    /** What was found. */
    default Sentence message() {
        return Words.message(this);
    }

    /** What would mend it. */
    default Sentence remedy() {
        return Words.remedy(this);
    }

    /** @param label of the field */
    record Missing(String label) implements Finding {}

    /** A value for a field that the form does not have, or a table where a text should be. */
    record Unknown(String field) implements Finding {}

    /** In words of {@link WordCount}. */
    record TooLong(int found, int limit) implements Finding {}

    record TooManyRows(int found, int limit) implements Finding {}

    /** In 万元. */
    record TooMuch(BigDecimal found, BigDecimal limit) implements Finding {}

    record NotAllowed(String value, List<String> allowed) implements Finding {
        public NotAllowed {
            allowed = List.copyOf(allowed);
        }
    }

    /** @param example of the right form; blank for a credit code, which only its owner knows */
    record Malformed(String value, String example) implements Finding {}

    /** In 万元; each side as the form names its parts. */
    record Unequal(String left, BigDecimal leftSum, String right, BigDecimal rightSum) implements Finding {}

    record Same(String first, String second, String value) implements Finding {}

    record Outside(String found, String period) implements Finding {}
}
