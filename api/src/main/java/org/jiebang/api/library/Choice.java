package org.jiebang.api.library;

import java.util.Collection;
import java.util.List;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;

/**
 * A coded value with its words.
 *
 * @param value code that filters take
 * @param label words for people
 */
public record Choice(String value, String label) {
    public static List<Choice> fields(Collection<IndustryField> fields) {
        return fields.stream()
                .map(field -> new Choice(field.name(), field.label()))
                .toList();
    }

    public static List<Choice> segments(Collection<SegmentId> segments, IndustryGraph graph) {
        return segments.stream()
                .map(segment -> new Choice(segment.value(), graph.fullName(segment)))
                .toList();
    }

    public static List<Choice> regions(Collection<RegionCode> regions, RegionTree tree) {
        return regions.stream()
                .map(region -> new Choice(region.value(), tree.fullName(region)))
                .toList();
    }
}
