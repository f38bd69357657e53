package org.jiebang.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RegionTreeTest {
    private static final RegionCode JIANGSU = new RegionCode("320000");
    private final RegionTree tree = RegionTree.standard();

    @Test
    void jiangsuHas13CitiesAnd95Counties() {
        assertThat(below(Region.Level.CITY)).hasSize(13).allMatch(city -> JIANGSU.equals(city.parent()));
        assertThat(below(Region.Level.COUNTY))
                .hasSize(95)
                .allMatch(county -> tree.path(county.code()).size() == 3);
    }

    @Test
    void knowsAll34Provinces() {
        assertThat(below(Region.Level.PROVINCE)).hasSize(34).allMatch(province -> province.part() == null);
    }

    @Test
    void codesOfCountiesBeginLikeTheirCity() {
        assertThat(below(Region.Level.COUNTY))
                .allMatch(county -> county.code()
                        .value()
                        .startsWith(String.valueOf(county.parent()).substring(0, 4)));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "pilot-counties.csv", numLinesToSkip = 1)
    void pilotCountyIsMarked(String county, String city) {
        Region found = tree.parse(city + county).orElseThrow();
        assertThat(found.pilot()).isTrue();
        assertThat(tree.fullName(found.code())).isEqualTo(city + county);
    }

    @Test
    void fifteenPilotCountiesCoverAllCities() {
        List<Region> pilots = tree.all().stream().filter(Region::pilot).toList();
        assertThat(pilots).hasSize(15);
        assertThat(pilots.stream().map(Region::parent).distinct()).hasSize(13);
    }

    /** Ledger 9.2 and 9.3: 5 × 25 + 3 × 15 + 5 × 6 = 200 technology managers. */
    @Test
    void partsHaveTheCitiesOfTheAllocation() {
        Map<Region.@Nullable Part, List<String>> cities = below(Region.Level.CITY).stream()
                .collect(Collectors.groupingBy(Region::part, Collectors.mapping(Region::name, Collectors.toList())));
        assertThat(cities.get(Region.Part.SOUTH)).containsExactlyInAnyOrder("南京市", "无锡市", "常州市", "苏州市", "镇江市");
        assertThat(cities.get(Region.Part.MIDDLE)).containsExactlyInAnyOrder("南通市", "扬州市", "泰州市");
        assertThat(cities.get(Region.Part.NORTH)).containsExactlyInAnyOrder("徐州市", "连云港市", "淮安市", "盐城市", "宿迁市");
    }

    @Test
    void countiesBelongToThePartOfTheirCity() {
        assertThat(below(Region.Level.COUNTY))
                .allMatch(county ->
                        county.part() == tree.path(county.code()).get(1).part());
    }

    @ParameterizedTest(name = "{0} is {1} {2}")
    @CsvFileSource(resources = "places.csv", numLinesToSkip = 1)
    void understandsPlacesAsPeopleWriteThem(String text, @Nullable String place, @Nullable String remark) {
        assertThat(tree.parse(text).map(region -> tree.fullName(region.code())).orElse(null))
                .isEqualTo(place);
    }

    @Test
    void understandsEveryNameThatItWrites() {
        for (Region region : tree.all()) {
            assertThat(tree.parse(tree.fullName(region.code()))).contains(region);
            assertThat(tree.parse("江苏省" + tree.fullName(region.code())).map(Region::code))
                    .as(region.name())
                    .contains(region.level() == Region.Level.PROVINCE ? JIANGSU : region.code());
            assertThat(tree.parse(region.code().value())).contains(region);
        }
    }

    @Test
    void onlyOneCountyNameNeedsItsCity() {
        Map<String, Long> names =
                below(Region.Level.COUNTY).stream().collect(Collectors.groupingBy(Region::name, Collectors.counting()));
        assertThat(names.entrySet().stream().filter(name -> name.getValue() > 1).map(Map.Entry::getKey))
                .containsExactly("鼓楼区");
    }

    @Test
    void pathLeadsFromCountyToProvince() {
        assertThat(tree.path(new RegionCode("320581")).stream().map(Region::name))
                .containsExactly("常熟市", "苏州市", "江苏省");
        assertThat(tree.path(new RegionCode("999999"))).isEmpty();
    }

    @Property
    void anyTextIsReadWithoutFailing(@ForAll String text) {
        assertThat(tree.parse(text)).isNotNull();
    }

    private List<Region> below(Region.Level level) {
        return tree.all().stream().filter(region -> region.level() == level).toList();
    }

    @Test
    void labelsOfPartsAreTheCustomaryOnes() {
        assertThat(Arrays.stream(Region.Part.values()).map(Region.Part::label)).containsExactly("苏南", "苏中", "苏北");
    }
}
