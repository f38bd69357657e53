package org.jiebang.api.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sort values of the last hit of a page, as an opaque text. */
final class Cursor {
    private static final int LONGEST = 4000;

    private Cursor() {}

    static String write(List<FieldValue> values, JsonMapper json) {
        List<Object> plain = new ArrayList<>();
        for (FieldValue value : values) {
            switch (value._kind()) {
                case Double -> plain.add(value.doubleValue());
                case Long -> plain.add(value.longValue());
                case String -> plain.add(value.stringValue());
                default -> plain.add("");
            }
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.writeValueAsBytes(plain));
    }

    static List<FieldValue> read(String cursor, int values, JsonMapper json) {
        try {
            if (cursor.length() > LONGEST) {
                throw invalid();
            }
            JsonNode plain = json.readTree(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
            List<FieldValue> read = new ArrayList<>();
            for (JsonNode value : plain) {
                read.add(value.isIntegralNumber()
                        ? FieldValue.of(value.asLong())
                        : value.isNumber() ? FieldValue.of(value.asDouble()) : FieldValue.of(value.asString()));
            }
            if (!plain.isArray() || read.size() != values) {
                throw invalid();
            }
            return read;
        } catch (IllegalArgumentException | JacksonException e) {
            throw invalid();
        }
    }

    private static ApiException invalid() {
        return new ApiException(ErrorCode.BAD_CURSOR, ErrorCode.BAD_CURSOR.wayOut());
    }
}
