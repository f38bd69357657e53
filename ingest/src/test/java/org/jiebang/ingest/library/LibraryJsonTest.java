package org.jiebang.ingest.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jiebang.catalog.Academician;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.Library;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.RegionCode;
import org.junit.jupiter.api.Test;

class LibraryJsonTest {
    /** What stands in the database of an installed platform; a change here needs a migration. */
    private static final String STORED = """
            {"name":"张伟","birthYear":1975,"employer":"南京大学","position":"","rank":"教授","academician":"NONE","supportedYouth":false,\
            "region":"320581","fields":["NEW_ENERGY","NEW_MATERIALS"],"segments":["C18-03"],"directions":["固态电池"],"results":[],\
            "honours":[],"capacity":3,"activeTasks":0}""";

    private static final Expert EXPERT = new Expert(
            "张伟",
            1975,
            "南京大学",
            "",
            "教授",
            Academician.NONE,
            false,
            new RegionCode("320581"),
            Set.of(IndustryField.NEW_MATERIALS, IndustryField.NEW_ENERGY),
            Set.of(new SegmentId("C18-03")),
            List.of("固态电池"),
            List.of(),
            List.of(),
            3,
            0);

    @Test
    void writesOnlyWhatARecordIsMadeOf() {
        assertThat(LibraryJson.write(EXPERT)).isEqualTo(STORED);
    }

    @Test
    void readsWhatIsStored() {
        assertThat(LibraryJson.read(Library.EXPERTS, STORED)).isEqualTo(EXPERT);
    }

    @Test
    void passesOverWhatALaterVersionAdded() {
        assertThat(LibraryJson.read(Library.EXPERTS, STORED.replace("{\"name\"", "{\"orcid\":\"0000\",\"name\"")))
                .isEqualTo(EXPERT);
    }
}
