package org.jiebang.ingest.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jiebang.catalog.Academician;
import org.jiebang.catalog.Assessment;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.Placement;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ProblemDescription;
import org.jiebang.catalog.ProblemStatus;
import org.jiebang.catalog.ServiceTeam;
import org.jiebang.index.LibraryIndex;
import org.jiebang.industry.IndustryClass;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.SegmentId;
import org.jiebang.ingest.library.Records;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.TextAnalyzer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DocumentBuilderTest {
    private static final IndustryGraph GRAPH = IndustryGraph.standard();
    private static final DocumentBuilder BUILDER = new DocumentBuilder(
            new TextAnalyzer(DomainDictionary.of(GRAPH.vocabulary())), GRAPH, RegionTree.standard());
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNode MAPPED =
            JSON.readTree(LibraryIndex.definition()).at("/mappings/properties");

    @Property(tries = 100)
    void writesOnlyMappedFieldsOfTheMappedType(@ForAll("records") LibraryRecord item) {
        document(item).forEach((field, value) -> {
            JsonNode mapping = MAPPED.get(field);
            assertThat(mapping).as("the mapping is strict: %s", field).isNotNull();
            Class<?> type = switch (mapping.get("type").asString()) {
                case "boolean" -> Boolean.class;
                case "integer" -> Integer.class;
                case "double" -> Double.class;
                default -> String.class;
            };
            Collection<?> values = value instanceof Collection<?> many ? many : List.of(value);
            assertThat(values).as(field).allSatisfy(each -> assertThat(each).isInstanceOf(type));
        });
    }

    @Property(tries = 100)
    void documentsCanBeWrittenAsJson(@ForAll("records") LibraryRecord item) {
        byte[] json = JSON.writeValueAsBytes(document(item));
        assertThat(JSON.readTree(json).get("title").asString()).isEqualTo(item.title());
    }

    @Property(tries = 100)
    void everyTextIsAPhraseInItsOwnGrams(@ForAll("records") LibraryRecord item) {
        List<?> texts = (List<?>) document(item).get(LibraryIndex.GRAMS);
        for (String text : item.texts()) {
            List<String> grams = BUILDER.analyzer().grams(text);
            if (grams.size() > 1) {
                List<String> asked = grams.subList(0, grams.size() - 1);
                assertThat(texts)
                        .anyMatch(line -> Collections.indexOfSubList(List.of(((String) line).split(" ")), asked) >= 0);
            }
        }
    }

    @Test
    void countsEveryWordAndGram() {
        Map<String, Object> document = document(problem("固态电池", "界面阻抗", Set.of()));
        assertThat(document.get(LibraryIndex.WORD_COUNT))
                .isEqualTo(((String) document.get(LibraryIndex.WORDS)).split(" ").length);
        assertThat(document.get(LibraryIndex.GRAM_COUNT))
                .as("固态 态电 电池 池 + 界面 面阻 阻抗 抗 + 甲公 公司 司")
                .isEqualTo(11);
        assertThat(document.get(LibraryIndex.TEXTS)).isEqualTo(List.of("界面阻抗", "甲公司"));
    }

    @Test
    void phrasesDoNotReachFromOneTextIntoTheNext() {
        assertThat((List<?>) document(problem("固态电池", "界面", Set.of())).get(LibraryIndex.GRAMS))
                .hasSize(3);
    }

    @Test
    void guessesSegmentsWhereNoneAreStated() {
        Map<String, Object> document = document(problem("三元正极高温固相烧结", "水洗包覆后残碱偏高", Set.of()));
        assertThat(document)
                .containsEntry(LibraryIndex.SEGMENTS_GUESSED, true)
                .containsEntry(LibraryIndex.SEGMENTS, List.of("C18-03"))
                .containsEntry(LibraryIndex.CHAINS, List.of("C18"))
                .containsEntry(LibraryIndex.FIELDS, List.of("CONNECTED_VEHICLES"))
                .containsEntry(LibraryIndex.INDUSTRY_CLASS, List.of("EMERGING"));
    }

    @Test
    void statedSegmentsAreNeverGuessed() {
        Map<String, Object> document = document(problem("三元正极高温固相烧结", "水洗包覆", Set.of(new SegmentId("C05-02"))));
        assertThat(document)
                .containsEntry(LibraryIndex.SEGMENTS_GUESSED, false)
                .containsEntry(LibraryIndex.SEGMENTS, List.of("C05-02"))
                .containsEntry(LibraryIndex.FIELDS, List.of("NEW_ENERGY"));
    }

    @Test
    void textThatSaysNothingHasNoSegments() {
        assertThat(document(problem("希望得到支持", "缺少资金", Set.of())))
                .containsEntry(LibraryIndex.SEGMENTS_GUESSED, false)
                .containsEntry(LibraryIndex.SEGMENTS, List.of());
    }

    @Test
    void statedFieldsWinOverThoseOfTheSegments() {
        DocumentBuilder.Industry industry =
                BUILDER.industry(Set.of(new SegmentId("C18-03")), Set.of(IndustryField.NEW_MATERIALS), List.of());
        assertThat(industry.fields()).containsExactly(IndustryField.NEW_MATERIALS);
        assertThat(industry.classes()).containsExactly(IndustryClass.EMERGING);
    }

    @Test
    void statedClassWinsOverThatOfTheFields() {
        Problem stated = new Problem(
                "题",
                "",
                null,
                IndustryClass.TRADITIONAL,
                Set.of(IndustryField.QUANTUM),
                Set.of(),
                Set.of(),
                new ProblemDescription("", "", "", "", ""),
                null,
                "",
                null,
                Placement.NEITHER,
                "",
                "",
                Assessment.NONE,
                "",
                "",
                ProblemStatus.POSTED);
        assertThat(document(stated)).containsEntry(LibraryIndex.INDUSTRY_CLASS, List.of("TRADITIONAL"));
    }

    @Test
    void countyIsFoundByItsCityItsPartAndItsProvince() {
        Map<String, Object> document = document(expert(new RegionCode("320581")));
        assertThat(document)
                .containsEntry(LibraryIndex.PLACES, List.of("320581"))
                .containsEntry(LibraryIndex.PILOT, true);
        assertThat((List<?>) document.get(LibraryIndex.REGIONS))
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("320581", "320500", "320000", "SOUTH");
    }

    @Test
    void recordWithoutAPlaceIsNowhere() {
        assertThat(document(expert(null)))
                .containsEntry(LibraryIndex.PLACES, List.of())
                .containsEntry(LibraryIndex.REGIONS, List.of())
                .containsEntry(LibraryIndex.PILOT, false);
    }

    @Test
    void titleIsFoundByPinyinAndInitials() {
        Map<String, Object> document = document(problem("锂电池", "", Set.of()));
        assertThat((Collection<?>) document.get(LibraryIndex.PINYIN))
                .extracting(Object::toString)
                .contains("lidianchi", "ldc");
        assertThat((Collection<?>) document.get(LibraryIndex.SUGGEST))
                .extracting(Object::toString)
                .containsExactly("锂电池", "lidianchi", "ldc");
        assertThat(document).containsEntry(LibraryIndex.SORT_TITLE, "lidianchi");
    }

    @Test
    void labelsAreShortWordsForPeople() {
        assertThat(document(expert(null))).containsEntry(LibraryIndex.LABELS, List.of("教授", "南京大学"));
        ServiceTeam team = new ServiceTeam("服务团", "学会", List.of(), Set.of(), Set.of(), Set.of(), "", List.of());
        assertThat(document(team)).containsEntry(LibraryIndex.LABELS, List.of("学会", "0 人"));
    }

    @Test
    void ownFieldsAreWrittenForTheirLibraryOnly() {
        assertThat(document(expert(null)))
                .containsEntry(LibraryIndex.ACADEMICIAN, false)
                .containsEntry(LibraryIndex.BIRTH_YEAR, 1975);
        assertThat(document(problem("题", "", Set.of())))
                .containsEntry(LibraryIndex.STATUS, "POSTED")
                .doesNotContainKeys(LibraryIndex.ACADEMICIAN, LibraryIndex.BIRTH_YEAR);
    }

    @Test
    void documentCarriesTheVersionOfItsDictionary() {
        assertThat(document(expert(null)))
                .containsEntry(
                        LibraryIndex.DICTIONARY, BUILDER.analyzer().dictionary().version())
                .containsEntry(LibraryIndex.UPDATED_AT, "2026-01-01T00:00:00Z")
                .containsEntry(LibraryIndex.SAMPLE, true);
    }

    @Provide
    Arbitrary<LibraryRecord> records() {
        return Records.any();
    }

    private static Map<String, Object> document(LibraryRecord item) {
        return BUILDER.document("1", item, true, "2026-01-01T00:00:00Z");
    }

    private static Problem problem(String title, String difficulties, Set<SegmentId> segments) {
        return new Problem(
                title,
                "甲公司",
                null,
                null,
                Set.of(),
                segments,
                Set.of(),
                new ProblemDescription("", "", difficulties, "", ""),
                null,
                "",
                null,
                Placement.NEITHER,
                "",
                "",
                Assessment.NONE,
                "",
                "",
                ProblemStatus.POSTED);
    }

    private static Expert expert(RegionCode region) {
        return new Expert(
                "张伟",
                1975,
                "南京大学",
                "",
                "教授",
                Academician.NONE,
                false,
                region,
                Set.of(),
                Set.of(),
                List.of("固态电池"),
                List.of(),
                List.of(),
                3,
                0);
    }
}
