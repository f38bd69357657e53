package org.jiebang.ingest.need;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    /** Confidence from which a person need not look. */
    private static final double SURE = 0.6;

    private static final IndustryGraph GRAPH = IndustryGraph.standard();
    private static final NeedReader READER =
            new NeedReader(new TextAnalyzer(DomainDictionary.of(GRAPH.vocabulary())), GRAPH, RegionTree.standard());

    private record Judged(String id, Set<IndustryField> fields, String region, Optional<BigDecimal> money, Need read) {
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
            return field().map(Reading::confidence).orElse(0.0);
        }
    }

    private static List<Judged> needs(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(NeedMeasureTest.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", 5))
                    .map(cells -> new Judged(
                            cells[0],
                            Set.copyOf(List.of(cells[1].split("\\|")).stream()
                                    .map(label -> IndustryField.find(label).orElseThrow())
                                    .toList()),
                            cells[2],
                            Optional.of(cells[3])
                                    .filter(cell -> !cell.equals("-"))
                                    .map(BigDecimal::new),
                            READER.read(cells[4])))
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"needs-own.tsv, 48, 49, 50", "needs-other.tsv, 36, 52, 54"})
    void fillsIndustryRegionAndInvestment(String file, int industries, int regions, int investments)
            throws IOException {
        List<Judged> needs = needs(file);
        Predicate<Judged> sure = need -> need.confidence() >= SURE;
        System.out.printf("%s, %d needs%n", file, needs.size());
        print("industry from " + SURE + " on", needs.stream().filter(sure).toList(), Judged::rightField);
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
}
