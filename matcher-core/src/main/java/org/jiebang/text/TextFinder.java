package org.jiebang.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds terms and phrases in one text after folding and without white space. Folds the text once for any number of look-ups. */
public final class TextFinder {
    private final String original;
    private final String dense;
    private final int[] place;
    private final int[] origin;

    public TextFinder(String text) {
        this.original = text;
        TextNormalizer.Folded folded = TextNormalizer.foldWithOrigin(text);
        this.origin = folded.origin();
        StringBuilder letters = new StringBuilder(folded.text().length());
        this.place = new int[folded.text().length()];
        for (int i = 0; i < folded.text().length(); i++) {
            char letter = folded.text().charAt(i);
            if (!TextNormalizer.isGap(letter)) {
                place[letters.length()] = i;
                letters.append(letter);
            }
        }
        this.dense = letters.toString();
    }

    /**
     * All places of the given terms in order, those that overlap or touch made one.
     *
     * @param whole a term that begins or ends with a Latin letter or digit must not be part of a longer one
     */
    public List<Token> merged(Collection<String> terms, boolean whole) {
        List<Token> hits = new ArrayList<>();
        for (String term : terms) {
            addAll(hits, TextNormalizer.term(term), whole);
        }
        hits.sort(Comparator.comparingInt(Token::start).thenComparingInt(Token::end));
        List<Token> merged = new ArrayList<>();
        for (Token hit : hits) {
            Token last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && hit.start() <= last.end()) {
                int end = Math.max(last.end(), hit.end());
                merged.set(merged.size() - 1, new Token(original.substring(last.start(), end), last.start(), end));
            } else {
                merged.add(hit);
            }
        }
        return merged;
    }

    private void addAll(List<Token> hits, String wanted, boolean whole) {
        if (wanted.isEmpty()) {
            return;
        }
        for (int at = dense.indexOf(wanted); at >= 0; at = dense.indexOf(wanted, at + 1)) {
            int last = at + wanted.length() - 1;
            if (!whole || !(continues(at - 1, at) || continues(last, last + 1))) {
                int start = origin[place[at]];
                int end = endOf(place[last]);
                hits.add(new Token(original.substring(start, end), start, end));
            }
        }
    }

    /** Where the original character ends that a folded one comes from; a part of ㎡ is all of it. */
    private int endOf(int folded) {
        int next = folded + 1;
        while (next < origin.length - 1 && origin[next] == origin[folded]) {
            next++;
        }
        return origin[next];
    }

    /** Do two neighbours belong to one Latin run? White space between them in the original divides them. */
    private boolean continues(int left, int right) {
        return left >= 0
                && right < dense.length()
                && place[right] == place[left] + 1
                && isLatin(dense.charAt(left))
                && isLatin(dense.charAt(right));
    }

    private static boolean isLatin(char character) {
        return character >= 'a' && character <= 'z' || character >= '0' && character <= '9';
    }
}
