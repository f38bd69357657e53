package org.jiebang.api.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jiebang.text.TextFinder;
import org.jiebang.text.Token;

/** Finds what a query met in an original text, and the part of a long text that shows most of it. */
final class Marks {
    private static final int SNIPPET = 120;
    private static final int LEAD = 16;

    private final Set<String> terms;
    private final List<String> phrases;

    Marks(Set<String> terms, SearchText text) {
        this.terms = terms;
        List<String> all = new ArrayList<>(text.phrases());
        if (!text.free().isEmpty()) {
            all.add(text.free());
        }
        this.phrases = all;
    }

    /** A stretch of a text, start included and end not. */
    record Range(int start, int end) {}

    /** A piece of a text with the ranges that met. */
    record Snippet(String text, List<Range> marks) {}

    List<Range> in(String text) {
        if (terms.isEmpty() && phrases.isEmpty()) {
            return List.of();
        }
        TextFinder finder = new TextFinder(text);
        List<Token> hits = new ArrayList<>(finder.merged(phrases, false));
        hits.addAll(finder.merged(terms, true));
        hits.sort(Comparator.comparingInt(Token::start).thenComparingInt(Token::end));
        List<Range> ranges = new ArrayList<>();
        for (Token hit : hits) {
            Range last = ranges.isEmpty() ? null : ranges.getLast();
            if (last != null && hit.start() <= last.end()) {
                ranges.set(ranges.size() - 1, new Range(last.start(), Math.max(last.end(), hit.end())));
            } else {
                ranges.add(new Range(hit.start(), hit.end()));
            }
        }
        return ranges;
    }

    /** The text with the most marks, cut around the place where they are densest. */
    Snippet snippet(List<String> texts) {
        String best = texts.isEmpty() ? "" : texts.getFirst();
        List<Range> marks = List.of();
        for (String text : texts) {
            List<Range> found = in(text);
            if (found.size() > marks.size()) {
                best = text;
                marks = found;
            }
        }
        int start = 0;
        int most = 0;
        for (Range mark : marks) {
            int from = Math.max(0, mark.start() - LEAD);
            int inside = (int) marks.stream()
                    .filter(other -> other.start() >= from && other.end() <= from + SNIPPET)
                    .count();
            if (inside > most) {
                most = inside;
                start = from;
            }
        }
        int end = Math.min(best.length(), start + SNIPPET);
        start = onCharacter(best, start);
        end = onCharacter(best, end);
        String lead = start > 0 ? "…" : "";
        String cut = lead + best.substring(start, end) + (end < best.length() ? "…" : "");
        int shift = lead.length() - start;
        int first = start;
        int last = end;
        List<Range> shown = marks.stream()
                .filter(mark -> mark.start() >= first && mark.end() <= last)
                .map(mark -> new Range(mark.start() + shift, mark.end() + shift))
                .toList();
        return new Snippet(cut, shown);
    }

    private static int onCharacter(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }
}
