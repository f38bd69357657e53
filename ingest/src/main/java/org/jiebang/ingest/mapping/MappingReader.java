package org.jiebang.ingest.mapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jiebang.catalog.Library;
import org.jiebang.ingest.library.Column;
import org.jiebang.ingest.library.LibraryTable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a mapping file and says everything that is wrong with it, each complaint with its place and the way out. */
public final class MappingReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
    private static final Set<String> FILE = Set.of("name", "label", "note", "library", "columns");
    private static final Set<String> COLUMN =
            Set.of("target", "source", "constant", "values", "otherwise", "required", "longest");
    private static final int MOST_COLUMNS = 200;

    private final List<Complaint> complaints = new ArrayList<>();

    private MappingReader() {}

    /**
     * What is wrong.
     *
     * @param place as {@code columns[2].source}; blank for the whole file
     * @param code stable name of the kind of fault
     */
    public record Complaint(String place, String code, String message) {}

    /**
     * A file read.
     *
     * @param mapping null if there is any complaint
     */
    public record Read(@Nullable ExportMapping mapping, List<Complaint> complaints) {}

    public static Read read(String text) {
        MappingReader reader = new MappingReader();
        ExportMapping mapping = reader.file(text);
        return new Read(reader.complaints.isEmpty() ? mapping : null, List.copyOf(reader.complaints));
    }

    private void complain(String place, String code, String message) {
        complaints.add(new Complaint(place, code, message));
    }

    private @Nullable ExportMapping file(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            complain("", "NOT_JSON", "不是完好的 JSON，请看第 " + line + " 行附近：括号、引号、逗号是否成对，有没有重复的项。");
            return null;
        }
        if (!root.isObject()) {
            complain("", "NOT_JSON", "文件应是一个 JSON 对象，以 { 开头。");
            return null;
        }
        refuseUnknown("", root, FILE);
        String name = text("", root, "name", true);
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            complain("name", "BAD_NAME", "名称只能用小写字母、数字和连字符，最多 60 个字符。");
        }
        String label = text("", root, "label", true);
        String note = text("", root, "note", false);
        String code = text("", root, "library", true);
        Library library = Library.find(code).orElse(null);
        if (library == null && !code.isEmpty()) {
            complain(
                    "library",
                    "UNKNOWN_LIBRARY",
                    "没有名为“" + code + "”的库，可用 experts、problems、projects、societies、enterprises、teams。");
        }
        List<ExportMapping.MappedColumn> columns = columns(root.path("columns"), library);
        return library == null ? null : new ExportMapping(name, label, note, library, columns);
    }

    private List<ExportMapping.MappedColumn> columns(JsonNode given, @Nullable Library library) {
        if (!given.isArray() || given.isEmpty()) {
            complain("columns", "NO_COLUMNS", "“columns”应列出至少一个目标列。");
            return List.of();
        }
        if (given.size() > MOST_COLUMNS) {
            complain("columns", "TOO_MANY", "最多 " + MOST_COLUMNS + " 列。");
            return List.of();
        }
        Set<String> targets = new HashSet<>();
        List<ExportMapping.MappedColumn> columns = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String place = "columns[" + i + "]";
            ExportMapping.MappedColumn column = column(place, given.get(i), library);
            if (!column.target().isEmpty() && !targets.add(column.target())) {
                complain(place + ".target", "TWICE", "目标列“" + column.target() + "”出现了两次，请删去一个。");
            }
            columns.add(column);
        }
        return columns;
    }

    private ExportMapping.MappedColumn column(String place, JsonNode given, @Nullable Library library) {
        refuseUnknown(place + ".", given, COLUMN);
        String target = text(place + ".", given, "target", true);
        String source = text(place + ".", given, "source", false);
        String constant = text(place + ".", given, "constant", false);
        boolean both = given.has("source") && given.has("constant");
        if (both || !given.has("source") && !given.has("constant")) {
            complain(place, "SOURCE_OR_CONSTANT", "“" + target + "”要么写 source（取哪一列），要么写 constant（固定的值），请二者选一。");
        }
        if (library != null && !source.isEmpty() && !headings(library).contains(source)) {
            complain(
                    place + ".source",
                    "UNKNOWN_SOURCE",
                    library.label() + "没有“" + source + "”这一列，可用：" + String.join("、", headings(library)) + "。");
        }
        if (!given.has("source") && (given.has("values") || given.has("otherwise"))) {
            complain(place, "VALUES_WITHOUT_SOURCE", "固定的值不用对照表，请删去 values 和 otherwise。");
        }
        int longest = given.path("longest").asInt(0);
        if (given.has("longest") && (!given.path("longest").isInt() || longest < 1)) {
            complain(place + ".longest", "NOT_A_NUMBER", "字数上限应是大于 0 的整数。");
        }
        if (given.has("required") && !given.path("required").isBoolean()) {
            complain(place + ".required", "NOT_A_BOOLEAN", "是否必填只能写 true 或 false，不加引号。");
        }
        if (longest > 0 && constant.length() > longest) {
            complain(place + ".constant", "TOO_LONG", "固定的值比字数上限还长。");
        }
        return new ExportMapping.MappedColumn(
                target,
                source,
                constant,
                values(place, given.path("values")),
                given.path("otherwise").isString() ? given.path("otherwise").asString() : null,
                given.path("required").asBoolean(false),
                longest);
    }

    private static List<String> headings(Library library) {
        return LibraryTable.of(library).recordColumns().stream()
                .map(Column::heading)
                .toList();
    }

    private Map<String, String> values(String place, JsonNode given) {
        Map<String, String> values = new LinkedHashMap<>();
        if (given.isMissingNode()) {
            return values;
        }
        if (!given.isObject() || given.isEmpty()) {
            complain(place + ".values", "NO_VALUES", "对照表应是一个对象，如 {\"征集\": \"1\"}。");
            return values;
        }
        given.properties().forEach(entry -> {
            if (entry.getValue().isString()) {
                values.put(entry.getKey(), entry.getValue().asString());
            } else {
                complain(place + ".values", "NOT_TEXT", "“" + entry.getKey() + "”对应的值应是文字，请加引号。");
            }
        });
        return values;
    }

    private String text(String place, JsonNode given, String field, boolean required) {
        JsonNode value = given.path(field);
        String text = value.isString() ? value.asString().strip() : "";
        if (!value.isMissingNode() && !value.isString()) {
            complain(place + field, "NOT_TEXT", "“" + field + "”应是文字，请加引号。");
        } else if (required && text.isEmpty()) {
            complain(place + field, "MISSING", "缺少“" + field + "”，请补填。");
        }
        return text;
    }

    private void refuseUnknown(String place, JsonNode given, Set<String> known) {
        given.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> !known.contains(key))
                .forEach(key -> complain(
                        place + key,
                        "UNKNOWN_FIELD",
                        "没有“" + key + "”这一项，可用：" + known.stream().sorted().collect(Collectors.joining("、")) + "。"));
    }
}
