package org.jiebang.industry;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the graph's two tables; an entry that cannot be read stops the start with its line and what is wrong. */
final class IndustryGraphFiles {
    private static final Pattern INDICATOR = Pattern.compile("(.+?)\\[(.+?)](-?[\\d.]+)>(-?[\\d.]+)");

    private IndustryGraphFiles() {}

    static IndustryGraph load() {
        Map<String, List<Segment>> segments = new HashMap<>();
        Map<SegmentId, List<String>> feeds = new LinkedHashMap<>();
        for (NamedCsvRecord row : rows("segments.csv")) {
            try {
                Segment segment = segment(row);
                segments.computeIfAbsent(row.getField("chain"), code -> new ArrayList<>())
                        .add(segment);
                feeds.put(segment.id(), cells(row, "feeds"));
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(
                        "segments.csv line " + row.getStartingLineNumber() + ": " + e.getMessage(), e);
            }
        }
        List<Chain> chains = new ArrayList<>();
        for (NamedCsvRecord row : rows("chains.csv")) {
            try {
                chains.add(chain(row, segments));
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(
                        "chains.csv line " + row.getStartingLineNumber() + ": " + e.getMessage(), e);
            }
        }
        return new IndustryGraph(chains, edges(feeds, segments));
    }

    private static Chain chain(NamedCsvRecord row, Map<String, List<Segment>> segments) {
        String code = row.getField("code");
        return new Chain(
                code,
                row.getField("name"),
                row.getField("english"),
                IndustryField.find(row.getField("field")).orElseThrow(() -> unknown(row, "field")),
                Sector.find(row.getField("sector")).orElseThrow(() -> unknown(row, "sector")),
                cells(row, "aliases"),
                segments.getOrDefault(code, List.of()).stream()
                        .sorted(Comparator.comparing(Segment::stage))
                        .toList());
    }

    private static Map<SegmentId, Set<SegmentId>> edges(
            Map<SegmentId, List<String>> feeds, Map<String, List<Segment>> segments) {
        Map<SegmentId, Set<SegmentId>> edges = new LinkedHashMap<>();
        feeds.forEach((from, targets) -> {
            Set<SegmentId> to = new LinkedHashSet<>();
            for (String target : targets) {
                if (target.length() == 3) {
                    // A chain as a whole is supplied where it begins.
                    List<Segment> chain = segments.getOrDefault(target, List.of());
                    if (!chain.isEmpty()) {
                        to.add(chain.getFirst().id());
                    }
                } else {
                    to.add(new SegmentId(target));
                }
            }
            edges.put(from, to);
        });
        return edges;
    }

    private static Segment segment(NamedCsvRecord row) {
        return new Segment(
                new SegmentId(row.getField("chain") + "-" + row.getField("segment")),
                row.getField("name"),
                row.getField("english"),
                Arrays.stream(Segment.Stage.values())
                        .filter(stage -> stage.label().equals(row.getField("stage")))
                        .findFirst()
                        .orElseThrow(() -> unknown(row, "stage")),
                terms(row, "materials"),
                terms(row, "processes"),
                terms(row, "equipment"),
                terms(row, "products"),
                cells(row, "indicators").stream()
                        .map(IndustryGraphFiles::indicator)
                        .toList(),
                cells(row, "difficulties"),
                terms(row, "applications"));
    }

    private static List<Term> terms(NamedCsvRecord row, String column) {
        return cells(row, column).stream()
                .map(cell -> Arrays.asList(cell.split("=")))
                .map(words -> new Term(words.getFirst(), words.subList(1, words.size())))
                .toList();
    }

    private static Indicator indicator(String cell) {
        Matcher matcher = INDICATOR.matcher(cell);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + cell + "' is not an indicator such as 能量密度[Wh/kg]260>320.");
        }
        return new Indicator(
                matcher.group(1), matcher.group(2), new BigDecimal(matcher.group(3)), new BigDecimal(matcher.group(4)));
    }

    private static List<String> cells(NamedCsvRecord row, String column) {
        return Arrays.stream(row.getField(column).split("\\|"))
                .map(String::strip)
                .filter(cell -> !cell.isEmpty())
                .toList();
    }

    private static IllegalArgumentException unknown(NamedCsvRecord row, String column) {
        return new IllegalArgumentException("unknown " + column + " '" + row.getField(column) + "'.");
    }

    private static List<NamedCsvRecord> rows(String file) {
        try (Reader reader = new InputStreamReader(
                        Objects.requireNonNull(IndustryGraphFiles.class.getResourceAsStream(file), file),
                        StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(reader)) {
            return rows.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
