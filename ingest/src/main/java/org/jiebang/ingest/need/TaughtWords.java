package org.jiebang.ingest.need;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiebang.industry.FieldClassifier;
import org.jiebang.industry.IndustryField;
import org.jiebang.text.TextAnalyzer;

/**
 * Words of industries by decisions of people. A word speaks for a field if most of the texts in which it stood were of that field:
 * log((c + ½) / (n − c + ½)) · c / (c + 2), where it stood in n texts and c of them were of the field; never more than a set word that
 * only one field uses. Of a text the three heaviest words of a field count, so that a few decisions move what is doubtful and nothing
 * that several set words say. One more decision for a field never weakens it. Immutable.
 */
final class TaughtWords {
    static final TaughtWords NONE = new TaughtWords(Map.of());

    /** Decisions at which a word has half of its full weight. */
    private static final double HALF = 2;

    private static final int MOST_WORDS = 3;

    private final Map<String, Map<IndustryField, Integer>> counts;

    private TaughtWords(Map<String, Map<IndustryField, Integer>> counts) {
        this.counts = counts;
    }

    static TaughtWords of(List<Lesson> lessons, TextAnalyzer analyzer) {
        Map<String, Map<IndustryField, Integer>> counts = new HashMap<>();
        for (Lesson lesson : lessons) {
            IndustryField.find(lesson.decided())
                    .ifPresent(field -> words(lesson.text(), analyzer)
                            .forEach(word -> counts.computeIfAbsent(word, key -> new EnumMap<>(IndustryField.class))
                                    .merge(field, 1, Integer::sum)));
        }
        return counts.isEmpty() ? NONE : new TaughtWords(counts);
    }

    private static Set<String> words(String text, TextAnalyzer analyzer) {
        return analyzer.distinctWords(text).stream()
                .filter(word -> word.length() >= 2 && word.codePoints().anyMatch(Character::isLetter))
                .collect(Collectors.toSet());
    }

    /** A word and what it weighs for a field. */
    record Weighed(String word, double weight) {}

    /** The words of a text that speak for fields, the heaviest first. */
    Map<IndustryField, List<Weighed>> weigh(String text, TextAnalyzer analyzer) {
        if (counts.isEmpty()) {
            return Map.of();
        }
        Map<IndustryField, List<Weighed>> weighed = new EnumMap<>(IndustryField.class);
        for (String word : words(text, analyzer)) {
            Map<IndustryField, Integer> fields = counts.getOrDefault(word, Map.of());
            int all = fields.values().stream().mapToInt(Integer::intValue).sum();
            fields.forEach((field, count) -> {
                double weight = weight(count, all);
                if (weight > 0) {
                    weighed.computeIfAbsent(field, key -> new ArrayList<>()).add(new Weighed(word, weight));
                }
            });
        }
        weighed.replaceAll((field, words) -> words.stream()
                .sorted(Comparator.comparingDouble(Weighed::weight).reversed().thenComparing(Weighed::word))
                .limit(MOST_WORDS)
                .toList());
        return weighed;
    }

    private static double weight(int count, int all) {
        double odds = Math.log((count + 0.5) / (all - count + 0.5));
        return Math.min(FieldClassifier.heaviestWord(), odds * count / (count + HALF));
    }
}
