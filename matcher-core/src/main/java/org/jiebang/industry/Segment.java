package org.jiebang.industry;

import java.util.List;
import java.util.stream.Stream;

/**
 * One segment of a chain with its vocabulary by kind: material, process, equipment, product, performance indicator, application.
 *
 * @param english name in English
 * @param difficulties bottlenecks as an engineer says them
 */
public record Segment(
        SegmentId id,
        String name,
        String english,
        Stage stage,
        List<Term> materials,
        List<Term> processes,
        List<Term> equipment,
        List<Term> products,
        List<Indicator> indicators,
        List<String> difficulties,
        List<Term> applications) {

    /** Place in the chain. */
    public enum Stage {
        UPSTREAM("上游"),
        MIDSTREAM("中游"),
        DOWNSTREAM("下游");

        private final String label;

        Stage(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public Segment {
        materials = List.copyOf(materials);
        processes = List.copyOf(processes);
        equipment = List.copyOf(equipment);
        products = List.copyOf(products);
        indicators = List.copyOf(indicators);
        difficulties = List.copyOf(difficulties);
        applications = List.copyOf(applications);
    }

    /** Terms that tell this segment apart; applications are left out, for they name other segments' products. */
    public Stream<Term> terms() {
        return Stream.of(materials, processes, equipment, products).flatMap(List::stream);
    }
}
