package org.jiebang.text;

import com.hankcs.hanlp.dictionary.other.CharTable;
import java.text.Normalizer;

/**
 * Folds what people type in several ways into one: width (ＡＧＶ), case, traditional characters (鋰電池), compatibility forms (㎡).
 * Folding goes character by character, so that every folded character knows where it stands in the original.
 */
public final class TextNormalizer {
    private TextNormalizer() {}

    /**
     * A folded text and where each of its characters comes from.
     *
     * @param text the folded text
     * @param origin index in the original of each folded character; one longer than the text, the last entry is the original's length
     */
    record Folded(String text, int[] origin) {}

    /** Folds a text; the result may be longer or shorter than the original. */
    public static String fold(String text) {
        return foldWithOrigin(text).text();
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
        } else {
            String compatible = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
            for (int i = 0; i < compatible.length(); i++) {
                folded.append(Character.toLowerCase(CharTable.convert(compatible.charAt(i))));
            }
        }
    }
}
