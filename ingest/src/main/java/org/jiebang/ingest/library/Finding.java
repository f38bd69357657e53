package org.jiebang.ingest.library;

/**
 * Something about one cell that a person should know.
 *
 * @param row row in the file, counted from 1 as the spreadsheet shows it
 * @param column heading of the column
 * @param value what the cell holds, shortened to 200 characters
 */
public record Finding(int row, String column, String value, Code code, String message) {
    private static final int LONGEST_VALUE = 200;

    public Finding {
        if (value.length() > LONGEST_VALUE) {
            value = value.substring(0, LONGEST_VALUE) + "…";
        }
    }

    /** Kinds of findings; the names are stable. */
    public enum Code {
        MISSING(true),
        TOO_LONG(true),
        NOT_A_YEAR(true),
        NOT_A_NUMBER(true),
        OUT_OF_RANGE(true),
        BAD_CREDIT_CODE(true),
        UNKNOWN_CHOICE(true),
        BAD_ROSTER(true),
        UNREADABLE(true),
        UNKNOWN_REGION(false),
        UNKNOWN_FIELD(false),
        UNKNOWN_SEGMENT(false),
        UNREADABLE_MONEY(false),
        TITLE_FROM_TEXT(false),
        POSSIBLE_DUPLICATE(false),
        UNREADABLE_CONTACT(false),
        SUPPRESSED(true);

        private final boolean rejects;

        Code(boolean rejects) {
            this.rejects = rejects;
        }

        /** The row is refused; otherwise it is taken and the finding is a hint. */
        public boolean rejects() {
            return rejects;
        }
    }
}
