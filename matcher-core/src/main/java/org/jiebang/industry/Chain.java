package org.jiebang.industry;

import java.util.List;

/**
 * One industry chain.
 *
 * @param code e.g. {@code C18}
 * @param aliases other names in use
 * @param segments from upstream to downstream
 */
public record Chain(
        String code,
        String name,
        String english,
        IndustryField field,
        Sector sector,
        List<String> aliases,
        List<Segment> segments) {

    public Chain {
        aliases = List.copyOf(aliases);
        segments = List.copyOf(segments);
    }
}
