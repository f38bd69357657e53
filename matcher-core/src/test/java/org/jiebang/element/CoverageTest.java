package org.jiebang.element;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.TextAnalyzer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {
    private static final IndustryGraph GRAPH = IndustryGraph.standard();
    private static final ElementReader READER =
            new ElementReader(new TextAnalyzer(DomainDictionary.of(GRAPH.vocabulary())), GRAPH);

    private static List<Coverage> compare(String demanded, String offered) {
        return Coverage.of(READER.read(demanded), READER.read(offered), GRAPH::synonyms);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "循环寿命≥3000次 | 循环寿命达到3500次 | MET",
                "循环寿命≥3000次 | 循环寿命≥3000次 | MET",
                "循环寿命≥3000次 | 循环寿命2000次 | OUTSIDE",
                "循环寿命≥3000次 | 循环寿命不低于2000次 | OUTSIDE",
                "漏检率≤0.1% | 漏检率≤0.05% | MET",
                "漏检率≤0.1% | 漏检率≤0.5% | OUTSIDE",
                "漏检率≤0.1% | 表面缺陷检测系统 | ABSENT",
                "结合强度不低于80MPa | 结合强度≥0.1GPa | MET",
                "循环寿命≥3000次 | 电池循环寿命2000次 | LIKE",
                "循环寿命≥3000次 | 提升循环寿命 | LIKE",
                "循环寿命≥3000次 | 提升循环寿命，循环寿命2000次 | OUTSIDE",
                "循环寿命≥3000次 | 第一代：循环寿命2000次；第二代：循环寿命3200次 | MET",
            })
    void measuredPropertiesAreComparedWithWhatIsDemanded(String demanded, String offered, Coverage.Level expected) {
        assertThat(compare(demanded, offered))
                .filteredOn(coverage -> coverage.demanded().quantity() != null)
                .extracting(Coverage::level)
                .containsExactly(expected);
    }

    @Test
    void namesAreMetBySynonymsAndLikeWithinAKind() {
        String synonym = GRAPH.synonyms("磷酸铁锂").iterator().next();
        assertThat(compare("磷酸铁锂", "从事" + synonym + "的研究")).singleElement().satisfies(coverage -> {
            assertThat(coverage.level()).isEqualTo(Coverage.Level.MET);
            assertThat(coverage.offered()).isNotNull();
        });
        assertThat(compare("涂层易开裂", "激光熔覆涂层")).extracting(Coverage::level).containsExactly(Coverage.Level.LIKE);
        assertThat(compare("隔膜", "水稻种子")).singleElement().satisfies(coverage -> {
            assertThat(coverage.level()).isEqualTo(Coverage.Level.ABSENT);
            assertThat(coverage.offered()).isNull();
        });
    }

    @Test
    void whatIsExpectedGivesItsValueToWhatIsAskedFor() {
        List<Element> asked = READER.read("隔膜的循环寿命衰减快，漏检率≤0.1%");
        List<Element> expected = READER.read("循环寿命达到1900次以上（目前890次），漏检率≤0.5%，压实密度≥2.6g/cm³，节约成本20%");
        assertThat(Coverage.demanded(asked, expected))
                .extracting(Element::text)
                .contains("隔膜", "循环寿命达到1900次以上", "漏检率≤0.1%")
                .doesNotContain("循环寿命", "漏检率≤0.5%", "压实密度≥2.6g/cm³");
        assertThat(Coverage.demanded(asked, List.of())).isEqualTo(asked);
    }

    @Test
    void eachIsToldOnceByKind() {
        List<Coverage> all = compare("漏检率≤0.1%的表面缺陷检测系统，用于隔膜。隔膜的表面缺陷检测系统。", "");
        assertThat(all).extracting(coverage -> coverage.demanded().kind()).isSorted();
        assertThat(all).extracting(coverage -> coverage.demanded().text()).doesNotHaveDuplicates();
        assertThat(all).isNotEmpty();
    }

    @Property
    void aTextCoversItself(@ForAll String text) {
        String demand = "磷酸铁锂" + text + "温度≥600℃";
        assertThat(compare(demand, demand)).extracting(Coverage::level).containsOnly(Coverage.Level.MET);
    }
}
