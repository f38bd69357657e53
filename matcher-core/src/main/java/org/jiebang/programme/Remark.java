package org.jiebang.programme;

import org.jiebang.matching.Sentence;

/**
 * Something found in a programme file.
 *
 * @param line from 1; 0 if it concerns the file as a whole
 * @param code stable, for programs
 */
public record Remark(int line, Severity severity, String code, Sentence message) {
    /** An error keeps the file from being used; a warning asks for a look; a note informs. */
    public enum Severity {
        ERROR,
        WARNING,
        NOTE
    }

    static Remark error(int line, String code, Object... values) {
        return new Remark(line, Severity.ERROR, code, Words.of("remark." + code, values));
    }

    static Remark warning(int line, String code, Object... values) {
        return new Remark(line, Severity.WARNING, code, Words.of("remark." + code, values));
    }

    static Remark note(int line, String code, Object... values) {
        return new Remark(line, Severity.NOTE, code, Words.of("remark." + code, values));
    }
}
