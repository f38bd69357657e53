package org.jiebang.matching;

/**
 * How often terms occur in the library that is searched.
 *
 * @param words words as the analyzer gives them
 * @param pairs neighbouring Han characters
 * @param characters single Han characters, as learnt from the platform's texts; {@link TermStatistics#NONE} before anything was learnt
 */
public record CorpusStatistics(TermStatistics words, TermStatistics pairs, TermStatistics characters) {
    /** Nothing was counted. */
    public static final CorpusStatistics NONE =
            new CorpusStatistics(TermStatistics.NONE, TermStatistics.NONE, TermStatistics.NONE);
}
