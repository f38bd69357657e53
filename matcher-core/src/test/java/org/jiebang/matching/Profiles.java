package org.jiebang.matching;

import java.util.Set;
import org.jiebang.catalog.Library;
import org.jiebang.text.Meaning;
import org.jiebang.text.TermBag;

/** Profiles that differ in their terms alone. */
final class Profiles {
    private Profiles() {}

    static Profile of(TermBag words, TermBag pairs, TermBag characters) {
        return new Profile(
                Library.EXPERTS, words, pairs, characters, Meaning.NONE, Set.of(), Set.of(), Set.of(), 0.5, 1);
    }
}
