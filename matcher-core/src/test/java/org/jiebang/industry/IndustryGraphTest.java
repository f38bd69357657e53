package org.jiebang.industry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiebang.text.TextNormalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndustryGraphTest {
    private final IndustryGraph graph = IndustryGraph.standard();

    @Test
    void formHas29FieldsOf3Classes() {
        Map<IndustryClass, Long> fields = Arrays.stream(IndustryField.values())
                .collect(Collectors.groupingBy(IndustryField::industryClass, Collectors.counting()));
        assertThat(fields)
                .containsOnly(
                        Map.entry(IndustryClass.EMERGING, 9L),
                        Map.entry(IndustryClass.FUTURE, 9L),
                        Map.entry(IndustryClass.TRADITIONAL, 11L));
    }

    @Test
    void everyFieldAndEverySectorHasAChain() {
        assertThat(graph.chains().stream().map(Chain::field)).containsAll(Arrays.asList(IndustryField.values()));
        assertThat(graph.chains().stream().map(Chain::sector)).containsAll(Arrays.asList(Sector.values()));
        assertThat(Sector.values()).hasSize(13);
    }

    @Test
    void fieldsAndSectorsAreFoundByTheirNames() {
        for (IndustryField field : IndustryField.values()) {
            assertThat(IndustryField.find(" " + field.label() + " ")).contains(field);
        }
        for (Sector sector : Sector.values()) {
            assertThat(Sector.find(sector.label())).contains(sector);
        }
        assertThat(IndustryField.find("新能源汽车")).as("not a value of the form").isEmpty();
    }

    @Test
    void hasAtLeastFiftyChainsOfFiveToTwelveSegments() {
        assertThat(graph.chains()).hasSizeGreaterThanOrEqualTo(50).allSatisfy(chain -> {
            assertThat(chain.segments()).as(chain.name()).hasSizeBetween(5, 12);
            assertThat(chain.segments())
                    .allMatch(segment -> segment.id().chain().equals(chain.code()));
            assertThat(chain.english()).isNotBlank();
            assertThat(chain.aliases()).isNotEmpty();
        });
        assertThat(graph.segments())
                .hasSameSizeAs(
                        new HashSet<>(graph.segments().stream().map(Segment::id).toList()));
    }

    @Test
    void segmentsRunFromUpstreamToDownstream() {
        for (Chain chain : graph.chains()) {
            List<Segment.Stage> stages =
                    chain.segments().stream().map(Segment::stage).toList();
            assertThat(stages).as(chain.name()).isSorted().contains(Segment.Stage.UPSTREAM, Segment.Stage.DOWNSTREAM);
        }
    }

    @Test
    void everySegmentHasWordsOfEveryKind() {
        assertThat(graph.segments()).allSatisfy(segment -> {
            assertThat(segment.materials()).as(segment.name()).isNotEmpty();
            assertThat(segment.processes()).isNotEmpty();
            assertThat(segment.equipment()).isNotEmpty();
            assertThat(segment.products()).isNotEmpty();
            assertThat(segment.difficulties()).isNotEmpty();
            assertThat(segment.applications()).isNotEmpty();
            assertThat(segment.indicators()).isNotEmpty().allSatisfy(indicator -> {
                assertThat(indicator.unit()).isNotBlank();
                assertThat(indicator.today())
                        .as("%s %s", segment.name(), indicator.name())
                        .isNotEqualByComparingTo(indicator.target());
            });
        });
    }

    @Test
    void everyEdgeLeadsToASegmentAndBack() {
        for (Segment segment : graph.segments()) {
            assertThat(graph.neighbours(segment.id()))
                    .as(segment.name())
                    .isNotEmpty()
                    .doesNotContain(segment.id());
            for (SegmentId neighbour : graph.neighbours(segment.id())) {
                assertThat(graph.segment(neighbour))
                        .as("%s of %s", neighbour, segment.id())
                        .isPresent();
                assertThat(graph.neighbours(neighbour)).contains(segment.id());
            }
        }
    }

    @Test
    void synonymsHoldInBothDirections() {
        Set<String> words = graph.vocabulary();
        for (String word : words) {
            for (String synonym : graph.synonyms(word)) {
                assertThat(graph.synonyms(synonym))
                        .as("%s of %s", synonym, word)
                        .contains(TextNormalizer.term(word));
            }
            assertThat(graph.synonyms(word)).doesNotContain(TextNormalizer.term(word));
        }
    }

    @ParameterizedTest
    @CsvSource({"化学机械抛光,cmp", "CMP,化学机械抛光", "ＣＭＰ,化学机械抛光", "倒装焊,flipchip", "Flip Chip,倒装焊", "FlipChip,倒装焊"})
    void findsOtherWordsForAWord(String word, String synonym) {
        assertThat(graph.synonyms(word)).contains(synonym);
    }

    @Test
    void understandsEverySegmentNameThatItWrites() {
        for (Segment segment : graph.segments()) {
            assertThat(graph.parseSegment(graph.fullName(segment.id())))
                    .as(graph.fullName(segment.id()))
                    .contains(segment);
            assertThat(graph.parseSegment(" " + segment.id())).contains(segment);
            assertThat(graph.parseSegment(segment.name())).contains(segment);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "动力电池·正极材料, C18-03",
        "动力电池/正极材料, C18-03",
        "动力电池-正极材料, C18-03",
        "动力电池—正极材料, C18-03",
        "动力电池 正极材料, C18-03",
        "动力电池：正极材料, C18-03",
        "动力电池（正极材料）, C18-03",
        "锂电池·正极材料, C18-03",
        "c18-03, C18-03",
        "正极材料, C18-03"
    })
    void understandsSegmentsAsPeopleWriteThem(String text, String id) {
        assertThat(graph.parseSegment(text).map(Segment::id)).contains(new SegmentId(id));
    }

    @ParameterizedTest
    @CsvSource({"不存在的环节", "C99-99", "动力电池", "''", "集成电路·正极材料"})
    void findsNoSegmentWhereThereIsNone(String text) {
        assertThat(graph.parseSegment(text)).isEmpty();
    }

    @Test
    void understandsChainsByCodeNameAndAlias() {
        for (Chain chain : graph.chains()) {
            assertThat(graph.parseChain(chain.code())).contains(chain);
            assertThat(graph.parseChain(chain.name())).contains(chain);
            for (String alias : chain.aliases()) {
                assertThat(graph.parseChain(alias)).as(alias).contains(chain);
            }
        }
        assertThat(graph.parseChain("动力电池产业链").map(Chain::code)).contains("C18");
        assertThat(graph.parseChain("没有的链")).isEmpty();
    }

    @Test
    void pathFollowsSupplyEdges() {
        SegmentId cathode = new SegmentId("C18-03");
        assertThat(graph.path(cathode, cathode, 0)).containsExactly(cathode);
        for (SegmentId neighbour : graph.neighbours(cathode)) {
            assertThat(graph.path(cathode, neighbour, 1)).containsExactly(cathode, neighbour);
            assertThat(graph.path(cathode, neighbour, 0)).isEmpty();
        }
    }

    @Test
    void namesUnknownSegmentsByTheirId() {
        assertThat(graph.fullName(new SegmentId("C99-99"))).isEqualTo("C99-99");
        assertThat(graph.fullName(new SegmentId("C18-03"))).isEqualTo("动力电池·正极材料");
    }
}
