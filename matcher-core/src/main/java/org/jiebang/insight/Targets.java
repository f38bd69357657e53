package org.jiebang.insight;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The targets of the notices ({@code targets.csv}) and the task table of 2020 ({@code task-table-2020.csv}). */
public final class Targets {
    private static final List<Target> TARGETS =
            read("targets.csv").stream().map(Targets::target).toList();
    private static final List<WorkItem> ITEMS =
            read("task-table-2020.csv").stream().map(Targets::item).toList();

    private Targets() {}

    /** In the order of their ids. */
    public static List<Target> all() {
        return TARGETS;
    }

    /** The fifteen rows in their order. */
    public static List<WorkItem> taskTable() {
        return ITEMS;
    }

    private static Target target(NamedCsvRecord line) {
        String measure = line.getField("measure");
        return new Target(
                line.getField("id"),
                Integer.parseInt(line.getField("year")),
                line.getField("source"),
                line.getField("name"),
                line.getField("english"),
                new BigDecimal(line.getField("target")),
                line.getField("unit"),
                measure.isEmpty() ? null : Measure.valueOf(measure),
                line.getField("bringIn"),
                line.getField("sentence"));
    }

    private static WorkItem item(NamedCsvRecord line) {
        return new WorkItem(
                Integer.parseInt(line.getField("row")),
                line.getField("task"),
                line.getField("english"),
                line.getField("responsible"),
                line.getField("participating"),
                line.getField("when"),
                Arrays.stream(line.getField("targets").split(" "))
                        .filter(id -> !id.isEmpty())
                        .toList(),
                line.getField("remark"),
                line.getField("sentence"));
    }

    private static List<NamedCsvRecord> read(String file) {
        try (InputStream input = Objects.requireNonNull(Targets.class.getResourceAsStream(file), file);
                CsvReader<NamedCsvRecord> reader =
                        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
