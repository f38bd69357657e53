package org.jiebang.catalog;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.RegionCode;
import org.jspecify.annotations.Nullable;

/**
 * A member of the expert pool (LIB-01).
 *
 * @param birthYear four digits, 0 if unknown
 * @param rank professional title, e.g. 研究员
 * @param supportedYouth chosen by 青年人才托举工程 (ACT-22)
 * @param capacity how many tasks the expert will carry at a time, at least 1
 * @param activeTasks how many tasks are carried now, at least 0
 */
public record Expert(
        String name,
        int birthYear,
        String employer,
        String position,
        String rank,
        Academician academician,
        boolean supportedYouth,
        @Nullable RegionCode region,
        Set<IndustryField> fields,
        Set<SegmentId> segments,
        List<String> directions,
        List<String> results,
        List<String> honours,
        int capacity,
        int activeTasks)
        implements LibraryRecord {

    public Expert {
        name = Texts.required("name", name);
        if (birthYear != 0 && (birthYear < 1900 || birthYear > 2100)) {
            throw new IllegalArgumentException("birthYear " + birthYear + " is not between 1900 and 2100.");
        }
        if (capacity < 1 || activeTasks < 0) {
            throw new IllegalArgumentException(
                    "capacity " + capacity + " must be at least 1 and activeTasks " + activeTasks + " at least 0.");
        }
        fields = Texts.sorted(fields);
        segments = Texts.sorted(segments);
        directions = List.copyOf(directions);
        results = List.copyOf(results);
        honours = List.copyOf(honours);
    }

    /** Age in full years by calendar year, empty if the birth year is unknown. */
    public OptionalInt ageIn(int year) {
        return birthYear == 0 ? OptionalInt.empty() : OptionalInt.of(year - birthYear);
    }

    @Override
    public Library library() {
        return Library.EXPERTS;
    }

    @Override
    public String title() {
        return name;
    }

    @Override
    public List<String> texts() {
        return Texts.concat(
                Texts.concat(directions, results), Texts.concat(honours, Texts.present(employer, position, rank)));
    }

    @Override
    public Set<RegionCode> regions() {
        return region == null ? Set.of() : Set.of(region);
    }

    @Override
    public String naturalKey() {
        return LibraryRecord.key(name, employer, birthYear == 0 ? "" : Integer.toString(birthYear));
    }

    @Override
    public String similarityKey() {
        return birthYear == 0 ? "" : LibraryRecord.key(name, Integer.toString(birthYear));
    }
}
