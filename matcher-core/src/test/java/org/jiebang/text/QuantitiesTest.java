package org.jiebang.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "温度 ≥ 600 ℃ | 温度 | 600 | - | ℃ | 温度 ≥ 600 ℃",
                "要求结合强度不低于 80MPa。 | 结合强度 | 80 | - | MPa | 结合强度不低于 80MPa",
                "压实密度由2.3g/cm³提高到2.6 g/cm³ | 压实密度 | 2.6 | - | g/cm³ | 压实密度由2.3g/cm³提高到2.6 g/cm³",
                "循环寿命达到5000次以上 | 循环寿命 | 5000 | - | 次 | 循环寿命达到5000次以上",
                "成本降低15% | 成本降低 | 15 | - | % | 成本降低15%",
                "能耗减少到120kWh/t | 能耗 | - | 120 | kWh/t | 能耗减少到120kWh/t",
                "粒径D50控制在0.8~1.2μm | 粒径D50 | 0.0008 | 0.0012 | mm | 粒径D50控制在0.8~1.2μm",
                "工作温度-20℃～60℃ | 工作温度 | -20 | 60 | ℃ | 工作温度-20℃～60℃",
                "硬度55±2HRC | 硬度 | 53 | 57 | HRC | 硬度55±2HRC",
                "厚度为20mm至25mm | 厚度 | 20 | 25 | mm | 厚度为20mm至25mm",
                "转速3,000 r/min | 转速 | 3000 | 3000 | r/min | 转速3,000 r/min",
                "介电常数3.8×10^-3以下 | 介电常数 | - | 0.0038 | '' | 介电常数3.8×10^-3以下",
                "检测精度优于0.05mm | 检测精度 | - | 0.05 | mm | 检测精度优于0.05mm",
                "噪声＜６５ｄＢ | 噪声 | - | 65 | dB | 噪声＜６５ｄＢ",
                "处理规模2万吨/天 | 处理规模 | 20000 | 20000 | t/d | 处理规模2万吨/天",
                "使用寿命≥800小时 | 使用寿命 | 2880000 | - | s | 使用寿命≥800小时",
                "氧含量偏差由±1.5ppma降至±0.5ppma | 氧含量偏差 | -0.5 | 0.5 | ppma | 氧含量偏差由±1.5ppma降至±0.5ppma",
                "粘度为500mPa·s | 粘度 | 500 | 500 | mPa·s | 粘度为500mPa·s",
                "抑菌率可达80% | 抑菌率 | 80 | - | % | 抑菌率可达80%",
                "抑菌率仍为100% | 抑菌率 | 100 | 100 | % | 抑菌率仍为100%",
                "电池性能≥90% | 电池性能 | 90 | - | % | 电池性能≥90%",
                "寿命应能达到500次 | 寿命 | 500 | - | 次 | 寿命应能达到500次",
                "损耗平均≤5% | 损耗平均 | - | 5 | % | 损耗平均≤5%",
            })
    void reads(String text, String property, BigDecimal least, BigDecimal most, String unit, String span) {
        assertThat(Quantities.find(text)).singleElement().satisfies(quantity -> {
            assertThat(quantity.property()).isEqualTo(property);
            assertThat(quantity.least()).isEqualTo(least);
            assertThat(quantity.most()).isEqualTo(most);
            assertThat(quantity.unit()).isEqualTo(unit);
            assertThat(text.substring(quantity.start(), quantity.end())).isEqualTo(span);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "公司成立于2005年",
                "通过ISO9001认证",
                "CO2排放",
                "第3代产品",
                "型号A-60",
                "共有三个方案",
                "多级2K-H型减速器",
                "投入产出比达到1:2.4以上",
                "显著提高(P＜0.05)"
            })
    void passesOverNamesAndCounts(String text) {
        assertThat(Quantities.find(text)).isEmpty();
    }

    @Test
    void whatWasSaidBeforeIsNoPartOfAProperty() {
        assertThat(Quantities.find("循环寿命达到1900次以上（目前890次）"))
                .extracting(Quantity::property)
                .startsWith("循环寿命")
                .noneMatch(property -> property.contains("1900"));
    }

    @Test
    void boundsAreComparedInTheBasicUnit() {
        Quantity asked = Quantities.find("厚度≤0.5mm").getFirst();
        assertThat(asked.overlaps(Quantities.find("厚度300μm").getFirst())).isTrue();
        assertThat(asked.overlaps(Quantities.find("厚度2cm").getFirst())).isFalse();
        assertThat(asked.overlaps(Quantities.find("温度20℃").getFirst())).isFalse();
    }

    @Property
    void neverFailsAndAlwaysStandsInTheText(@ForAll String text) {
        for (Quantity quantity : Quantities.find(text)) {
            assertThat(text.substring(quantity.start(), quantity.end())).isNotEmpty();
        }
    }

    @Property
    void aRangeIsReadInEitherOrder(@ForAll @IntRange(max = 9999) int one, @ForAll @IntRange(max = 9999) int other) {
        Quantity quantity = Quantities.find("压力范围" + one + "~" + other + "MPa").getFirst();
        assertThat(quantity.least()).isEqualByComparingTo(BigDecimal.valueOf(Math.min(one, other)));
        assertThat(quantity.most()).isEqualByComparingTo(BigDecimal.valueOf(Math.max(one, other)));
    }
}
