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

/** Where a page ended, as an opaque text: the order of the search, and the sort key and id of the last hit. */
final class Cursor {
    private static final int LONGEST = 4000;
    private static final int PARTS = 3;

    private Cursor() {}

    static String write(SearchRequest.Sort sort, List<FieldValue> values, JsonMapper json) {
        List<Object> parts = new ArrayList<>(List.of(sort.name()));
        for (FieldValue value : values) {
            switch (value._kind()) {
                case Double -> parts.add(value.doubleValue());
                case Long -> parts.add(value.longValue());
                case String -> parts.add(value.stringValue());
                default -> parts.add(json.nullNode());
            }
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.writeValueAsBytes(parts));
    }

    /** Sort values of the last hit of the page before; refuses a cursor that no search in this order has given. */
    static List<FieldValue> read(String cursor, SearchRequest.Sort sort, JsonMapper json) {
        if (cursor.length() > LONGEST) {
            throw invalid();
        }
        try {
            JsonNode parts = json.readTree(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
            if (!parts.isArray()
                    || parts.size() != PARTS
                    || !sort.name().equals(parts.get(0).asString(""))
                    || !parts.get(2).isString()) {
                throw invalid();
            }
            return List.of(key(parts.get(1), sort), FieldValue.of(parts.get(2).asString()));
        } catch (IllegalArgumentException | JacksonException e) {
            throw invalid();
        }
    }

    private static FieldValue key(JsonNode key, SearchRequest.Sort sort) {
        return switch (sort) {
            case RELEVANCE -> {
                if (!key.isNumber()) {
                    throw invalid();
                }
                yield FieldValue.of(key.asDouble());
            }
            case NEWEST -> {
                if (!key.isIntegralNumber() || !key.canConvertToLong()) {
                    throw invalid();
                }
                yield FieldValue.of(key.asLong());
            }
            case TITLE -> {
                if (!key.isString() && !key.isNull()) {
                    throw invalid();
                }
                // A title that is too long to be sorted by stands behind all others.
                yield key.isNull() ? FieldValue.NULL : FieldValue.of(key.asString());
            }
        };
    }

    private static ApiException invalid() {
        return new ApiException(ErrorCode.BAD_CURSOR, ErrorCode.BAD_CURSOR.wayOut());
    }
}
