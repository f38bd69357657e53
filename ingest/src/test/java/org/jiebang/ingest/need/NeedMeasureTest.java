package org.jiebang.ingest.need;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.region.RegionTree;
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.TextAnalyzer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Invented needs with the industries that a reader would accept, the region and the investment: fifty by the one who wrote the reader, before it
 * could read them, and sixty by somebody who had not seen it, for which one list of names was shortened and nothing else. Prints what docs/measurements.md tells.
 */
class NeedMeasureTest {
    private static final IndustryGraph GRAPH = IndustryGraph.standard();
    private static final TextAnalyzer ANALYZER = new TextAnalyzer(DomainDictionary.of(GRAPH.vocabulary()));
    private static final NeedReader READER = new NeedReader(ANALYZER, GRAPH, RegionTree.standard());

    /** A need of a set and what a careful reader would accept. */
    private record Written(
            String id, List<IndustryField> fields, String region, Optional<BigDecimal> money, String text) {
        Judged readBy(NeedReader reader) {
            return new Judged(id, fields, region, money, reader.read(text), Taught.NOTHING);
        }
    }

    private record Judged(
            String id,
            List<IndustryField> fields,
            String region,
            Optional<BigDecimal> money,
            Need read,
            Taught taught) {
        Optional<Reading<IndustryField>> field() {
            return read.industries().stream().findFirst();
        }

        boolean rightField() {
            return field().filter(field -> fields.contains(field.value())).isPresent();
        }

        boolean rightRegion() {
            Reading<String> place = read.place();
            return region.equals("-")
                    ? place == null
                    : place != null && place.value().contains(region);
        }

        boolean rightMoney() {
            return read.investment() == null
                    ? money.isEmpty()
                    : money.filter(amount ->
                                    amount.compareTo(read.investment().value().tenThousandYuan()) == 0)
                            .isPresent();
        }

        double confidence() {
            return field().map(field -> taught.calibrated(NeedCells.INDUSTRY, field.confidence()))
                    .orElse(0.0);
        }

        Judged calibratedBy(Taught decisions) {
            return new Judged(id, fields, region, money, read, decisions);
        }
    }

    private static List<Written> needs(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(NeedMeasureTest.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", 5))
                    .map(cells -> new Written(
                            cells[0],
                            List.of(cells[1].split("\\|")).stream()
                                    .map(label -> IndustryField.find(label).orElseThrow())
                                    .toList(),
                            cells[2],
                            Optional.of(cells[3])
                                    .filter(cell -> !cell.equals("-"))
                                    .map(BigDecimal::new),
                            cells[4]))
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"needs-own.tsv, 48, 49, 50", "needs-other.tsv, 36, 52, 54"})
    void fillsIndustryRegionAndInvestment(String file, int industries, int regions, int investments)
            throws IOException {
        List<Judged> needs =
                needs(file).stream().map(need -> need.readBy(READER)).toList();
        Predicate<Judged> sure = need -> need.confidence() >= Reading.SURE;
        System.out.printf("%s, %d needs%n", file, needs.size());
        print(
                "industry from " + Reading.SURE + " on",
                needs.stream().filter(sure).toList(),
                Judged::rightField);
        print("industry below", needs.stream().filter(sure.negate()).toList(), Judged::rightField);
        assertThat(print("industry", needs, Judged::rightField)).isGreaterThanOrEqualTo(industries);
        assertThat(print("region", needs, Judged::rightRegion)).isGreaterThanOrEqualTo(regions);
        assertThat(print("investment", needs, Judged::rightMoney)).isGreaterThanOrEqualTo(investments);
    }

    private static long print(String what, List<Judged> needs, Predicate<Judged> right) {
        long count = needs.stream().filter(right).count();
        System.out.printf("%-24s %d of %d%n", what, count, needs.size());
        return count;
    }

    /**
     * Each part of a set is read after people decided what was doubtful in the other parts, as the queue would ask them: the reader's value
     * where it would be accepted, else the first that would be.
     */
    @ParameterizedTest
    @CsvSource({"needs-own.tsv, 2", "needs-own.tsv, 10", "needs-other.tsv, 2", "needs-other.tsv, 10"})
    void decisionsTeachTheReader(String file, int parts) throws IOException {
        List<Written> needs = needs(file);
        List<Judged> before = needs.stream().map(need -> need.readBy(READER)).toList();
        List<Judged> after = new ArrayList<>();
        int decided = 0;
        for (int part = 0; part < parts; part++) {
            List<Lesson> lessons = new ArrayList<>();
            List<Written> asked = new ArrayList<>();
            for (int i = 0; i < needs.size(); i++) {
                if (i % parts == part) {
                    asked.add(needs.get(i));
                } else {
                    lessons.addAll(lessons(before.get(i)));
                }
            }
            decided += lessons.size();
            Taught taught = Taught.of(lessons, ANALYZER);
            NeedReader reader = new NeedReader(ANALYZER, GRAPH, RegionTree.standard(), taught);
            asked.forEach(need -> after.add(need.readBy(reader).calibratedBy(taught)));
        }
        System.out.printf("%s in %d parts, %d decisions a part%n", file, parts, decided / parts);
        long industries = print("industry before", before, Judged::rightField);
        assertThat(print("industry after", after, Judged::rightField)).isGreaterThanOrEqualTo(industries - 1);
        Predicate<Judged> sure = need -> need.confidence() >= Reading.SURE;
        print("sure before", before.stream().filter(sure).toList(), Judged::rightField);
        print("sure after", after.stream().filter(sure).toList(), Judged::rightField);
        long regions = print("region before", before, Judged::rightRegion);
        assertThat(print("region after", after, Judged::rightRegion)).isGreaterThanOrEqualTo(regions - 1);
        double misfit = misfit(before);
        System.out.printf("%-24s %.3f %.3f%n", "misfit before, after", misfit, misfit(after));
        assertThat(misfit(after)).isLessThanOrEqualTo(misfit + 0.01);
    }

    /** Brier score of the industries' confidences: mean square of what they are away from right (1) and wrong (0); 0.25 is guessing. */
    private static double misfit(List<Judged> needs) {
        return needs.stream()
                .mapToDouble(need -> Math.pow(need.confidence() - (need.rightField() ? 1 : 0), 2))
                .average()
                .orElse(0);
    }

    private static List<Lesson> lessons(Judged need) {
        List<Lesson> lessons = new ArrayList<>();
        need.field().filter(field -> field.confidence() < Reading.SURE).ifPresent(field -> {
            IndustryField right =
                    need.rightField() ? field.value() : need.fields().getFirst();
            lessons.add(new Lesson(
                    NeedCells.INDUSTRY,
                    need.read().masked(),
                    field.value().label(),
                    field.confidence(),
                    right.label()));
        });
        Reading<String> place = need.read().place();
        if (place != null && place.confidence() < Reading.SURE) {
            String right = need.rightRegion() ? place.value() : need.region().replace("-", "");
            lessons.add(new Lesson(NeedCells.PLACE, need.read().masked(), place.value(), place.confidence(), right));
        }
        return lessons;
    }
}
