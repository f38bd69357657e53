package org.jiebang.programme;

/**
 * Where a rule comes from.
 *
 * @param document number of the notice, or its title where it has no number
 * @param section where in it
 * @param quote the words of the notice, without white space
 */
public record Citation(String document, String section, String quote) {}
