package org.jiebang.api.programme;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads an application to be checked. Stricter than other bodies: a field that is misspelt would be a rule that is judged on nothing, so that
 * every field that is not known is named, and every word or date that cannot be read, all of them at once.
 */
final class ApplicationCheckReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Named by unknown(…), all of them.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .changeDefaultNullHandling(nulls -> JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();
    private static final ObjectReader READER = JSON.readerFor(ApplicationCheck.class);

    private ApplicationCheckReader() {}

    /**
     * Reads a body of JSON.
     *
     * @throws ApiException BAD_REQUEST that names every field at fault
     */
    static ApplicationCheck read(byte[] body) {
        Faults faults = new Faults();
        ApplicationCheck check = null;
        try {
            unknown(JSON.readTree(body), ApplicationCheck.class, "", faults);
            check = READER.withHandler(faults).readValue(body);
        } catch (StreamReadException e) {
            throw ApiException.badRequest("", "NOT_JSON", "内容不是 JSON，或同一字段写了两次。" + ErrorCode.BAD_REQUEST.wayOut());
        } catch (JacksonException e) {
            faults.add(field(e), "UNREADABLE", "读不出来，请对照接口文档。");
        }
        if (check == null && faults.found.isEmpty()) {
            faults.add("", "NotNull", "内容为空，请填写要检查的申报。");
        }
        if (check == null || !faults.found.isEmpty()) {
            throw refused(faults.found);
        }
        return check;
    }

    static ApiException refused(List<ApiException.Violation> violations) {
        return new ApiException(ErrorCode.BAD_REQUEST, "有 " + violations.size() + " 项内容需要修改。", violations);
    }

    private static String field(JacksonException error) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : error.getPath()) {
            append(path, reference.getPropertyName(), reference.getIndex());
        }
        return path.toString();
    }

    private static void append(StringBuilder path, @Nullable String name, int index) {
        if (name == null) {
            path.append('[').append(index).append(']');
        } else {
            path.append(path.isEmpty() ? "" : ".").append(name);
        }
    }

    /** Names the fields that the type does not have; Jackson itself tells only the first, or a wrong path of the others. */
    private static void unknown(JsonNode node, Type type, String path, Faults faults) {
        if (type instanceof Class<?> record && record.isRecord() && node.isObject()) {
            Map<String, Type> known = new LinkedHashMap<>();
            for (RecordComponent component : record.getRecordComponents()) {
                known.put(component.getName(), component.getGenericType());
            }
            node.properties().forEach(field -> {
                String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                Type of = known.get(field.getKey());
                if (of == null) {
                    faults.add(
                            at,
                            "UNKNOWN_FIELD",
                            "没有“" + field.getKey() + "”这个字段，可用的有：" + String.join("、", known.keySet()) + "。");
                } else {
                    unknown(field.getValue(), of, at, faults);
                }
            });
        } else if (type instanceof ParameterizedType items && items.getRawType() == List.class && node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                unknown(node.get(i), items.getActualTypeArguments()[0], path + "[" + i + "]", faults);
            }
        }
    }

    private static final class Faults extends DeserializationProblemHandler {
        private final List<ApiException.Violation> found = new ArrayList<>();

        void add(String field, String code, String message) {
            found.add(new ApiException.Violation(field, code, message));
        }

        @Override
        public @Nullable Object handleWeirdStringValue(
                DeserializationContext context, Class<?> type, String value, String failure) {
            String allowed = type.isEnum()
                    ? "可用的有：" + Arrays.toString(type.getEnumConstants()).replaceAll("[\\[\\]]", "") + "。"
                    : "请对照接口文档。";
            add(here(context.getParser()), "UNREADABLE", "“" + value + "”读不出来，" + allowed);
            return null;
        }

        private static String here(JsonParser parser) {
            StringBuilder path = new StringBuilder();
            for (JsonPointer at = parser.streamReadContext().pathAsPointer(); !at.matches(); at = at.tail()) {
                append(path, at.getMatchingIndex() >= 0 ? null : at.getMatchingProperty(), at.getMatchingIndex());
            }
            return path.toString();
        }
    }
}
