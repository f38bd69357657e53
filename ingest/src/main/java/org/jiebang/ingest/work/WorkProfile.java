package org.jiebang.ingest.work;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.LibraryRecord;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an expert's works add to the record. It is kept beside the record's own columns, which stay as they were imported.
 *
 * @param works how many works bear it out
 * @param results citations, the latest first
 */
public record WorkProfile(List<WorkDirection> directions, List<String> results, int works) {
    /** More citations than that would drown what the record says itself. */
    public static final int MOST_RESULTS = 60;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public WorkProfile {
        directions = List.copyOf(directions);
        results = List.copyOf(results);
    }

    /**
     * A direction and the works that bear it out.
     *
     * @param works their ids
     * @param from year of the earliest; 0 if none is known
     * @param to year of the latest
     */
    public record WorkDirection(String words, List<String> works, int from, int to) {
        public WorkDirection {
            works = List.copyOf(works);
        }
    }

    public static WorkProfile read(String json) {
        return JSON.readValue(json, WorkProfile.class);
    }

    public String write() {
        return JSON.writeValueAsString(this);
    }

    /** The expert with these directions and results behind the own ones, each once. */
    public Expert addTo(Expert expert) {
        return new Expert(
                expert.name(),
                expert.birthYear(),
                expert.employer(),
                expert.position(),
                expert.rank(),
                expert.academician(),
                expert.supportedYouth(),
                expert.region(),
                expert.fields(),
                expert.segments(),
                joined(
                        expert.directions(),
                        directions.stream().map(WorkDirection::words).toList()),
                joined(expert.results(), results),
                expert.honours(),
                expert.capacity(),
                expert.activeTasks());
    }

    private static List<String> joined(List<String> own, List<String> more) {
        List<String> all = new ArrayList<>(own);
        Set<String> known = new HashSet<>();
        own.forEach(text -> known.add(LibraryRecord.normalized(text)));
        more.stream().filter(text -> known.add(LibraryRecord.normalized(text))).forEach(all::add);
        return all;
    }
}
