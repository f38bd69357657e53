package org.jiebang.api.library;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jiebang.industry.Chain;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.Segment;
import org.jiebang.region.Region;
import org.jiebang.region.RegionTree;

/**
 * What the platform's own Chinese names are called in English: industries, places, states, and the columns of the libraries. What people
 * wrote has no entry. Immutable.
 *
 * <p>Industries and places bring their English names along; all others stand in {@code names.csv} beside this class.
 */
final class EnglishNames {
    private final Map<String, String> byChinese = new TreeMap<>();

    EnglishNames() {
        rest();
        IndustryGraph graph = IndustryGraph.standard();
        for (Chain chain : graph.chains()) {
            add(chain.name(), chain.english());
            for (Segment segment : chain.segments()) {
                add(segment.name(), segment.english());
                add(graph.fullName(segment.id()), graph.fullEnglish(segment.id()));
            }
        }
        RegionTree regions = RegionTree.standard();
        for (Region region : regions.all()) {
            add(region.name(), region.english());
            if (region.level() != Region.Level.COUNTY) {
                add(RegionTree.shortName(region.name()), region.english());
            }
            add(regions.fullName(region.code()), regions.fullEnglish(region.code()));
        }
        for (Region.Part part : Region.Part.values()) {
            add(part.label(), part.english());
        }
    }

    /** English by Chinese. */
    Map<String, String> all() {
        return Collections.unmodifiableMap(byChinese);
    }

    private void rest() {
        try (Reader reader = new InputStreamReader(
                        Objects.requireNonNull(EnglishNames.class.getResourceAsStream("names.csv")),
                        StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(reader)) {
            rows.forEach(row -> add(row.getField("chinese"), row.getField("english")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String chinese, String english) {
        String before = byChinese.putIfAbsent(chinese, english);
        if (before != null && !before.equals(english)) {
            throw new IllegalStateException("'" + chinese + "' is called both '" + before + "' and '" + english + "'.");
        }
    }
}
