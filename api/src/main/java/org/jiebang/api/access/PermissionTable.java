package org.jiebang.api.access;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * What each role may do: {@code docs/permissions.csv}, read once. A table that lacks an action or a role, names one that is not there, or
 * has another word than allow, deny, own and region in a cell stops the start.
 */
@Component
public class PermissionTable {
    private static final String FILE = "permissions.csv";
    private static final Set<String> WORDS = Set.of("action", "label", "english");

    private final Map<Action, Row> rows;

    PermissionTable() {
        this.rows = read();
    }

    /** One action with its words and its decision for every role. */
    public record Row(String label, String english, Map<Role, Decision> decisions) {}

    public Decision decide(Role role, Action action) {
        return Objects.requireNonNull(row(action).decisions().get(role));
    }

    public Row row(Action action) {
        return Objects.requireNonNull(rows.get(action));
    }

    private static Map<Action, Row> read() {
        try (InputStream input = Objects.requireNonNull(PermissionTable.class.getResourceAsStream(FILE), FILE);
                Reader reader = new InputStreamReader(input, StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(reader)) {
            Map<Action, Row> rows = new EnumMap<>(Action.class);
            for (NamedCsvRecord line : lines) {
                Action action = Action.find(line.getField("action"))
                        .orElseThrow(() -> wrong(line, "there is no action '" + line.getField("action") + "'"));
                if (rows.put(action, row(line)) != null) {
                    throw wrong(line, "the action '" + action.code() + "' stands there twice");
                }
            }
            Set<Action> missing = new TreeSet<>(Set.of(Action.values()));
            missing.removeAll(rows.keySet());
            if (!missing.isEmpty()) {
                throw new IllegalStateException(FILE + " lacks the actions " + missing);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(NamedCsvRecord line) {
        Map<Role, Decision> decisions = new EnumMap<>(Role.class);
        line.getFieldsAsMap().forEach((column, cell) -> {
            if (!WORDS.contains(column)) {
                decisions.put(Role.valueOf(column), Decision.valueOf(cell.toUpperCase(Locale.ROOT)));
            }
        });
        if (decisions.size() < Role.values().length) {
            throw wrong(line, "a role has no cell");
        }
        return new Row(line.getField("label"), line.getField("english"), decisions);
    }

    private static IllegalStateException wrong(NamedCsvRecord line, String what) {
        return new IllegalStateException(FILE + ", line " + line.getStartingLineNumber() + ": " + what);
    }
}
