package org.jiebang.matching;

import java.util.Map;

/**
 * How often terms occur in the library that is searched.
 *
 * @param documents number of documents, at least 1
 * @param averageWords mean number of words of a document, above 0
 * @param averageGrams mean number of grams of a document, above 0
 * @param wordFrequency documents that hold a word; a missing word occurs nowhere
 * @param gramFrequency documents that hold a gram
 */
public record CorpusStatistics(
        long documents,
        double averageWords,
        double averageGrams,
        Map<String, Long> wordFrequency,
        Map<String, Long> gramFrequency) {

    public CorpusStatistics {
        documents = Math.max(documents, 1);
        averageWords = averageWords > 0 ? averageWords : 1;
        averageGrams = averageGrams > 0 ? averageGrams : 1;
    }

    /**
     * Inverse document frequency as in Lucene: log(1 + (N - n + 0.5) / (n + 0.5)). The two may have been counted at different moments of a
     * growing library; a term that seems to be in more documents than there are is in all.
     */
    static double inverseFrequency(long documents, long frequency) {
        long all = Math.max(documents, frequency);
        return Math.log(1 + (all - frequency + 0.5) / (frequency + 0.5));
    }
}
