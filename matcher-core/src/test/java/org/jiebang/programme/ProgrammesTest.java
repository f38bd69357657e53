package org.jiebang.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.industry.IndustryField;
import org.jiebang.region.Region;
import org.jiebang.region.RegionTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that ship, against the ledger and the notices they were written from, where those are at hand. */
class ProgrammesTest {
    /** The material lies beside the repository and is not part of it. */
    private static final Path SHARED = Path.of("..", "..", "shared");

    private static final Pattern ROW = Pattern.compile("^\\| ((?:P2[34]|CT|DU|R)-[A-Za-z0-9]+) \\|", Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "enterprise-innovation-2020",
                "three-services-2021",
                "kechuang-jiangsu-2023",
                "kechuang-jiangsu-2024",
                "kczg-service-team-2024"
            })
    void standardFilesAreWithoutErrorOrWarning(String name) throws IOException {
        try (InputStream in = Programmes.class.getResourceAsStream(name + ".yaml")) {
            List<Remark> remarks =
                    ProgrammeReader.read(Objects.requireNonNull(in)).remarks();
            assertThat(remarks)
                    .filteredOn(remark -> remark.severity() != Remark.Severity.NOTE)
                    .isEmpty();
        }
        assertThat(Programmes.standard(name).id()).isEqualTo(name);
    }

    @Test
    void everyRuleOfTheLedgerIsARuleHere() throws IOException {
        Path ledger = SHARED.resolve("design/requirements.md");
        assumeThat(ledger).exists();
        String text = Files.readString(ledger);
        Set<String> asked = new TreeSet<>();
        Matcher row = ROW.matcher(text);
        while (row.find()) {
            asked.add(row.group(1));
        }
        assertThat(asked).as("rows of sections 6 and 7").hasSizeGreaterThan(100);
        Set<String> known = new HashSet<>();
        for (Programme programme : Programmes.standard()) {
            programme.categories().forEach(category -> known.add(category.id()));
            programme.rules().forEach(rule -> {
                known.add(rule.id());
                known.addAll(rule.also());
            });
        }
        asked.removeAll(known);
        assertThat(asked).as("rules of the ledger without a rule here").isEmpty();
    }

    /** Stages, windows and deliverables: rows W-… and D-… of sections 8 and 11.4; a row may be split into W-01-1, W-01-2 … */
    @Test
    void everyStageAndDeliverableOfTheLedgerIsHere() throws IOException {
        Path ledger = SHARED.resolve("design/requirements.md");
        assumeThat(ledger).exists();
        Set<String> asked = new TreeSet<>();
        Pattern rows = Pattern.compile("^\\| (W-\\d+|D-(?:CT|A|B)\\d|D-[24]\\d) \\|", Pattern.MULTILINE);
        Matcher row = rows.matcher(Files.readString(ledger));
        while (row.find()) {
            asked.add(row.group(1));
        }
        assertThat(asked).hasSizeGreaterThan(38);
        for (Programme programme : Programmes.standard()) {
            programme.rules().forEach(rule -> {
                asked.remove(rule.id());
                asked.removeAll(rule.also());
            });
            programme.stages().forEach(stage -> asked.removeIf(id -> (stage.id() + "-").startsWith(id + "-")));
        }
        // The course of a problem is a vocabulary: it is no stage of the programme.
        assertThat(Programmes.standard("kczg-service-team-2024").terms()).containsKey("难题流程");
        asked.remove("W-08");
        assertThat(asked)
                .as("stages and deliverables of the ledger that are missing here")
                .isEmpty();
    }

    @Test
    void everyQuoteStandsInItsNotice() throws IOException {
        assumeThat(SHARED.resolve("seeds")).exists();
        Map<String, String> notices = Map.of(
                "enterprise-innovation-2020", "2020-enterprise-innovation-service-plan.txt",
                "three-services-2021", "2021-three-services-plan.txt",
                "kechuang-jiangsu-2023", "2023-kechuang-jiangsu-call.txt",
                "kechuang-jiangsu-2024", "2024-kechuang-jiangsu-call.txt",
                "kczg-service-team-2024", "2024-kechuang-china-service-team-call.txt");
        for (Programme programme : Programmes.standard()) {
            String notice = dense(Files.readString(SHARED.resolve("seeds").resolve(notices.get(programme.id()))));
            assertThat(programme
                            .citations()
                            .filter(citation -> citation.document().equals(programme.document())))
                    .isNotEmpty()
                    .allSatisfy(citation -> assertThat(notice).contains(dense(citation.quote())));
        }
    }

    private static String dense(String text) {
        return text.replaceAll("\\s+", "");
    }

    /** The numbers of golden check 1. */
    @ParameterizedTest
    @CsvSource({
        "enterprise-innovation-2020, TEAM-02, 200, 13",
        "enterprise-innovation-2020, PLT-01, 26, 3",
        "enterprise-innovation-2020, TEAM-03, 26, 3",
        "kechuang-jiangsu-2023, P23-1a-places, 20, 3",
        "kechuang-jiangsu-2023, P23-3d-places, 15, 15",
        "kczg-service-team-2024, CT-01, 105, 0"
    })
    void placesAddUp(String name, String rule, int total, int shares) {
        Condition.Places places = (Condition.Places)
                Programmes.standard(name).rule(rule).orElseThrow().condition();
        assertThat(places.total()).isEqualTo(total);
        assertThat(places.split()).hasSize(shares);
        if (shares > 0) {
            assertThat(places.split().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(total);
        }
    }

    @Test
    void placesOf2023AddUpTo135() {
        Programme programme = Programmes.standard("kechuang-jiangsu-2023");
        int sum = programme.rules().stream()
                .map(Rule::condition)
                .filter(Condition.Places.class::isInstance)
                .mapToInt(places -> ((Condition.Places) places).total())
                .sum();
        assertThat(sum).isEqualTo(135).isEqualTo(programme.places());
        assertThat(programme.categories()).hasSize(10);
        assertThat(Programmes.standard("kechuang-jiangsu-2024").categories()).hasSize(9);
    }

    @Test
    void gradesOf2023AreFourSixTen() {
        Condition.Places places = (Condition.Places) Programmes.standard("kechuang-jiangsu-2023")
                .rule("P23-1a-places")
                .orElseThrow()
                .condition();
        assertThat(places.split()).containsExactly(Map.entry("一等", 4), Map.entry("二等", 6), Map.entry("三等", 10));
    }

    @Test
    void pilotCountiesOfTheProgrammeAreThoseOfTheRegionTree() {
        Condition.Places places = (Condition.Places) Programmes.standard("kechuang-jiangsu-2023")
                .rule("P23-3d-places")
                .orElseThrow()
                .condition();
        Set<String> pilots = new HashSet<>();
        Set<Object> cities = new HashSet<>();
        RegionTree.standard().all().stream().filter(Region::pilot).forEach(region -> {
            pilots.add(region.name());
            cities.add(region.parent());
        });
        assertThat(places.split().keySet()).isEqualTo(pilots);
        assertThat(cities).hasSize(13);
    }

    @Test
    void vocabulariesHaveTheirSizes() {
        Programme programme = Programmes.standard("kczg-service-team-2024");
        assertThat(programme.terms().get("服务形式")).hasSize(7);
        Form problem = programme.form("CT-PROBLEM").orElseThrow();
        assertThat(options(problem, "所属分类")).hasSize(3);
        assertThat(options(problem, "鼓励或支持的重点领域")).hasSize(5);
        assertThat(options(problem, "产业领域"))
                .hasSize(29)
                .containsExactlyElementsOf(Arrays.stream(IndustryField.values())
                        .map(IndustryField::label)
                        .toList());
    }

    private static List<String> options(Form form, String field) {
        return form.fields().stream()
                .filter(candidate -> candidate.name().equals(field))
                .findFirst()
                .orElseThrow()
                .options();
    }

    /** Caps in 万元 and yearly thresholds, as the ledger lists them (sections 6.2 and 6.3). */
    @ParameterizedTest(name = "{0} asks {1}")
    @CsvSource({
        "P24-A1-cap, 30", "P24-A1-problems, 5", "P24-A1-transfers, 3", "P24-A1-conferences, 2", "P24-A1-members, 10",
        "P24-A1-needs, 30", "P24-A2-cap, 15", "P24-A2-problems, 2", "P24-A2-transfers, 1", "P24-A2-conferences, 1",
        "P24-A2-services, 5", "P24-A3-cap, 15", "P24-A3-problems, 5", "P24-A3-transfers, 2", "P24-A4-cap, 15",
        "P24-A4-parks, 3", "P24-A4-progress, 50", "P24-A4-talents, 10", "P24-A5-cap, 20", "P24-A5-conferences, 3",
        "P24-A5-agreements, 2", "P24-A5-problems, 3", "P24-B1-cap, 10", "P24-B1-attendees, 300", "P24-B2-cap, 15",
        "P24-B3-cap, 10", "P24-B3-places, 5", "P24-B3-visits, 30", "P24-B4-cap, 20", "CT-02, 80"
    })
    void capsAndThresholdsAreThoseOfTheLedger(String id, int asked) {
        Programme programme =
                Programmes.standard(id.startsWith("CT") ? "kczg-service-team-2024" : "kechuang-jiangsu-2024");
        Rule rule = programme.rule(id).orElseThrow();
        if (rule.condition() instanceof Condition.AmountCap cap) {
            assertThat(cap.maximum().tenThousandYuan()).isEqualByComparingTo(String.valueOf(asked));
        } else {
            assertThat(((Condition.Threshold) rule.condition()).minimum()).isEqualTo(asked);
        }
        if (!id.startsWith("CT")) {
            assertThat(rule.categories()).containsExactly(id.substring(0, 6));
        }
    }

    /** Lengths and dates of what is to be handed in (section 11.4). */
    @ParameterizedTest(name = "{0}: {1}, {2} to {3} characters, by {4}")
    @CsvSource({
        "kczg-service-team-2024, CT-29,     2, 0,     2147483647, ''",
        "kechuang-jiangsu-2024,  D-A1,      1, 4000,  5000,       2024-12-31",
        "kechuang-jiangsu-2024,  D-A1-case, 1, 1500,  2147483647, ''",
        "kechuang-jiangsu-2024,  D-A4-case, 1, 3000,  2147483647, 2024-12-31",
        "kechuang-jiangsu-2024,  D-A5,      1, 5000,  2147483647, ''",
        "kechuang-jiangsu-2023,  D-41,      4, 0,     2147483647, ''",
        "kechuang-jiangsu-2023,  D-43,      1, 18000, 22000,      2023-12-31"
    })
    void deliverablesAreThoseOfTheLedger(String name, String id, int count, int least, int most, String due) {
        Condition.Deliverable asked = (Condition.Deliverable)
                Programmes.standard(name).rule(id).orElseThrow().condition();
        assertThat(asked.count()).isEqualTo(count);
        assertThat(asked.minimumCharacters()).isEqualTo(least);
        assertThat(asked.maximumCharacters()).isEqualTo(most);
        assertThat(asked.due() == null ? "" : asked.due().toString()).isEqualTo(due);
    }

    /** Soft where the notice says 一般, 原则上 or 鼓励 (D-05), hard elsewhere. */
    @ParameterizedTest
    @CsvSource({
        "kczg-service-team-2024, 'CT-13 CT-14 CT-15 CT-20', SOFT",
        "kczg-service-team-2024, 'CT-02 CT-04 CT-06 CT-07 CT-08 CT-09 CT-16 CT-18 CT-19 CT-24 CT-25 CT-26 R-18', HARD",
        "kechuang-jiangsu-2023, 'R-09 R-22 R-23 R-26', SOFT",
        "kechuang-jiangsu-2023, 'R-01 R-02 R-03 R-07 R-08 R-14 R-15 R-20 R-21 TEAM-06', HARD",
        "kechuang-jiangsu-2024, 'P24-A1-cap P24-B4-cap R-24 R-25', SOFT",
        "kechuang-jiangsu-2024, 'R-01 R-03 R-04 R-10 R-11 R-16 R-17 R-19 TEAM-08 W-03 W-04', HARD"
    })
    void strengthFollowsTheWordsOfTheNotice(String name, String ids, Strength strength) {
        for (String id : ids.split(" ")) {
            assertThat(Programmes.standard(name).rule(id).orElseThrow().strength())
                    .as(id)
                    .isEqualTo(strength);
        }
    }

    @Test
    void everyRuleSaysInBothLanguagesWhatItAsks() {
        for (Programme programme : Programmes.standard()) {
            assertThat(programme.rules()).allSatisfy(rule -> {
                assertThat(ConditionText.of(rule).chinese()).isNotBlank().doesNotContain("{", "null", "2147483647");
                assertThat(ConditionText.of(rule).english()).isNotBlank().doesNotContain("{", "null", "2147483647");
            });
        }
    }

    @Test
    void compositionOfTheServiceTeamIsThatOfTheNotice() {
        TeamComposition team = Programmes.standard("kczg-service-team-2024").composition("CT");
        assertThat(team.size()).isEqualTo(new Bound(20, Bound.UNLIMITED, Strength.SOFT, List.of("CT-13")));
        assertThat(team.young().minimum()).isEqualTo(10);
        assertThat(team.youngAge()).isEqualTo(45);
        assertThat(team.supportedYouth().minimum()).isEqualTo(2);
        assertThat(team.bound(Measure.PROVINCES).maximum()).isEqualTo(2);
        assertThat(team.bound(Measure.CHAINS)).isEqualTo(new Bound(1, 1, Strength.HARD, List.of("CT-19")));
        assertThat(team.bound(Measure.RESIDENTS).maximum()).isEqualTo(2);
        assertThat(team.bound(Measure.RESIDENT_DAYS).minimum()).isEqualTo(60);
        assertThat(team.bound(Measure.ORGANISATIONS)).isEqualTo(Bound.NONE);
        assertThat(team.leaderIsNotChief()).isTrue();
        assertThat(team.teamsPerUnit()).isEqualTo(5);
        assertThat(team.disjoint())
                .containsExactlyInAnyOrder(
                        Dimension.MEMBERS, Dimension.PROBLEMS, Dimension.REGIONS, Dimension.CONTENT, Dimension.RESULTS);
    }

    /** D-06: the least number of members is a rule of a programme and year. */
    @ParameterizedTest
    @CsvSource({
        "enterprise-innovation-2020, S20-6, 7, 10",
        "kechuang-jiangsu-2023, P23-3a, 10, 2147483647",
        "kechuang-jiangsu-2023, P23-3b, 10, 2147483647",
        "kechuang-jiangsu-2024, P24-B3, 8, 2147483647",
        "kczg-service-team-2024, CT, 20, 2147483647"
    })
    void teamSizeIsARuleOfEachYear(String name, String category, int minimum, int maximum) {
        Bound size = Programmes.standard(name).composition(category).size();
        assertThat(size.minimum()).isEqualTo(minimum);
        assertThat(size.maximum()).isEqualTo(maximum);
    }
}
