package org.jiebang.ingest.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingReaderTest {
    private static final String FRAME = """
            {"name": "demo", "label": "示例", "library": "experts", "columns": [%s]}
            """;

    private static ExportMapping mapping(String columns) {
        MappingReader.Read read = MappingReader.read(FRAME.formatted(columns));
        assertThat(read.complaints()).isEmpty();
        return Objects.requireNonNull(read.mapping());
    }

    @Test
    void mapsCellsConstantsAndValues() {
        ExportMapping mapping = mapping("""
                {"target": "姓名", "source": "姓名", "required": true, "longest": 4},
                {"target": "来源", "constant": "本平台"},
                {"target": "院士", "source": "院士", "values": {"否": "0"}, "otherwise": "1"}""");

        ExportMapping.Mapped mapped = mapping.map(Map.of("姓名", "示例甲", "院士", "中国工程院院士"));

        assertThat(mapped.cells()).containsExactly("示例甲", "本平台", "1");
        assertThat(mapped.faults()).isEmpty();
    }

    @Test
    void namesWhatIsWrongWithARowAndCutsNothing() {
        ExportMapping mapping = mapping("""
                {"target": "姓名", "source": "姓名", "longest": 2},
                {"target": "单位", "source": "工作单位", "required": true},
                {"target": "院士", "source": "院士", "values": {"否": "0"}}""");

        ExportMapping.Mapped mapped = mapping.map(Map.of("姓名", "示例甲", "院士", "中国工程院院士"));

        assertThat(mapped.cells()).containsExactly("示例甲", "", "中国工程院院士");
        assertThat(mapped.faults())
                .hasSize(3)
                .anyMatch(fault -> fault.contains("最多 2 字"))
                .anyMatch(fault -> fault.contains("“单位”必填") && fault.contains("工作单位"))
                .anyMatch(fault -> fault.contains("没有“中国工程院院士”"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"target": "甲"}                                                        | columns[0]          | SOURCE_OR_CONSTANT
            {"target": "甲", "source": "姓名", "constant": "x"}                      | columns[0]          | SOURCE_OR_CONSTANT
            {"target": "甲", "source": "手机"}                                       | columns[0].source   | UNKNOWN_SOURCE
            {"source": "姓名"}                                                      | columns[0].target   | MISSING
            {"target": "甲", "source": "姓名", "longst": 3}                          | columns[0].longst   | UNKNOWN_FIELD
            {"target": "甲", "source": "姓名", "longest": 0}                         | columns[0].longest  | NOT_A_NUMBER
            {"target": "甲", "source": "姓名", "required": "true"}                   | columns[0].required | NOT_A_BOOLEAN
            {"target": "甲", "source": "院士", "values": {"否": 0}}                   | columns[0].values   | NOT_TEXT
            {"target": "甲", "constant": "x", "values": {"否": "0"}}                  | columns[0]          | VALUES_WITHOUT_SOURCE
            {"target": "甲", "constant": "xyz", "longest": 2}                        | columns[0].constant | TOO_LONG
            {"target": "甲", "source": "姓名"}, {"target": "甲", "source": "职务"}     | columns[1].target   | TWICE
            {"target": "甲", "source": "姓名", "source": "职务"}                      | ``                  | NOT_JSON
            """)
    void namesEachFaultWithItsPlace(String columns, String place, String code) {
        MappingReader.Read read = MappingReader.read(FRAME.formatted(columns));

        assertThat(read.mapping()).isNull();
        assertThat(read.complaints()).singleElement().satisfies(complaint -> {
            assertThat(complaint.place()).isEqualTo(place == null ? "" : place);
            assertThat(complaint.code()).isEqualTo(code);
            assertThat(complaint.message()).isNotBlank();
        });
    }

    @Test
    void collectsAllFaultsOfAFile() {
        MappingReader.Read read = MappingReader.read("{\"name\": \"Ä\", \"library\": \"people\", \"columns\": []}");

        assertThat(read.complaints())
                .extracting(MappingReader.Complaint::code)
                .containsExactly("BAD_NAME", "MISSING", "UNKNOWN_LIBRARY", "NO_COLUMNS");
    }
}
