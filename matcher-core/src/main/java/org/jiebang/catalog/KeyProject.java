package org.jiebang.catalog;

import java.util.List;
import java.util.Set;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.RegionCode;
import org.jspecify.annotations.Nullable;

/**
 * A key technology project (LIB-03).
 *
 * @param lead unit that carries the project
 * @param goals what is to be reached, with indicators
 * @param results what is there already
 * @param budget null if not stated
 */
public record KeyProject(
        String title,
        String lead,
        Set<IndustryField> fields,
        Set<SegmentId> segments,
        @Nullable RegionCode region,
        String summary,
        List<String> goals,
        List<String> results,
        @Nullable Money budget,
        int startYear)
        implements LibraryRecord {

    public KeyProject {
        title = Texts.required("title", title);
        if (startYear != 0 && (startYear < 1950 || startYear > 2100)) {
            throw new IllegalArgumentException("startYear " + startYear + " is not between 1950 and 2100.");
        }
        fields = Texts.sorted(fields);
        segments = Texts.sorted(segments);
        goals = List.copyOf(goals);
        results = List.copyOf(results);
    }

    @Override
    public Library library() {
        return Library.PROJECTS;
    }

    @Override
    public List<String> texts() {
        return Texts.concat(Texts.present(summary), Texts.concat(goals, Texts.concat(results, Texts.present(lead))));
    }

    @Override
    public Set<RegionCode> regions() {
        return region == null ? Set.of() : Set.of(region);
    }

    @Override
    public String naturalKey() {
        return LibraryRecord.key(lead, title);
    }

    @Override
    public String similarityKey() {
        return LibraryRecord.normalized(title);
    }
}
