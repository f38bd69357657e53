package org.jiebang.matching;

import java.util.Set;
import org.jiebang.catalog.Library;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.RegionCode;
import org.jiebang.text.Meaning;
import org.jiebang.text.TermBag;

/**
 * What matching knows of one record of any library.
 *
 * @param words terms of title and texts
 * @param pairs neighbouring characters of title and texts
 * @param characters single Han characters of title and texts
 * @param meaning where title and texts lie in the space of the platform's words
 * @param standing in [0, 1], see {@link Standing}
 * @param availability in [0, 1]; 1 is free, 0 fully loaded or, for a problem, no longer open
 */
public record Profile(
        Library library,
        TermBag words,
        TermBag pairs,
        TermBag characters,
        Meaning meaning,
        Set<SegmentId> segments,
        Set<IndustryField> fields,
        Set<RegionCode> regions,
        double standing,
        double availability) {

    /** The same with other terms. */
    public Profile withTerms(TermBag words, TermBag pairs, TermBag characters) {
        return new Profile(
                library, words, pairs, characters, meaning, segments, fields, regions, standing, availability);
    }

    /** The same lying elsewhere. */
    Profile withMeaning(Meaning elsewhere) {
        return new Profile(
                library, words, pairs, characters, elsewhere, segments, fields, regions, standing, availability);
    }

    public Profile {
        if (!(standing >= 0 && standing <= 1 && availability >= 0 && availability <= 1)) {
            throw new IllegalArgumentException(
                    "standing " + standing + " and availability " + availability + " must be between 0 and 1.");
        }
    }
}
