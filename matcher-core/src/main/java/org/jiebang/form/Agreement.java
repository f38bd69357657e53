package org.jiebang.form;

import java.util.List;

/** What has to agree between fields. */
public sealed interface Agreement {
    /** Ledger ids it comes from. */
    String source();

    /** Whether an application that breaks it cannot be handed in; otherwise it is pointed out (D-05). */
    boolean hard();

    /** Amounts that must add up to the same on both sides; a blank one counts as 0. */
    record Sums(List<Term> left, List<Term> right, boolean hard, String source) implements Agreement {
        public Sums {
            left = List.copyOf(left);
            right = List.copyOf(right);
        }
    }

    /** Two fields that must not say the same. */
    record Different(String first, String second, boolean hard, String source) implements Agreement {}

    /** Periods of a column that must lie within the period of a field. */
    record Within(Term periods, String period, boolean hard, String source) implements Agreement {}

    /**
     * A field, or a column of a table.
     *
     * @param column blank for the field itself
     */
    record Term(String field, String column) {
        /** As the form files write it: {@code field} or {@code table.column}. */
        static Term of(String text) {
            int dot = text.indexOf('.');
            return dot < 0 ? new Term(text, "") : new Term(text.substring(0, dot), text.substring(dot + 1));
        }

        @Override
        public String toString() {
            return column.isEmpty() ? "“" + field + "”" : "“" + field + "”的“" + column + "”";
        }
    }
}
