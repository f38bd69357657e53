package org.jiebang.text;

import java.util.List;

/**
 * Texts as characters are counted in them: folded once, one behind another.
 *
 * @param characters folded; a line break stands between two texts, so that no pair reaches from one into the next
 * @param length number of Han characters
 */
public record FoldedText(String characters, int length) {
    /** Folds a title and the texts under it. */
    public static FoldedText of(String title, List<String> texts) {
        StringBuilder all = new StringBuilder(TextNormalizer.fold(title));
        for (String text : texts) {
            all.append('\n').append(TextNormalizer.fold(text));
        }
        int length = 0;
        for (int i = 0; i < all.length(); i++) {
            if (TextAnalyzer.isHan(all.charAt(i))) {
                length++;
            }
        }
        return new FoldedText(all.toString(), length);
    }
}
