package org.jiebang.api.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.Table;
import org.jiebang.catalog.Academician;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.Library;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.Segment;
import org.jiebang.region.Region;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jiebang.sample.SampleLibraries;
import org.jiebang.text.Pinyin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Search over all libraries. */
@PlatformTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchIT {
    private static final String EXPERT = "expert";
    private static final int SYNONYMS = 40;

    private final Platform platform;

    /** Last part of the names of this run's experts: what is found may stand beside samples and other tests' records. */
    private final String run = Platform.unique("");

    /** Number of the expert by research direction. */
    private final Map<String, String> names = new HashMap<>();

    private final Table experts = Table.experts();

    SearchIT(Platform platform) {
        this.platform = platform;
    }

    @BeforeAll
    void records() {
        platform.awaitSamples();
        List.of(
                        "高镍三元正极材料表面残碱控制",
                        "鈦合金葉片鍛造工藝",
                        "钛合金叶片精密加工",
                        "ＡＧＶ调度系统",
                        "自主移动AGV底盘",
                        "5nm制程工艺",
                        "15nm制程工艺",
                        "行政区划代码GB/T 2260数据治理",
                        "行政区划代码GB/T 9999数据治理",
                        "船用锂电池安全",
                        "氢燃料电堆冷启动",
                        "冷启动氢燃料电堆",
                        "囍字纹样数字化",
                        "钽合金增材制造",
                        "高纯钽的提纯")
                .forEach(this::expert);
        synonyms().forEach((term, synonym) -> expert(synonym));
        platform.load(experts);
        platform.load(longTitles());
    }

    private void expert(String direction) {
        if (!names.containsKey(direction)) {
            String name = "试" + names.size() + "号" + run;
            names.put(direction, name);
            experts.row(name, "试验单位" + run, direction);
        }
    }

    /** Do the hits of a query hold the expert with this direction? */
    private boolean finds(String query, String direction) {
        String name = names.get(direction);
        assertThat(name).as("Expert for " + direction).isNotNull();
        return platform.searchAll("q", query, "type", EXPERT).stream()
                .anyMatch(hit -> hit.path("title").asString().equals(name));
    }

    /** Term → a synonym without a common character, so that nothing but the graph leads from one to the other. */
    private static Map<String, String> synonyms() {
        Map<String, String> pairs = new TreeMap<>();
        for (Segment segment : IndustryGraph.standard().segments()) {
            segment.terms()
                    .filter(term -> term.name().length() > 2)
                    .forEach(term -> term.synonyms().stream()
                            .filter(synonym -> synonym.length() > 2)
                            .filter(synonym ->
                                    synonym.chars().noneMatch(c -> term.name().indexOf(c) >= 0))
                            .findFirst()
                            .ifPresent(synonym -> pairs.put(term.name(), synonym)));
        }
        List<String> terms = new ArrayList<>(pairs.keySet());
        return IntStream.range(0, SYNONYMS)
                .mapToObj(i -> terms.get(i * terms.size() / SYNONYMS))
                .collect(Collectors.toMap(term -> term, pairs::get));
    }

    @Test
    void findsAWord() {
        assertThat(finds("残碱", "高镍三元正极材料表面残碱控制")).isTrue();
        assertThat(finds("三元正极 残碱", "高镍三元正极材料表面残碱控制")).isTrue();
        assertThat(finds("残碱", "囍字纹样数字化")).isFalse();
    }

    @Test
    void findsARecordThatHoldsOnlyASynonym() {
        List<String> missed = new ArrayList<>();
        synonyms().forEach((term, synonym) -> {
            if (!finds(term, synonym)) {
                missed.add(term + " → " + synonym);
            }
        });

        assertThat(missed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "钛合金叶片锻造, 鈦合金葉片鍛造工藝",
        "鈦合金葉片精密加工, 钛合金叶片精密加工",
        "AGV调度, ＡＧＶ调度系统",
        "ａｇｖ, 自主移动AGV底盘",
        "agv, ＡＧＶ调度系统",
        "AGV底盘, 自主移动AGV底盘",
        "５ｎｍ, 5nm制程工艺",
        "5NM, 5nm制程工艺",
        "GB/T 2260, 行政区划代码GB/T 2260数据治理",
        "gb/t, 行政区划代码GB/T 2260数据治理",
        "2260, 行政区划代码GB/T 2260数据治理",
        "自动导引车, 自主移动AGV底盘"
    })
    void findsWhateverTheWriting(String query, String direction) {
        assertThat(finds(query, direction)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"5nm, 15nm制程工艺", "2260, 行政区划代码GB/T 9999数据治理", "agv, 船用锂电池安全"})
    void takesNoOtherNumberForTheOneAskedFor(String query, String direction) {
        assertThat(finds(query, direction)).isFalse();
    }

    @Test
    void ranksTheNumberAskedForFirst() {
        assertThat(platform.search("q", "GB/T 2260")
                        .path("hits")
                        .get(0)
                        .path("title")
                        .asString())
                .isEqualTo(names.get("行政区划代码GB/T 2260数据治理"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lidianchi", "LiDianChi", "li dian chi", "ldc", "LDC"})
    void findsAWordByItsPinyin(String query) {
        assertThat(finds(query, "船用锂电池安全")).isTrue();
        assertThat(finds(query, "囍字纹样数字化")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"氢燃料电堆冷启动\"", "“氢燃料电堆冷启动”", "\"料电堆冷启\""})
    void findsAPhraseOnlyAsItStands(String query) {
        assertThat(finds(query, "氢燃料电堆冷启动")).isTrue();
        assertThat(finds(query, "冷启动氢燃料电堆")).isFalse();
    }

    @Test
    void demandsEveryPhrase() {
        assertThat(finds("\"冷启动\" \"燃料电堆\"", "冷启动氢燃料电堆")).isTrue();
        assertThat(finds("\"冷启动\" \"叶片\"", "冷启动氢燃料电堆")).isFalse();
    }

    @Test
    void findsASingleCharacter() {
        assertThat(platform.searchAll("q", "囍").stream()
                        .map(hit -> hit.path("title").asString()))
                .contains(names.get("囍字纹样数字化"))
                .doesNotContain(names.get("氢燃料电堆冷启动"));
    }

    @Test
    void findsASingleCharacterThatIsAWordAlsoInsideOthers() {
        assertThat(finds("钽", "高纯钽的提纯")).isTrue();
        assertThat(finds("钽", "钽合金增材制造")).isTrue();
        assertThat(finds("钽", "囍字纹样数字化")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\"\"", "“ ”"})
    void listsEverythingForAnEmptyQuery(String query) {
        assertThat(platform.search("q", query).path("total").asLong())
                .isEqualTo(platform.rows("SELECT count(*) FROM library_record WHERE publication = 'PUBLISHED'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"、", "？！", "...", "(", "a*", "[x TO y]", "\\", "AND OR NOT", "/.*/", "{}", "\u0000", "𠮷", "😀"})
    void answersAnyCharacters(String query) {
        assertThat(platform.search("q", query).path("total").isNumber()).isTrue();
    }

    @Test
    void countsEveryHitOnceByType() {
        for (String query : List.of("", "材料", "电池 安全")) {
            JsonNode answer = platform.search("q", query);
            long counted = 0;
            for (JsonNode type : answer.path("facets").path("type")) {
                counted += type.path("count").asLong();
            }
            assertThat(counted)
                    .as(query)
                    .isEqualTo(answer.path("total").asLong())
                    .isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type",
                "field",
                "sector",
                "chain",
                "segment",
                "region",
                "status",
                "industryClass",
                "academician",
                "ageGroup"
            })
    void findsAsManyAsTheFacetCounts(String facet) {
        JsonNode counts = platform.search("q", "技术").path("facets").path(facet);
        assertThat(counts).isNotEmpty();
        for (JsonNode count : counts) {
            String value = count.path("value").asString();
            assertThat(count.path("label").asString()).isNotBlank();
            assertThat(platform.search("q", "技术", facet, value, "size", "1")
                            .path("total")
                            .asLong())
                    .as("%s = %s", facet, value)
                    .isEqualTo(count.path("count").asLong())
                    .isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"type, problem, field", "region, SOUTH, type", "status, COLLECTED, region"})
    void leavesAFacetsOwnFilterOutOfItsCounts(String facet, String value, String other) {
        JsonNode open = platform.search().path("facets");
        JsonNode filtered = platform.search(facet, value).path("facets");

        assertThat(filtered.path(facet)).isEqualTo(open.path(facet)).isNotEmpty();
        assertThat(sum(filtered.path(other))).isPositive().isLessThan(sum(open.path(other)));
    }

    private static long sum(JsonNode counts) {
        long sum = 0;
        for (JsonNode count : counts) {
            sum += count.path("count").asLong();
        }
        return sum;
    }

    @Test
    void countsHitsPerCountyUnderItsCity() {
        JsonNode regions = platform.search().path("facets").path("region");
        Set<String> values = new HashSet<>();
        regions.forEach(count -> values.add(count.path("value").asString()));
        for (JsonNode count : regions) {
            String parent = count.path("parent").asString("");
            RegionTree.standard().all().stream()
                    .filter(region ->
                            region.code().value().equals(count.path("value").asString()))
                    .forEach(region -> assertThat(parent)
                            .isEqualTo(
                                    region.parent() == null
                                            ? ""
                                            : region.parent().value()));
            assertThat(parent.isEmpty() || values.contains(parent))
                    .as(count.toString())
                    .isTrue();
        }
    }

    @Test
    void findsTheCountiesOfACity() {
        Set<String> city = Set.copyOf(platform.idsOf("region", "320500"));
        Set<String> counties = new HashSet<>();
        for (Region region : RegionTree.standard().all()) {
            if (new RegionCode("320500").equals(region.parent())) {
                counties.addAll(platform.idsOf("region", region.code().value()));
            }
        }

        assertThat(counties).hasSizeGreaterThan(20);
        assertThat(city).containsAll(counties);
    }

    @Test
    void findsTheCitiesOfAPartOfTheProvince() {
        String[] cities = RegionTree.standard().all().stream()
                .filter(region -> region.level() == Region.Level.CITY && region.part() == Region.Part.SOUTH)
                .flatMap(region -> Stream.of("region", region.code().value()))
                .toArray(String[]::new);

        assertThat(cities).hasSize(10);
        assertThat(Set.copyOf(platform.idsOf("region", "SOUTH"))).isEqualTo(Set.copyOf(platform.idsOf(cities)));
    }

    @Test
    void takesAnyOfSeveralValues() {
        Set<String> both = new HashSet<>(platform.idsOf("region", "320500"));
        both.addAll(platform.idsOf("region", "320100"));
        Set<String> types = new HashSet<>(platform.idsOf("type", "team"));
        types.addAll(platform.idsOf("type", "society"));

        assertThat(Set.copyOf(platform.idsOf("region", "320500", "region", "320100")))
                .isEqualTo(both);
        assertThat(Set.copyOf(platform.idsOf("type", "team", "type", "society")))
                .isEqualTo(types);
    }

    @Test
    void demandsAValueOfEveryFacetChosen() {
        Set<String> both = new HashSet<>(platform.idsOf("region", "320500"));
        both.retainAll(Set.copyOf(platform.idsOf("type", "problem")));

        assertThat(Set.copyOf(platform.idsOf("region", "320500", "type", "problem")))
                .isEqualTo(both)
                .isNotEmpty();
    }

    @Test
    void tellsAcademiciansFromOthers() {
        Set<String> academicians = sampleExperts()
                .filter(expert -> expert.academician() != Academician.NONE)
                .map(Expert::name)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(sampleTitles("academician", "true")).isEqualTo(academicians).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"UP_TO_45, 0, 45", "FROM_46_TO_55, 46, 55", "FROM_56_TO_65, 56, 65", "ABOVE_65, 66, 150"})
    void groupsExpertsByAge(String group, int youngest, int oldest) {
        int year = Year.now(ZoneId.of("Asia/Shanghai")).getValue();
        Set<String> expected = sampleExperts()
                .filter(expert -> expert.ageIn(year).stream().anyMatch(age -> age >= youngest && age <= oldest))
                .map(Expert::name)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(sampleTitles("ageGroup", group)).isEqualTo(expected).isNotEmpty();
    }

    private static Stream<Expert> sampleExperts() {
        return SampleLibraries.standard().experts(500);
    }

    private Set<String> sampleTitles(String facet, String value) {
        return platform.searchAll(facet, value, "type", EXPERT).stream()
                .filter(hit -> hit.path("sample").asBoolean())
                .map(hit -> hit.path("title").asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void listsTheNewestFirst() {
        String name = Platform.unique("最新者");
        platform.load(Table.experts().row(name, "试验单位", "方向"));

        List<String> ids = new ArrayList<>();
        platform.search("type", EXPERT, "sort", "newest", "size", "100")
                .path("hits")
                .forEach(hit -> ids.add(hit.path("id").asString()));
        List<String> times = ids.stream()
                .limit(60)
                .map(id ->
                        platform.record(Library.EXPERTS, id).path("updatedAt").asString())
                .toList();
        assertThat(ids.getFirst()).isEqualTo(platform.idOf(Library.EXPERTS, name));
        assertThat(times.stream()
                        .map(java.time.OffsetDateTime::parse)
                        .map(java.time.OffsetDateTime::toInstant)
                        .map(java.time.Instant::toEpochMilli))
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void listsTitlesByPinyin() {
        List<String> pinyin = platform.searchAll("sort", "title", "type", "society").stream()
                .map(hit -> Pinyin.full(hit.path("title").asString()))
                .toList();

        assertThat(pinyin).hasSizeGreaterThanOrEqualTo(60).isSorted();
    }

    @ParameterizedTest
    @CsvSource({"relevance, ''", "newest, ''", "title, ''", "relevance, 技术", "newest, 技术", "title, 技术"})
    void pagesOverAllHitsWithoutLossOrDoubles(String sort, String query) {
        List<String> ids = new ArrayList<>();
        long total;
        String cursor = "";
        do {
            JsonNode page = platform.search("q", query, "sort", sort, "size", "37", "cursor", cursor);
            page.path("hits").forEach(hit -> ids.add(hit.path("id").asString()));
            total = page.path("total").asLong();
            cursor = page.path("next").asString("");
            assertThat(ids.size()).as("Hits of %d", total).isLessThanOrEqualTo((int) total);
        } while (!cursor.isEmpty());

        assertThat(ids).doesNotHaveDuplicates().hasSize((int) total).hasSizeGreaterThan(100);
    }

    /** Titles whose pinyin is too long to be sorted by, and one without any. */
    private static Table longTitles() {
        Table problems = Table.of(Library.PROBLEMS, "难题问题名称", "提出单位", "关键难点和挑战");
        for (int i = 0; i < 60; i++) {
            problems.row("面向" + "双向通信装置".repeat(15) + "的技术" + i, Platform.unique("单位"), "技术");
        }
        return problems.row("★".repeat(5), Platform.unique("单位"), "技术");
    }

    @Test
    void endsWithTheLastHit() {
        JsonNode all = platform.search("q", "\"" + run + "\"", "size", "100");
        int total = all.path("total").asInt();
        assertThat(total).isBetween(2, 100);

        assertThat(platform.search("q", "\"" + run + "\"", "size", Integer.toString(total))
                        .path("next")
                        .isNull())
                .isTrue();
        assertThat(platform.search("q", "\"" + run + "\"", "size", Integer.toString(total - 1))
                        .path("next")
                        .isString())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"锂电池", "AGV", "\"氢燃料电堆\"", "ldc", "自动导引车", "鈦合金", "单位 技术", "囍"})
    void marksStretchesOfTheTextShown(String query) {
        int marks = 0;
        for (JsonNode hit : platform.search("q", query, "size", "50").path("hits")) {
            marks += checkMarks(hit.path("title").asString(), hit.path("titleMarks"));
            marks += checkMarks(hit.path("snippet").asString(), hit.path("snippetMarks"));
        }
        assertThat(marks).isPositive();
    }

    private static int checkMarks(String text, JsonNode marks) {
        int last = -1;
        for (JsonNode mark : marks) {
            int start = mark.path("start").asInt();
            int end = mark.path("end").asInt();
            assertThat(start).as(text).isGreaterThan(last);
            assertThat(end).as(text).isGreaterThan(start).isLessThanOrEqualTo(text.length());
            assertThat(text.substring(start, end)).as(text).isNotBlank().doesNotContain("…");
            last = end;
        }
        return marks.size();
    }

    @ParameterizedTest
    @CsvSource({"agv, ＡＧＶ调度系统, ＡＧＶ", "钛合金, 鈦合金葉片鍛造工藝, 鈦合金", "自动导引车, 自主移动AGV底盘, AGV", "\"动AGV底\", 自主移动AGV底盘, 动AGV底"})
    void marksWhatMetInTheOriginalWriting(String query, String direction, String marked) {
        JsonNode hit = platform.searchAll("q", query, "type", EXPERT).stream()
                .filter(found -> found.path("title").asString().equals(names.get(direction)))
                .findFirst()
                .orElseThrow();
        String snippet = hit.path("snippet").asString();
        JsonNode mark = hit.path("snippetMarks").get(0);

        assertThat(snippet).contains(direction);
        assertThat(snippet.substring(
                        mark.path("start").asInt(), mark.path("end").asInt()))
                .isEqualTo(marked);
    }

    @Test
    void suggestsByCharactersPinyinAndInitials() {
        String name = Platform.unique("鼍龙测绘学会");
        platform.load(Table.of(Library.SOCIETIES, "学会名称").row(name));
        String id = platform.idOf(Library.SOCIETIES, name);

        for (String typed : List.of(
                "鼍龙", "鼍龙测绘", Pinyin.full("鼍龙测绘"), Pinyin.full("鼍龙").toUpperCase(), Pinyin.initials("鼍龙测绘学会"), " 鼍龙")) {
            JsonNode suggestions = platform.get("/api/suggest?q={q}", typed);
            assertThat(suggestions).as(typed).hasSize(1);
            assertThat(suggestions.get(0).path("text").asString()).isEqualTo(name);
            assertThat(suggestions.get(0).path("type").asString()).isEqualTo("society");
            assertThat(suggestions.get(0).path("id").asString()).isEqualTo(id);
        }
        assertThat(platform.get("/api/suggest?q={q}", "龙测")).isEmpty();
        assertThat(platform.get("/api/suggest?q=")).isEmpty();
        assertThat(platform.get("/api/suggest")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "size, 0, BAD_REQUEST",
        "size, 101, BAD_REQUEST",
        "size, viele, BAD_REQUEST",
        "sort, best, BAD_REQUEST",
        "type, robot, BAD_REQUEST",
        "ageGroup, UNBORN, BAD_REQUEST",
        "academician, perhaps, BAD_REQUEST",
        "cursor, x, BAD_CURSOR",
        "cursor, e30, BAD_CURSOR",
        "cursor, WyJ4IiwieSJd, BAD_CURSOR",
        "cursor, W1tdLHt9XQ, BAD_CURSOR",
        "cursor, W251bGwsbnVsbF0, BAD_CURSOR",
        "cursor, WyJSRUxFVkFOQ0UiLCJ4IiwieSJd, BAD_CURSOR",
        "cursor, WyJSRUxFVkFOQ0UiLDEsMl0, BAD_CURSOR"
    })
    void refusesWhatItCannotRead(String parameter, String value, String code) {
        JsonNode problem = platform.refusal(platform.searching("q", "技术", parameter, value), 400, code);

        if (code.equals("BAD_REQUEST")) {
            assertThat(problem.path("violations").get(0).path("field").asString())
                    .isEqualTo(parameter);
        }
    }

    @ParameterizedTest
    @CsvSource({"title, newest", "newest, title", "title, relevance", "relevance, newest", "newest, relevance"})
    void refusesACursorOfAnotherOrder(String given, String asked) {
        String cursor = platform.search("q", "技术", "sort", given, "size", "5")
                .path("next")
                .asString();

        platform.refusal(platform.searching("q", "技术", "sort", asked, "cursor", cursor), 400, "BAD_CURSOR");
    }

    @Test
    void refusesAQueryThatIsTooLong() {
        JsonNode problem = platform.refusal(platform.searching("q", "字".repeat(2001)), 400, "BAD_REQUEST");

        assertThat(problem.path("violations").get(0).path("code").asString()).isEqualTo("TOO_LONG");
        assertThat(platform.search("q", "技术".repeat(1000)).path("total").isNumber())
                .isTrue();
    }
}
