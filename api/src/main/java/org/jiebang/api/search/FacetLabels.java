package org.jiebang.api.search;

import java.util.Arrays;
import java.util.Optional;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.ProblemStatus;
import org.jiebang.industry.IndustryClass;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.Sector;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.Region;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jspecify.annotations.Nullable;

/** Words for the coded values of facets. */
final class FacetLabels {
    private final IndustryGraph graph = IndustryGraph.standard();
    private final RegionTree regions = RegionTree.standard();

    String label(Facet facet, String value) {
        return switch (facet) {
            case TYPE -> Library.find(value).map(Library::label).orElse(value);
            case FIELD ->
                constant(IndustryField.values(), value)
                        .map(IndustryField::label)
                        .orElse(value);
            case SECTOR -> constant(Sector.values(), value).map(Sector::label).orElse(value);
            case CHAIN -> graph.chain(value).map(chain -> chain.name()).orElse(value);
            case SEGMENT ->
                isSegment(value)
                        ? graph.segment(new SegmentId(value))
                                .map(segment -> segment.name())
                                .orElse(value)
                        : value;
            case REGION ->
                region(value)
                        .map(Region::name)
                        .or(() -> constant(Region.Part.values(), value).map(Region.Part::label))
                        .orElse(value);
            case STATUS ->
                constant(ProblemStatus.values(), value)
                        .map(ProblemStatus::label)
                        .orElse(value);
            case INDUSTRY_CLASS ->
                constant(IndustryClass.values(), value)
                        .map(IndustryClass::label)
                        .orElse(value);
            case ACADEMICIAN -> "true".equals(value) ? "院士" : "非院士";
            case AGE_GROUP ->
                constant(AgeGroup.values(), value).map(AgeGroup::label).orElse(value);
        };
    }

    @Nullable
    String parent(Facet facet, String value) {
        return switch (facet) {
            case SEGMENT -> isSegment(value) ? new SegmentId(value).chain() : null;
            case REGION ->
                region(value).map(Region::parent).map(RegionCode::value).orElse(null);
            default -> null;
        };
    }

    boolean pilot(Facet facet, String value) {
        return facet == Facet.REGION && region(value).map(Region::pilot).orElse(false);
    }

    private Optional<Region> region(String value) {
        return value.matches("[1-9]\\d{5}") ? regions.find(new RegionCode(value)) : Optional.empty();
    }

    private static boolean isSegment(String value) {
        return value.matches("C\\d{2}-\\d{2}");
    }

    private static <E extends Enum<E>> Optional<E> constant(E[] constants, String name) {
        return Arrays.stream(constants)
                .filter(constant -> constant.name().equals(name))
                .findFirst();
    }
}
