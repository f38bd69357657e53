package org.jiebang.element;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.Quantity;
import org.jiebang.text.TextAnalyzer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElementReaderTest {
    private static final IndustryGraph GRAPH = IndustryGraph.standard();
    private static final ElementReader READER =
            new ElementReader(new TextAnalyzer(DomainDictionary.of(GRAPH.vocabulary())), GRAPH);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "磷酸铁锂正极材料的压实密度由2.3g/cm³提高到2.6 g/cm³。 | 材料:磷酸铁锂正极材料、性能:压实密度由2.3g/cm³提高到2.6 g/cm³",
                "开发表面缺陷检测系统，漏检率≤0.1% | 产品:表面缺陷检测系统、性能:漏检率≤0.1%",
                "开发适用于盐碱地的耐盐品种，水稻种子的发芽率至95%以上 | 应用:盐碱地、产品:耐盐品种、产品:水稻种子、性能:发芽率至95%以上",
                "涂层易开裂，结合强度不低于 80MPa | 材料:涂层、性能:结合强度不低于 80MPa",
                "当搅拌速率为90～120r/min，加入导电剂 | 性能:搅拌速率为90～120r/min、材料:导电剂",
                "用作锂电池的导电剂，萃取压力30 MPa | 产品:锂电池、材料:导电剂、性能:萃取压力30 MPa",
                "运用激光熔覆技术，自动化程度 | 工艺:激光熔覆技术、性能:自动化程度",
                "pH 3.5以上 | 性能:pH 3.5以上",
            })
    void reads(String text, String expected) {
        assertThat(READER.read(text).stream()
                        .map(element -> element.kind().label() + ":" + element.text())
                        .toList())
                .containsExactlyElementsOf(List.of(expected.split("、")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"对这8个表位", "双收缩丝中2个", "程度较大", "具有可行性", "结果显示:10%", "编制年度计划"})
    void whatNamesNoPropertyIsNoElement(String text) {
        assertThat(READER.read(text)).isEmpty();
    }

    @Test
    void ofACompanyNothingIsRead() {
        assertThat(READER.read("一、企业简介：主营磷酸铁锂正极材料。\n二、技术难题：隔膜的孔隙率≥40%"))
                .extracting(Element::text)
                .containsExactly("隔膜", "孔隙率≥40%");
    }

    @Test
    void knowsWhatTheGraphKnowsAndItsBounds() {
        Element element = READER.read("循环寿命≥6000次").getFirst();
        assertThat(element.known()).isTrue();
        Quantity quantity = element.quantity();
        assertThat(quantity).isNotNull();
        assertThat(quantity.least()).hasToString("6000");
        assertThat(quantity.most()).isNull();
    }

    @Property
    void elementsStandInTheTextAndNeverOverlap(@ForAll String text) {
        int last = 0;
        for (Element element : READER.read("磷酸铁锂" + text + "温度≥600℃")) {
            assertThat(("磷酸铁锂" + text + "温度≥600℃").substring(element.start(), element.end()))
                    .isEqualTo(element.text());
            assertThat(element.start()).isGreaterThanOrEqualTo(last);
            last = element.end();
        }
    }
}
