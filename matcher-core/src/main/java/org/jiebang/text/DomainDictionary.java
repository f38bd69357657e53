package org.jiebang.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The technical words that must be found whole, whatever the segmenter thinks. Immutable; a change is a new dictionary with another
 * version, and documents carry the version they were segmented with.
 *
 * @param words folded, two characters or more
 * @param version first 12 hexadecimal digits of the content's SHA-256
 */
public record DomainDictionary(Set<String> words, String version) {
    private static final int LONGEST_WORD = 40;

    public DomainDictionary {
        words = Set.copyOf(words);
    }

    /**
     * A line that was not taken.
     *
     * @param line counted from 1
     */
    public record Rejected(int line, String text, Reason reason) {}

    /** Why a line was not taken. */
    public enum Reason {
        TOO_SHORT,
        TOO_LONG,
        CONTROL_CHARACTER,
        NO_LETTER,
        DUPLICATE
    }

    /** Result of reading a file: what was taken and every line that was not. */
    public record Report(Set<String> words, List<Rejected> rejected) {}

    /** A dictionary of the given words; words shorter than two characters are left out. */
    public static DomainDictionary of(Collection<String> words) {
        Set<String> folded = new TreeSet<>();
        for (String word : words) {
            String plain = TextNormalizer.fold(word.strip());
            if (plain.length() >= 2) {
                folded.add(plain);
            }
        }
        return new DomainDictionary(folded, versionOf(folded));
    }

    /**
     * Reads a dictionary file, one word a line; what follows a tab or a {@code #} is a remark. Every line is judged on its own: a bad one
     * is reported and never costs a good one.
     */
    public static Report read(List<String> lines) {
        Set<String> words = new TreeSet<>();
        List<Rejected> rejected = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String raw = i == 0 ? lines.get(i).replace("\uFEFF", "") : lines.get(i);
            String word = raw.split("[\\t#]", 2)[0].strip();
            if (word.isEmpty()) {
                continue;
            }
            String folded = TextNormalizer.fold(word);
            Reason reason = reasonAgainst(folded, words);
            if (reason == null) {
                words.add(folded);
            } else {
                rejected.add(new Rejected(i + 1, raw, reason));
            }
        }
        return new Report(words, rejected);
    }

    private static @Nullable Reason reasonAgainst(String word, Set<String> words) {
        if (word.chars().anyMatch(character -> Character.isISOControl(character) || character == '\uFFFD')) {
            return Reason.CONTROL_CHARACTER;
        }
        if (word.length() < 2) {
            return Reason.TOO_SHORT;
        }
        if (word.length() > LONGEST_WORD) {
            return Reason.TOO_LONG;
        }
        if (word.codePoints().noneMatch(Character::isLetter)) {
            return Reason.NO_LETTER;
        }
        return words.contains(word) ? Reason.DUPLICATE : null;
    }

    private static String versionOf(Set<String> words) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest(String.join("\n", words).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
