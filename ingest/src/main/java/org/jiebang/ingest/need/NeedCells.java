package org.jiebang.ingest.need;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jiebang.catalog.Money;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.region.Region;
import org.jiebang.region.RegionTree;
import org.jspecify.annotations.Nullable;

/** What was read of a need, as cells of the problem library. */
final class NeedCells {
    static final String TITLE = "难题问题名称";
    static final String CLASS = "所属分类";
    static final String INDUSTRY = "产业领域";
    static final String SEGMENT = "产业链环节";
    static final String PLACE = "所在地区";
    static final String DESCRIPTION = "关键难点和挑战";
    static final String INVESTMENT = "预计总投入（万元）";
    static final String DEADLINE = "问题解决期限";

    private final List<ReadCell> cells = new ArrayList<>();
    private final Taught taught;

    private NeedCells(Taught taught) {
        this.taught = taught;
    }

    /** The cells that a text fills, without the unit that asks; of several values the surest. */
    static List<ReadCell> of(Need need, IndustryGraph graph, RegionTree regions, Taught taught) {
        NeedCells cells = new NeedCells(taught);
        cells.add(TITLE, some(need.title()), value -> value);
        cells.add(CLASS, need.industries(), field -> field.industryClass().label());
        cells.add(INDUSTRY, need.industries(), field -> field.label());
        cells.add(SEGMENT, need.segments(), graph::fullName);
        cells.add(PLACE, need.region() == null ? List.of() : need.places(), place -> known(place, regions));
        cells.add(DESCRIPTION, some(need.description()), value -> value);
        cells.add(INVESTMENT, some(need.investment()), NeedCells::amount);
        cells.add(DEADLINE, some(need.deadline()), value -> value);
        return List.copyOf(cells.cells);
    }

    private static <T> List<Reading<T>> some(@Nullable Reading<T> reading) {
        return reading == null ? List.of() : List.of(reading);
    }

    private static String amount(Money money) {
        return money.tenThousandYuan().toPlainString();
    }

    /** Blank for a place that the platform does not know. */
    private static String known(String place, RegionTree regions) {
        return regions.parse(place).map(Region::code).map(regions::fullName).orElse("");
    }

    private <T> void add(String heading, List<Reading<T>> readings, Function<T, String> value) {
        if (readings.isEmpty()) {
            return;
        }
        Reading<T> surest = readings.getFirst();
        String first = value.apply(surest.value());
        if (first.isBlank()) {
            return;
        }
        List<ReadCell.Other> others = readings.stream()
                .skip(1)
                .map(other ->
                        new ReadCell.Other(value.apply(other.value()), taught.calibrated(heading, other.confidence())))
                .filter(other -> !other.value().isBlank() && !other.value().equals(first))
                .toList();
        cells.add(new ReadCell(
                heading,
                first,
                surest.start(),
                surest.end(),
                surest.confidence(),
                taught.calibrated(heading, surest.confidence()),
                others,
                surest.words(),
                surest.learnt()));
    }
}
