package org.jiebang.api.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.catalog.Library;
import org.jiebang.industry.IndustryField;
import org.jiebang.region.Region;
import org.jiebang.region.RegionTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The platform fills itself with the sample libraries at its first start. */
@PlatformTest
class SampleLibrariesIT {
    private final Platform platform;

    SampleLibrariesIT(Platform platform) {
        this.platform = platform;
    }

    @BeforeEach
    void samples() {
        platform.awaitSamples();
    }

    @ParameterizedTest
    @CsvSource({"experts, 500", "problems, 300", "projects, 50", "societies, 60", "enterprises, 150", "teams, 30"})
    void holdsEveryRecordOfTheWorkbook(String code, long records) {
        Library library = Library.find(code).orElseThrow();

        assertThat(platform.rows("SELECT count(*) FROM library_record WHERE sample AND library = '" + code + "'"))
                .isEqualTo(records);
        assertThat(platform.searchAll("type", library.type()).stream()
                        .filter(hit -> hit.path("sample").asBoolean()))
                .hasSize((int) records);
        assertThat(summary(code).path("total").asLong()).isGreaterThanOrEqualTo(records);
        assertThat(summary(code).path("sample").asBoolean()).isTrue();
    }

    private JsonNode summary(String code) {
        for (JsonNode library : platform.get("/api/libraries")) {
            if (library.path("code").asString().equals(code)) {
                return library;
            }
        }
        throw new AssertionError("No library " + code);
    }

    @Test
    void rejectsAndFlagsNoRow() {
        assertThat(platform.rows("SELECT count(*) FROM import_job WHERE sample"))
                .isEqualTo(6);
        assertThat(platform.rows("SELECT sum(rejected)::bigint FROM import_job WHERE sample"))
                .isZero();
        assertThat(
                        platform.rows(
                                "SELECT sum(abs(total - processed) + abs(total - accepted))::bigint FROM import_job WHERE sample"))
                .isZero();
        assertThat(platform.rows("SELECT sum(cardinality(ignored_columns))::bigint FROM import_job WHERE sample"))
                .isZero();
    }

    @Test
    void isHealthy() {
        JsonNode health = platform.get("/actuator/health");

        assertThat(health.path("status").asString()).isEqualTo("UP");
        assertThat(health.path("components")
                        .path("elasticsearch")
                        .path("status")
                        .asString())
                .isEqualTo("UP");
        assertThat(health.path("components").path("r2dbc").path("status").asString())
                .isEqualTo("UP");
    }

    @Test
    void speaksOfEveryCityAndPilotCountyOfJiangsu() {
        Set<String> found = facet("region");
        List<String> cities = new ArrayList<>();
        List<String> pilots = new ArrayList<>();
        for (Region region : RegionTree.standard().all()) {
            if (region.level() == Region.Level.CITY && region.code().value().startsWith("32")) {
                cities.add(region.code().value());
            }
            if (region.pilot()) {
                pilots.add(region.code().value());
            }
        }

        assertThat(cities).hasSize(13);
        assertThat(pilots).hasSize(15);
        assertThat(found).containsAll(cities).containsAll(pilots);
    }

    @Test
    void speaksOfEveryIndustryField() {
        List<String> fields =
                Arrays.stream(IndustryField.values()).map(Enum::name).toList();

        assertThat(fields).hasSize(29);
        assertThat(facet("field")).containsAll(fields);
    }

    private Set<String> facet(String name) {
        Set<String> values = new HashSet<>();
        platform.search().path("facets").path(name).forEach(count -> {
            assertThat(count.path("label").asString())
                    .isNotBlank()
                    .isNotEqualTo(count.path("value").asString());
            values.add(count.path("value").asString());
        });
        return values;
    }
}
