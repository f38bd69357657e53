package org.jiebang.api.insight;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Needs and supply under one heading: a segment, a chain or a place. Needs are those of the place that was asked for, experts and teams of a
 * segment or a chain those everywhere.
 *
 * @param open needs that are neither solved nor closed
 * @param unmet open needs that no claim was submitted on, here or by what their source says
 */
record Gap(String code, long open, long unmet, long solved, long experts, long teams) {
    /** Every heading that is needed, in the order of the needs. */
    static List<Gap> needed(List<InsightStore.Needs> needs, Map<String, Long> experts, Map<String, Long> teams) {
        return needs.stream()
                .map(one -> new Gap(
                        one.code(),
                        one.open(),
                        one.unmet(),
                        one.solved(),
                        experts.getOrDefault(one.code(), 0L),
                        teams.getOrDefault(one.code(), 0L)))
                .toList();
    }

    /** Every heading that is needed or supplied, in the order of the codes. */
    static List<Gap> all(List<InsightStore.Needs> needs, Map<String, Long> experts, Map<String, Long> teams) {
        Map<String, InsightStore.Needs> byCode = new TreeMap<>();
        Stream.concat(experts.keySet().stream(), teams.keySet().stream())
                .forEach(code -> byCode.put(code, new InsightStore.Needs(code, 0, 0, 0)));
        needs.forEach(one -> byCode.put(one.code(), one));
        return needed(List.copyOf(byCode.values()), experts, teams);
    }
}
