package org.jiebang.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence with slots such as {@code {product}}.
 *
 * @param texts what stands before, between and after the slots; one more than there are slots
 */
record Template(List<String> texts, List<String> slots) {
    private static final Pattern SLOT = Pattern.compile("\\{([^}]+)}");

    /** Two characters said twice in a row, as when a process named 焊接技术 meets 技术, or the same thing said in two words. */
    private static final Pattern STUTTER = Pattern.compile("([\\u4E00-\\u9FFF]{2})\\1|(法)方法|(性)性|(与)与|(提升)提高");

    static Template of(String line) {
        List<String> texts = new ArrayList<>();
        List<String> slots = new ArrayList<>();
        Matcher slot = SLOT.matcher(line);
        int end = 0;
        while (slot.find()) {
            texts.add(line.substring(end, slot.start()));
            slots.add(slot.group(1));
            end = slot.end();
        }
        texts.add(line.substring(end));
        return new Template(List.copyOf(texts), List.copyOf(slots));
    }

    String fill(UnaryOperator<String> words) {
        StringBuilder sentence = new StringBuilder(texts.getFirst());
        for (int i = 0; i < slots.size(); i++) {
            sentence.append(words.apply(slots.get(i))).append(texts.get(i + 1));
        }
        return STUTTER.matcher(sentence).replaceAll("$1$2$3$4$5");
    }
}
