package org.jiebang.api.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person typed: phrases in double quotes, of any kind, and the rest.
 *
 * @param phrases must stand in a hit as they are
 * @param free the rest, white space folded
 */
record SearchText(List<String> phrases, String free) {
    private static final Pattern PHRASE = Pattern.compile("[\"“”„‟＂]([^\"“”„‟＂]*)[\"“”„‟＂]");

    SearchText {
        phrases = List.copyOf(phrases);
    }

    static SearchText parse(String typed) {
        List<String> phrases = new ArrayList<>();
        Matcher phrase = PHRASE.matcher(typed);
        StringBuilder rest = new StringBuilder();
        while (phrase.find()) {
            if (!phrase.group(1).isBlank()) {
                phrases.add(phrase.group(1).strip());
            }
            phrase.appendReplacement(rest, " ");
        }
        phrase.appendTail(rest);
        return new SearchText(
                phrases,
                rest.toString()
                        .replaceAll("[\"“”„‟＂]", " ")
                        .replaceAll("\\s+", " ")
                        .strip());
    }

    boolean isEmpty() {
        return phrases.isEmpty() && free.isEmpty();
    }
}
