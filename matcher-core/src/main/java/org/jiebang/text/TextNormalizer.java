package org.jiebang.text;

import com.hankcs.hanlp.dictionary.other.CharTable;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * Folds what people type in several ways into one: width (ＡＧＶ), case, traditional characters (鋰電池), compatibility forms (㎡).
 * Folding goes character by character, so that every folded character knows where it stands in the original.
 */
public final class TextNormalizer {
    /** Folded forms of characters that are neither Latin nor Han, as they were met; two threads may find the same one. */
    private static final @Nullable String[] OTHERS = new String[Character.MAX_VALUE + 1];

    private TextNormalizer() {}

    /**
     * A folded text and where each of its characters comes from.
     *
     * @param text the folded text
     * @param origin index in the original of each folded character; one longer than the text, the last entry is the original's length
     */
    record Folded(String text, int[] origin) {
        /** Where in the original the character ends whose folded form stands before {@code end}; never inside a folded ㎡. */
        int originalEnd(int end) {
            int next = end;
            while (end > 0 && next < text.length() && origin[next] == origin[end - 1]) {
                next++;
            }
            return origin[next];
        }
    }

    /** Folds a text; the result may be longer or shorter than the original. */
    public static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            appendFolded(folded, codePoint);
            i += Character.charCount(codePoint);
        }
        return folded.toString();
    }

    /** The form in which index and query compare a word: folded and without white space, so that 「Micro LED」 is one term. */
    public static String term(String word) {
        return dense(fold(word));
    }

    /** Leaves out white space and control characters; most words have none and are given back as they are. */
    static String dense(String folded) {
        int first = 0;
        while (first < folded.length() && !isGap(folded.charAt(first))) {
            first++;
        }
        if (first == folded.length()) {
            return folded;
        }
        StringBuilder dense = new StringBuilder(folded.length()).append(folded, 0, first);
        for (int i = first; i < folded.length(); i++) {
            if (!isGap(folded.charAt(i))) {
                dense.append(folded.charAt(i));
            }
        }
        return dense.toString();
    }

    static boolean isGap(char character) {
        if (character >= 0x3400 && character <= 0x9FFF) {
            return false;
        }
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character);
    }

    static Folded foldWithOrigin(String text) {
        StringBuilder folded = new StringBuilder(text.length() + 8);
        int[] origin = new int[text.length() + 9];
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            int length = Character.charCount(codePoint);
            int before = folded.length();
            appendFolded(folded, codePoint);
            if (folded.length() >= origin.length) {
                origin = java.util.Arrays.copyOf(origin, Math.max(folded.length() + 1, origin.length * 2));
            }
            java.util.Arrays.fill(origin, before, folded.length(), i);
            i += length;
        }
        if (origin.length != folded.length() + 1) {
            origin = java.util.Arrays.copyOf(origin, folded.length() + 1);
        }
        origin[folded.length()] = text.length();
        return new Folded(folded.toString(), origin);
    }

    private static void appendFolded(StringBuilder folded, int codePoint) {
        if (codePoint < 0x80) {
            folded.append((char) Character.toLowerCase(codePoint));
        } else if (codePoint >= 0x3400 && codePoint <= 0x9FFF) {
            folded.append(CharTable.convert((char) codePoint));
        } else if (codePoint < OTHERS.length) {
            String known = OTHERS[codePoint];
            if (known == null) {
                known = foldOther(codePoint);
                OTHERS[codePoint] = known;
            }
            folded.append(known);
        } else {
            folded.append(foldOther(codePoint));
        }
    }

    /** Zero-width characters come with text copied from pages; nobody sees or types them. */
    private static String foldOther(int codePoint) {
        if (Character.getType(codePoint) == Character.FORMAT) {
            return "";
        }
        String compatible = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
        StringBuilder folded = new StringBuilder(compatible.length());
        for (int i = 0; i < compatible.length(); i++) {
            folded.append(Character.toLowerCase(CharTable.convert(compatible.charAt(i))));
        }
        return folded.toString();
    }
}
