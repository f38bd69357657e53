package org.jiebang.sample;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jiebang.catalog.Library;

/**
 * How many records each library has.
 *
 * <p>Problems name enterprises, and teams name experts; {@link #requirements()} says how many of those there must be.
 */
public record SampleSizes(Map<Library, Integer> counts) {
    private static final SampleSizes STANDARD = new SampleSizes(Map.of(
            Library.EXPERTS, 500,
            Library.PROBLEMS, 300,
            Library.PROJECTS, 50,
            Library.SOCIETIES, 60,
            Library.ENTERPRISES, 150,
            Library.TEAMS, 30));

    public SampleSizes {
        counts = Map.copyOf(counts);
        counts.forEach((library, count) -> {
            if (count < 0 || count > 1_000_000) {
                throw new IllegalArgumentException(
                        "A sample of " + count + " " + library.code() + " is not between 0 and 1000000.");
            }
        });
    }

    /** The sizes of the shipped workbooks. */
    public static SampleSizes standard() {
        return STANDARD;
    }

    /** Records of a library. */
    public int of(Library library) {
        return Objects.requireNonNullElse(counts.get(library), 0);
    }

    /** The same with another size of one library. */
    public SampleSizes with(Library library, int count) {
        Map<Library, Integer> changed = new EnumMap<>(counts);
        changed.put(library, count);
        return new SampleSizes(changed);
    }

    /** The least sizes at which every proposer is an enterprise of the sample and every team member one of its experts. */
    public Map<Library, Integer> requirements() {
        int enterprises = (of(Library.PROBLEMS) + ProblemMaker.PER_ENTERPRISE - 1) / ProblemMaker.PER_ENTERPRISE;
        int experts = (of(Library.TEAMS) + TeamMaker.TEAMS - 1) / TeamMaker.TEAMS * TeamMaker.EXPERTS;
        return Map.of(Library.ENTERPRISES, enterprises, Library.EXPERTS, experts);
    }
}
