package org.jiebang.ingest.need;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Places of units and zones by decisions of people: a name that stood in a text whose place was decided. The place that most decisions
 * gave counts with (a + 1) / (n + 2), where n decisions named the name and a of them that place; as sure as a place in a unit's own name
 * after two that agree. Immutable.
 */
final class TaughtPlaces {
    static final TaughtPlaces NONE = new TaughtPlaces(Map.of());

    private final Map<String, Map<String, Integer>> places;

    private TaughtPlaces(Map<String, Map<String, Integer>> places) {
        this.places = places;
    }

    static TaughtPlaces of(List<Lesson> lessons) {
        Map<String, Map<String, Integer>> places = new HashMap<>();
        for (Lesson lesson : lessons) {
            if (!lesson.decided().isBlank()) {
                UnitNames.in(lesson.text()).stream()
                        .map(UnitNames.Name::value)
                        .distinct()
                        .forEach(name -> places.computeIfAbsent(name, key -> new HashMap<>())
                                .merge(lesson.decided(), 1, Integer::sum));
            }
        }
        return places.isEmpty() ? NONE : new TaughtPlaces(places);
    }

    /** Places of the names in a text, in its order; none of a name that stood for several places alike. */
    List<Reading<String>> of(String text) {
        if (places.isEmpty()) {
            return List.of();
        }
        List<Reading<String>> found = new ArrayList<>();
        for (UnitNames.Name name : UnitNames.in(text)) {
            Map<String, Integer> of = places.getOrDefault(name.value(), Map.of());
            int all = of.values().stream().mapToInt(Integer::intValue).sum();
            of.forEach((place, count) -> {
                if (2 * count > all) {
                    found.add(new Reading<>(
                            place,
                            name.start(),
                            name.end(),
                            (count + 1.0) / (all + 2.0),
                            List.of(),
                            List.of(name.value())));
                }
            });
        }
        return found;
    }
}
