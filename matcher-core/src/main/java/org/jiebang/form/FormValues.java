package org.jiebang.form;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is filled in. Blank texts and rows without any text are as good as absent. Immutable.
 *
 * @param texts by field
 * @param tables rows by field, each by column
 */
public record FormValues(Map<String, String> texts, Map<String, List<Map<String, String>>> tables) {
    public static final FormValues EMPTY = new FormValues(Map.of(), Map.of());

    public FormValues {
        Map<String, String> present = new TreeMap<>();
        texts.forEach((field, text) -> {
            if (!text.isBlank()) {
                present.put(field, text.strip());
            }
        });
        texts = Collections.unmodifiableMap(present);
        Map<String, List<Map<String, String>>> filled = new TreeMap<>();
        tables.forEach((field, rows) -> {
            List<Map<String, String>> kept = rows.stream()
                    .map(row -> new FormValues(row, Map.of()).texts())
                    .filter(row -> !row.isEmpty())
                    .toList();
            if (!kept.isEmpty()) {
                filled.put(field, kept);
            }
        });
        tables = Collections.unmodifiableMap(filled);
    }

    /**
     * Values as they come in JSON: a text, or a list of rows.
     *
     * @throws IllegalArgumentException names the field whose value is neither
     */
    public static FormValues of(Map<String, ?> json) {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>();
        json.forEach((field, value) -> {
            if (value instanceof String text) {
                texts.put(field, text);
            } else if (value instanceof List<?> rows) {
                tables.put(field, rows.stream().map(row -> row(field, row)).toList());
            } else if (value != null) {
                throw wrong(field);
            }
        });
        return new FormValues(texts, tables);
    }

    private static Map<String, String> row(String field, Object given) {
        if (!(given instanceof Map<?, ?> cells)) {
            throw wrong(field);
        }
        Map<String, String> row = new LinkedHashMap<>();
        cells.forEach((column, value) -> {
            if (!(column instanceof String name) || !(value == null || value instanceof String)) {
                throw wrong(field);
            }
            row.put(name, value instanceof String text ? text : "");
        });
        return row;
    }

    private static IllegalArgumentException wrong(String field) {
        return new IllegalArgumentException(
                "The value of " + field + " is neither a text nor a list of rows of texts.");
    }

    /** As {@link #of} reads it. */
    public Map<String, Object> json() {
        Map<String, Object> json = new TreeMap<>(texts);
        json.putAll(tables);
        return json;
    }

    /** Blank if not filled in. */
    public String text(String field) {
        return texts.getOrDefault(field, "");
    }

    public List<Map<String, String>> rows(String field) {
        return tables.getOrDefault(field, List.of());
    }

    /**
     * One text for all equal values and another for all others: field by field in the order of their names, every part led by its length.
     * What hashes of forms are taken of.
     */
    public String canonical() {
        StringBuilder canonical = new StringBuilder();
        texts.forEach((field, text) -> put(canonical.append('t'), field, text));
        tables.forEach((field, rows) -> {
            put(canonical.append('r'), field, Integer.toString(rows.size()));
            for (Map<String, String> row : rows) {
                canonical.append('c').append(row.size());
                row.forEach((column, text) -> put(canonical.append(' '), column, text));
            }
        });
        return canonical.toString();
    }

    private static void put(StringBuilder canonical, String... parts) {
        for (String part : parts) {
            canonical.append(part.length()).append(':').append(part);
        }
        canonical.append('\n');
    }
}
