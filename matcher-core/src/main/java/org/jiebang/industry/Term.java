package org.jiebang.industry;

import java.util.List;

/**
 * A technical term with other words for the same thing, e.g. 磷酸铁锂 with LFP.
 *
 * @param name the usual word
 * @param synonyms other words, without the name
 */
public record Term(String name, List<String> synonyms) {
    public Term {
        synonyms = List.copyOf(synonyms);
    }
}
