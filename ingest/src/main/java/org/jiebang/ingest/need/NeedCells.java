package org.jiebang.ingest.need;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.region.RegionTree;
import org.jspecify.annotations.Nullable;

/** What was read of a need, as cells of the problem library. */
public final class NeedCells {
    private static final String DESCRIPTION = "关键难点和挑战";

    private NeedCells() {}

    /**
     * One cell.
     *
     * @param heading heading of the library's column
     * @param reading where it stands in the text and how sure it is
     */
    public record Cell(String heading, String value, Reading<?> reading) {}

    /** The cells that a text fills, without the unit that asks; of several industries the surest. */
    public static List<Cell> of(Need need, IndustryGraph graph, RegionTree regions) {
        List<Cell> cells = new ArrayList<>();
        add(cells, "难题问题名称", need.title(), value(need.title()));
        need.industries().stream().findFirst().ifPresent(field -> {
            add(cells, "所属分类", field, field.value().industryClass().label());
            add(cells, "产业领域", field, field.value().label());
        });
        need.segments().stream()
                .findFirst()
                .ifPresent(segment -> add(cells, "产业链环节", segment, graph.fullName(segment.value())));
        if (need.region() != null) {
            add(cells, "所在地区", need.place(), regions.fullName(need.region()));
        }
        add(cells, DESCRIPTION, need.description(), value(need.description()));
        add(
                cells,
                "预计总投入（万元）",
                need.investment(),
                need.investment() == null
                        ? ""
                        : need.investment().value().tenThousandYuan().toPlainString());
        add(cells, "问题解决期限", need.deadline(), value(need.deadline()));
        return cells;
    }

    /** A row of the library's table, with the unit that asks; where no description was found, the whole text without contact data. */
    public static Map<String, String> row(Need need, IndustryGraph graph, RegionTree regions) {
        Map<String, String> row = new LinkedHashMap<>();
        of(need, graph, regions).forEach(cell -> row.put(cell.heading(), cell.value()));
        if (need.proposer() != null) {
            row.put("提出单位", need.proposer().value());
        }
        row.putIfAbsent(DESCRIPTION, need.masked().strip());
        return row;
    }

    private static String value(@Nullable Reading<String> reading) {
        return reading == null ? "" : reading.value();
    }

    private static void add(List<Cell> cells, String heading, @Nullable Reading<?> reading, String value) {
        if (reading != null && !value.isBlank()) {
            cells.add(new Cell(heading, value, reading));
        }
    }
}
