package org.jiebang.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much each sentence of a demand speaks of its subject, so that what surrounds every need — who the company is, what it earns, how it
 * would work together — does not drown it. The subject is what the title says; a sentence counts by how near it is to the title in the
 * space of the platform's words (which is learnt, so that nobody has to list the phrases of companies), measured against the nearest
 * sentence, and by the section it stands in. By measurement, see docs/measurements.md. Immutable, safe from any thread.
 *
 * @param sentences of all texts, in order
 * @param terms weight of each word, pair of characters and character, in (0, 1]: that of its best sentence, 1 if it is in the title
 */
public record Focus(List<Sentence> sentences, Map<String, Double> terms) {
    /** All terms count alike. */
    public static final Focus NONE = new Focus(List.of(), Map.of());

    /** Weight of a sentence that has nothing to do with the title. */
    private static final double LEAST = 0.1;

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

    /** Weighs the sentences of texts by their title; all alike where the space knows nothing of the title. */
    public static Focus of(TextAnalyzer analyzer, LatentSpace space, String title, List<String> texts) {
        List<Sentence> sentences = new ArrayList<>();
        Meaning subject = space.meaning(terms(analyzer, title));
        double nearest = 0;
        for (int i = 0; i < texts.size(); i++) {
            for (Passages.Passage passage : Passages.of(texts.get(i))) {
                double near = Math.max(0, subject.cosine(space.meaning(terms(analyzer, passage.text()))));
                sentences.add(new Sentence(i, passage, near));
                nearest = Math.max(nearest, near);
            }
        }
        double scale = nearest;
        Map<String, Double> weights = new HashMap<>();
        List<Sentence> weighed = sentences.stream()
                .map(sentence -> new Sentence(
                        sentence.text(), sentence.passage(), weight(sentence.passage(), sentence.weight(), scale)))
                .toList();
        for (Sentence sentence : weighed) {
            String text = sentence.passage().text();
            raise(weights, terms(analyzer, text), sentence.weight());
            raise(weights, analyzer.bigrams(text), sentence.weight());
            raise(weights, analyzer.hanCharacters(text), sentence.weight());
        }
        raise(weights, terms(analyzer, title), 1);
        raise(weights, analyzer.bigrams(title), 1);
        raise(weights, analyzer.hanCharacters(title), 1);
        return new Focus(weighed, weights);
    }

    private static double weight(Passages.Passage passage, double near, double nearest) {
        double weight = nearest == 0 ? 1 : LEAST + (1 - LEAST) * near / nearest;
        return Math.clamp(passage.section().subject() ? weight : ASIDE * weight, LEAST, 1);
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
