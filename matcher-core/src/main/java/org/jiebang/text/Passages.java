package org.jiebang.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Divides a text into sentences and says under which heading each stands. A heading is short, may carry a number (一、 2. （三）) and ends with
 * a colon, or with one of its words at the end of its line; its words are read from {@code section-headings.tsv} beside this class. Pure functions.
 */
public final class Passages {
    private static final Map<String, Section> HEADINGS = headings();

    /** The end of a sentence; a point between digits or Latin letters is part of a number or a name, one behind 1 at the start a numbering. */
    private static final Pattern END =
            Pattern.compile("[。！？；;!?\\n\\r]+|(?<!(?:^|[。；;!?！？\\s])\\d{1,2})\\.(?![A-Za-z0-9])");

    private static final Pattern NUMBERING =
            Pattern.compile("^\\s*(?:[(（]?[一二三四五六七八九十\\d]{1,3}(?:[、.．:：)）]|章|节)\\s*)?");

    private static final Pattern HEADING =
            Pattern.compile("^(?<name>[\\p{IsHan}A-Za-z、/（()） ]{2,18}?)\\s*(?:[:：]|】|$)\\s*");

    private static final int LONGEST_HEADING = 14;

    private Passages() {}

    /**
     * A sentence of a text.
     *
     * @param text without heading, numbering and closing mark
     * @param start first character in the text that was divided
     * @param end one past the last character
     * @param section of the last heading at or before it
     */
    public record Passage(String text, int start, int end, Section section) {}

    /** The sentences in order; a heading alone is none. */
    public static List<Passage> of(String text) {
        List<Passage> passages = new ArrayList<>();
        Section section = Section.OPEN;
        Matcher end = END.matcher(text);
        int from = 0;
        while (from < text.length()) {
            boolean more = end.find(from);
            int to = more ? end.start() : text.length();
            int next = more ? end.end() : text.length();
            boolean lineEnds = !more || "\n\r".indexOf(text.charAt(to)) >= 0;
            Heading heading = heading(text.substring(from, to), lineEnds);
            if (heading.found()) {
                section = heading.section();
            }
            int start = from + heading.length();
            while (start < to && Character.isWhitespace(text.charAt(start))) {
                start++;
            }
            int stop = to;
            while (stop > start && Character.isWhitespace(text.charAt(stop - 1))) {
                stop--;
            }
            if (stop > start) {
                passages.add(new Passage(text.substring(start, stop), start, stop, section));
            }
            from = next;
        }
        return passages;
    }

    private record Heading(boolean found, Section section, int length) {
        private static final Heading NONE = new Heading(false, Section.OPEN, 0);
    }

    /** The heading at the start of a sentence, with its numbering. */
    private static Heading heading(String sentence, boolean lineEnds) {
        Matcher numbering = NUMBERING.matcher(sentence);
        int start = numbering.find() ? numbering.end() : 0;
        int open = start < sentence.length() && "【[".indexOf(sentence.charAt(start)) >= 0 ? 1 : 0;
        String rest = sentence.substring(start + open);
        Matcher heading = HEADING.matcher(rest);
        if (!heading.find() || heading.group("name").strip().length() > LONGEST_HEADING) {
            return Heading.NONE;
        }
        String mark = rest.substring(heading.end("name"), heading.end()).strip();
        boolean closed = !mark.isEmpty() && "：:】".indexOf(mark.charAt(0)) >= 0;
        if (!closed && !lineEnds) {
            return Heading.NONE;
        }
        String name = heading.group("name");
        String longest = "";
        for (String word : HEADINGS.keySet()) {
            boolean fits = closed ? name.contains(word) : name.strip().endsWith(word);
            if (fits && word.length() > longest.length()) {
                longest = word;
            }
        }
        if (longest.isEmpty()) {
            // A numbered heading that says nothing known still ends the section before it.
            return start > 0 && closed ? new Heading(true, Section.OPEN, 0) : Heading.NONE;
        }
        return new Heading(true, HEADINGS.getOrDefault(longest, Section.OPEN), start + open + heading.end());
    }

    private static Map<String, Section> headings() {
        try (InputStream file = Objects.requireNonNull(Passages.class.getResourceAsStream("section-headings.tsv"))) {
            Map<String, Section> headings = new HashMap<>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        String[] cells = line.split("\t");
                        Section section = Section.valueOf(cells[0]);
                        Arrays.stream(cells).skip(1).forEach(word -> headings.put(word, section));
                    });
            return headings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
