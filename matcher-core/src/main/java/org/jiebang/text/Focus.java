package org.jiebang.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much each sentence of a demand speaks of its subject, so that what surrounds every need — who the company is, what it earns, how it
 * would work together — does not drown it. The subject is what the title and the sentences together say, the title's words counting
 * several times; a sentence counts by how near it is to the subject in the space of the platform's words (which is learnt, so that nobody
 * has to list the phrases of companies), measured against the nearest sentence, and by the section it stands in. A title that says nothing
 * (技术需求) is of common words, which weigh little, and so the sentences decide. By measurement, see docs/measurements.md. Immutable, safe from
 * any thread.
 *
 * @param sentences of all texts, in order
 * @param terms weight of each word, pair of characters and character, in (0, 1]: that of its best sentence, 1 if it is in the title
 */
public record Focus(List<Sentence> sentences, Map<String, Double> terms) {
    /** All terms count alike. */
    public static final Focus NONE = new Focus(List.of(), Map.of());

    /** Weight of a sentence that has nothing to do with the subject. */
    private static final double LEAST = 0.1;

    /** Weight of a word of the title in the subject, against a word of the sentences. */
    private static final double TITLE = 3;

    /** How often the subject is told anew from the sentences as they count. */
    private static final int PASSES = 2;

    /** Weight of a section that speaks of something else than the subject, against others. */
    private static final double ASIDE = 0.5;

    public Focus {
        sentences = List.copyOf(sentences);
        terms = Map.copyOf(terms);
    }

    /**
     * A sentence with its weight.
     *
     * @param text index of the text it stands in
     * @param weight in (0, 1]
     */
    public record Sentence(int text, Passages.Passage passage, double weight) {}

    /** Weighs the sentences of texts; all alike where the space knows none of their words. */
    public static Focus of(TextAnalyzer analyzer, LatentSpace space, String title, List<String> texts) {
        List<String> titleTerms = terms(analyzer, title);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            for (Passages.Passage passage : Passages.of(texts.get(i))) {
                List<String> terms = terms(analyzer, passage.text());
                lines.add(new Line(i, passage, terms, space.meaning(terms)));
            }
        }
        double[] weights = lines.stream()
                .mapToDouble(line -> line.passage().section().subject() ? 1 : 0)
                .toArray();
        for (int pass = 0; pass < PASSES; pass++) {
            weights = weights(lines, subject(space, titleTerms, lines, weights));
        }
        List<Sentence> sentences = new ArrayList<>();
        Map<String, Double> terms = new HashMap<>();
        for (int i = 0; i < weights.length; i++) {
            Line line = lines.get(i);
            sentences.add(new Sentence(line.text(), line.passage(), weights[i]));
            raise(terms, line.terms(), weights[i]);
            raise(terms, analyzer.bigrams(line.passage().text()), weights[i]);
            raise(terms, analyzer.hanCharacters(line.passage().text()), weights[i]);
        }
        raise(terms, titleTerms, 1);
        raise(terms, analyzer.bigrams(title), 1);
        raise(terms, analyzer.hanCharacters(title), 1);
        return new Focus(sentences, terms);
    }

    private record Line(int text, Passages.Passage passage, List<String> terms, Meaning meaning) {}

    /** What title and sentences say, each sentence as it counts so far. */
    private static Meaning subject(LatentSpace space, List<String> title, List<Line> lines, double[] weights) {
        List<String> words = new ArrayList<>(title);
        Map<String, Double> counts = new HashMap<>();
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                words.addAll(lines.get(i).terms());
                raise(counts, lines.get(i).terms(), weights[i]);
            }
        }
        title.forEach(term -> counts.put(term, TITLE));
        return space.meaning(words, new Focus(List.of(), counts));
    }

    private static double[] weights(List<Line> lines, Meaning subject) {
        double[] near = lines.stream()
                .mapToDouble(line -> Math.max(0, subject.cosine(line.meaning())))
                .toArray();
        double nearest = Arrays.stream(near).max().orElse(0);
        double[] weights = new double[near.length];
        for (int i = 0; i < near.length; i++) {
            double weight = nearest == 0 ? 1 : LEAST + (1 - LEAST) * near[i] / nearest;
            boolean subjectOf = lines.get(i).passage().section().subject();
            weights[i] = Math.clamp(subjectOf ? weight : ASIDE * weight, LEAST, 1);
        }
        return weights;
    }

    private static void raise(Map<String, Double> weights, List<String> terms, double weight) {
        terms.forEach(term -> weights.merge(term, weight, Math::max));
    }

    private static List<String> terms(TextAnalyzer analyzer, String text) {
        return analyzer.words(text).stream().map(Token::term).toList();
    }

    /** Weight of a term; 1 where nothing is known of it, as of a synonym that is not in the text. */
    public double of(String term) {
        return terms.getOrDefault(term, 1.0);
    }
}
