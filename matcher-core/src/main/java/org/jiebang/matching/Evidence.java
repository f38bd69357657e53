package org.jiebang.matching;

/**
 * One thing that a part of a score rests on.
 *
 * @param text a word that met, a segment or a place of the path
 * @param share what it adds to the score; the shares of a text part never add up to more than its contribution
 */
public record Evidence(String text, double share) {}
