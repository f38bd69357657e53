package org.jiebang.ingest.need;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a value was read from, with some of the text around it.
 *
 * @param text without contact data; begins or ends with … where the text goes on
 * @param marks what was read, in its order, without overlaps
 */
public record Passage(String text, List<Mark> marks) {
    private static final int AROUND = 120;
    private static final int LONGEST = 600;
    private static final String MORE = "…";

    /** A stretch of the passage, end one past its last character. */
    public record Mark(int start, int end) {}

    public Passage {
        marks = List.copyOf(marks);
    }

    /**
     * Cuts a passage out of a text; its beginning where nothing is marked.
     *
     * @param start first character of what was read
     * @param end one past the last
     * @param words words that speak for the value, each marked wherever it stands; where there are none the stretch itself is marked
     */
    public static Passage of(String text, int start, int end, List<String> words) {
        List<Mark> said = start < end ? List.of(new Mark(start, end)) : List.of();
        List<Mark> all = words.isEmpty() ? said : occurrences(text, words);
        int first = all.stream().mapToInt(Mark::start).min().orElse(start);
        int last = all.stream().mapToInt(Mark::end).max().orElse(end);
        int from = Math.max(0, first - AROUND);
        int around = all.isEmpty() ? LONGEST : AROUND;
        int to = Math.min(text.length(), Math.min(last + around, from + LONGEST));
        String before = from > 0 ? MORE : "";
        int shift = before.length() - from;
        return new Passage(
                before + text.substring(from, to) + (to < text.length() ? MORE : ""),
                all.stream()
                        .filter(mark -> mark.start() < to)
                        .map(mark -> new Mark(mark.start() + shift, Math.min(mark.end(), to) + shift))
                        .toList());
    }

    private static List<Mark> occurrences(String text, List<String> words) {
        List<Mark> found = new ArrayList<>();
        String lower = lower(text);
        words.stream().map(Passage::lower).filter(word -> !word.isEmpty()).forEach(word -> {
            for (int at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length())) {
                found.add(new Mark(at, at + word.length()));
            }
        });
        found.sort(Comparator.comparingInt(Mark::start).thenComparing(Mark::end, Comparator.reverseOrder()));
        List<Mark> apart = new ArrayList<>();
        for (Mark mark : found) {
            if (apart.isEmpty() || apart.getLast().end() <= mark.start()) {
                apart.add(mark);
            }
        }
        return apart;
    }

    /** Character by character, so that places stay. */
    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.chars().forEach(letter -> lower.append((char) Character.toLowerCase(letter)));
        return lower.toString();
    }
}
