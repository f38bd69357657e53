package org.jiebang.ingest.library;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jiebang.catalog.CreditCode;
import org.jiebang.catalog.Money;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jspecify.annotations.Nullable;

/** Collects the cells of a record; blank ones are left out. */
final class Cells {
    private final Map<String, String> byHeading = new LinkedHashMap<>();

    Cells put(Column column, String value) {
        if (!value.isEmpty()) {
            byHeading.put(column.heading(), value);
        }
        return this;
    }

    Cells list(Column column, Collection<String> values) {
        return put(column, String.join("；", values));
    }

    Cells number(Column column, int value) {
        return put(column, Integer.toString(value));
    }

    Cells year(Column column, int value) {
        return put(column, value == 0 ? "" : Integer.toString(value));
    }

    Cells yes(Column column, boolean value) {
        return put(column, value ? "是" : "否");
    }

    Cells code(Column column, @Nullable CreditCode value) {
        return put(column, value == null ? "" : value.value());
    }

    Cells money(Column column, @Nullable Money value) {
        return put(column, value == null ? "" : value.tenThousandYuan().toPlainString());
    }

    Cells region(Column column, @Nullable RegionCode value) {
        return put(column, value == null ? "" : RegionTree.standard().fullName(value));
    }

    Cells regions(Column column, Collection<RegionCode> values) {
        return put(
                column,
                values.stream().sorted().map(RegionTree.standard()::fullName).collect(Collectors.joining("；")));
    }

    Cells fields(Column column, Collection<IndustryField> values) {
        return put(column, values.stream().sorted().map(IndustryField::label).collect(Collectors.joining("；")));
    }

    Cells segments(Column column, Collection<SegmentId> values) {
        return put(
                column,
                values.stream().sorted().map(IndustryGraph.standard()::fullName).collect(Collectors.joining("；")));
    }

    Map<String, String> map() {
        return byHeading;
    }
}
