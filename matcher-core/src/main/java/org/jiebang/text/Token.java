package org.jiebang.text;

/**
 * A term and where it stands in the original text.
 *
 * @param term folded form, what index and query compare
 * @param start first character in the original
 * @param end one past the last character in the original
 */
public record Token(String term, int start, int end) {}
