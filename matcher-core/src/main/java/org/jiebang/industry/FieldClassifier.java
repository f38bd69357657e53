package org.jiebang.industry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jiebang.text.TextNormalizer;

/**
 * Guesses 产业领域 of a text that states none, from words that trades use: those of {@code field-words.csv} and the words of the industry
 * graph. The longest word at a place counts, once for a text; one that n fields use gives each log(1 + fields / n). Immutable, safe from any
 * thread.
 */
public final class FieldClassifier {
    private static final int MOST = 3;
    private static final double LEAST_SHARE = 0.5;

    /** Weight that speaks for no field in particular: so much is needed to be as likely right as wrong. */
    private static final double DOUBT = 3;

    private final Map<String, Set<IndustryField>> users = new HashMap<>();
    private final int longest;

    public FieldClassifier(IndustryGraph graph) {
        read();
        for (Segment segment : graph.segments()) {
            graph.field(segment.id()).ifPresent(field -> {
                own(segment.name(), field);
                segment.terms().forEach(term -> {
                    own(term.name(), field);
                    term.synonyms().forEach(synonym -> own(synonym, field));
                });
            });
        }
        longest = users.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(FieldClassifier.class.getResourceAsStream("field-words.csv")),
                StandardCharsets.UTF_8))) {
            lines.lines().skip(1).forEach(line -> {
                String[] cells = line.split(",", 2);
                IndustryField field = IndustryField.find(cells[0])
                        .orElseThrow(() -> new IllegalStateException("field-words.csv names no field: " + cells[0]));
                for (String word : cells[1].split(" ")) {
                    own(word, field);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("field-words.csv cannot be read.", e);
        }
    }

    private void own(String word, IndustryField field) {
        String folded = TextNormalizer.fold(word);
        if (!folded.isBlank()) {
            users.computeIfAbsent(folded, key -> EnumSet.noneOf(IndustryField.class))
                    .add(field);
        }
    }

    /**
     * A guess.
     *
     * @param confidence in [0, 1): its weight against that of all fields and of the doubt
     * @param words that speak for it, in the order of the text
     */
    public record Guess(IndustryField field, double confidence, List<String> words) {}

    /** What a word weighs that only one field uses; no other weighs more. */
    public static double heaviestWord() {
        return Math.log(1 + (double) IndustryField.values().length);
    }

    /** The likeliest fields, surest first, of those at least half as sure as the surest; empty where no word speaks for any. */
    public List<Guess> classify(String text) {
        return classify(text, Map.of());
    }

    /**
     * The likeliest fields where more is known than the set words.
     *
     * @param more weight that speaks for a field beside the words of the text, in the unit of {@link #heaviestWord}; 0 or more
     */
    public List<Guess> classify(String text, Map<IndustryField, Double> more) {
        Map<IndustryField, Double> weights = new EnumMap<>(IndustryField.class);
        more.forEach((field, weight) -> weights.merge(field, weight, Double::sum));
        Map<IndustryField, List<String>> words = new EnumMap<>(IndustryField.class);
        for (String word : words(TextNormalizer.fold(text))) {
            Set<IndustryField> fields = users.getOrDefault(word, Set.of());
            for (IndustryField field : fields) {
                weights.merge(field, Math.log(1 + (double) IndustryField.values().length / fields.size()), Double::sum);
                words.computeIfAbsent(field, key -> new ArrayList<>()).add(word);
            }
        }
        double all = DOUBT
                + weights.values().stream().mapToDouble(Double::doubleValue).sum();
        double least = LEAST_SHARE
                * weights.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(0);
        return weights.entrySet().stream()
                .filter(entry -> entry.getValue() >= least)
                .map(entry -> new Guess(
                        entry.getKey(), entry.getValue() / all, words.getOrDefault(entry.getKey(), List.of())))
                .sorted(Comparator.comparingDouble(Guess::confidence).reversed().thenComparing(Guess::field))
                .limit(MOST)
                .toList();
    }

    private Collection<String> words(String text) {
        Set<String> found = new LinkedHashSet<>();
        int at = 0;
        while (at < text.length()) {
            int end = Math.min(text.length(), at + longest);
            while (end > at && !isWord(text, at, end)) {
                end--;
            }
            if (end > at) {
                found.add(text.substring(at, end));
            }
            at = Math.max(end, at + 1);
        }
        return found;
    }

    /** Letters beside letters are part of another word: AR is not in CARBON. */
    private boolean isWord(String text, int start, int end) {
        return users.containsKey(text.substring(start, end))
                && !(start > 0 && isLatin(text.charAt(start - 1)) && isLatin(text.charAt(start)))
                && !(end < text.length() && isLatin(text.charAt(end)) && isLatin(text.charAt(end - 1)));
    }

    private static boolean isLatin(char character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
    }
}
