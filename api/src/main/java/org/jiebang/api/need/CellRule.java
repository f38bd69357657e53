package org.jiebang.api.need;

import java.util.Map;
import org.jiebang.industry.IndustryField;

/** How a cell of the problem library is written so that the others stay true: 所属分类 follows 产业领域. */
public final class CellRule {
    static final String FIELD = "产业领域";
    static final String PLACE = "所在地区";
    private static final String CLASS = "所属分类";

    private CellRule() {}

    /**
     * Puts a value into cells; the class of an industry goes with it, unless it was another than that of the industry before.
     *
     * @param value blank for none
     */
    public static void put(Map<String, String> cells, String heading, String value) {
        String before = cells.getOrDefault(heading, "");
        if (heading.equals(FIELD) && cells.getOrDefault(CLASS, "").equals(classOf(before))) {
            cells.put(CLASS, classOf(value));
        }
        cells.put(heading, value);
    }

    private static String classOf(String field) {
        return IndustryField.find(field)
                .map(known -> known.industryClass().label())
                .orElse("");
    }
}
