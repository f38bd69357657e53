package org.jiebang.ingest.library;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jiebang.catalog.CreditCode;
import org.jiebang.catalog.Enterprise;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.KeyProject;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ServiceTeam;
import org.jiebang.catalog.Society;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.RegionCode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Records as JSON, for storage. Equal records give equal text: properties and sets are in a fixed order. */
public final class LibraryJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .addMixIn(RegionCode.class, PlainText.class)
            .addMixIn(SegmentId.class, PlainText.class)
            .addMixIn(CreditCode.class, PlainText.class)
            .addMixIn(LibraryRecord.class, OnlyComponents.class)
            .build();

    private LibraryJson() {}

    /** One value, one text. */
    private abstract static class PlainText {
        @JsonCreator
        PlainText(String value) {}

        @JsonValue
        abstract String value();
    }

    /** What a record computes from its components is not stored. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private interface OnlyComponents {}

    public static String write(LibraryRecord item) {
        return MAPPER.writeValueAsString(item);
    }

    /** Reads what {@link #write} wrote for a library. */
    public static LibraryRecord read(Library library, String json) {
        return MAPPER.readValue(json, type(library));
    }

    private static Class<? extends LibraryRecord> type(Library library) {
        return switch (library) {
            case EXPERTS -> Expert.class;
            case PROBLEMS -> Problem.class;
            case PROJECTS -> KeyProject.class;
            case SOCIETIES -> Society.class;
            case ENTERPRISES -> Enterprise.class;
            case TEAMS -> ServiceTeam.class;
        };
    }
}
