package org.jiebang.region;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The places that the platform knows: every province, and the 13 cities and 95 county-level units of Jiangsu. Immutable.
 *
 * <p>Read from {@code regions.csv} beside this class (codes and names: GB/T 2260; parts and pilot counties: ledger section 9).
 */
public final class RegionTree {
    private static final RegionTree STANDARD = load();

    private final Map<RegionCode, Region> byCode;
    private final Map<String, List<Region>> byName;

    private RegionTree(List<Region> regions) {
        Map<RegionCode, Region> codes = new LinkedHashMap<>();
        Map<String, List<Region>> names = new LinkedHashMap<>();
        for (Region region : regions) {
            codes.put(region.code(), region);
            names.computeIfAbsent(region.name(), name -> new ArrayList<>()).add(region);
            names.computeIfAbsent(shortName(region.name()), name -> new ArrayList<>())
                    .add(region);
        }
        byCode = Collections.unmodifiableMap(codes);
        byName = Collections.unmodifiableMap(names);
    }

    /** The tree that ships with the platform. */
    public static RegionTree standard() {
        return STANDARD;
    }

    public Collection<Region> all() {
        return byCode.values();
    }

    public Optional<Region> find(RegionCode code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** The place and those around it, smallest first: county, city, province. Empty for an unknown code. */
    public List<Region> path(RegionCode code) {
        List<Region> path = new ArrayList<>();
        Region region = byCode.get(code);
        while (region != null) {
            path.add(region);
            RegionCode parent = region.parent();
            region = parent == null ? null : byCode.get(parent);
        }
        return path;
    }

    /** 「南京市栖霞区」, or the province's name alone. */
    public String fullName(RegionCode code) {
        List<Region> path = path(code).reversed();
        List<Region> shown = path.size() > 1 ? path.subList(1, path.size()) : path;
        StringBuilder name = new StringBuilder();
        for (Region region : shown) {
            name.append(region.name());
        }
        return name.toString();
    }

    /**
     * Finds the smallest place that a text names. County names that occur in two cities (鼓楼区) need the city beside them. A code of
     * six digits is understood as well.
     */
    public Optional<Region> parse(String text) {
        String given = text.strip();
        if (given.matches("[1-9]\\d{5}")) {
            return find(new RegionCode(given));
        }
        return named(given).stream()
                .max(Comparator.comparing(Region::level).thenComparingInt(region -> position(given, region)));
    }

    private static int position(String text, Region region) {
        return -text.indexOf(shortName(region.name()));
    }

    private List<Region> named(String text) {
        List<Region> cities = new ArrayList<>();
        List<Region> counties = new ArrayList<>();
        List<Region> provinces = new ArrayList<>();
        for (Map.Entry<String, List<Region>> entry : byName.entrySet()) {
            if (!text.contains(entry.getKey())) {
                continue;
            }
            for (Region region : entry.getValue()) {
                boolean wholeName = text.contains(region.name()) || text.equals(entry.getKey());
                switch (region.level()) {
                    case PROVINCE -> provinces.add(region);
                    case CITY -> cities.add(region);
                    case COUNTY -> {
                        if (wholeName) {
                            counties.add(region);
                        }
                    }
                }
            }
        }
        List<Region> fitting = counties.stream()
                .filter(county -> cities.isEmpty()
                        ? counties.stream().filter(other -> other.name().equals(county.name())).count() == 1
                        : cities.stream().anyMatch(city -> city.code().equals(county.parent())))
                .toList();
        if (!fitting.isEmpty()) {
            return fitting;
        }
        return cities.isEmpty() ? provinces : cities;
    }

    private static String shortName(String name) {
        String cut = name.replaceFirst("(壮族|回族|维吾尔)?(自治区|特别行政区)$", "");
        return cut.length() > 2 ? cut.replaceFirst("[省市区县]$", "") : cut;
    }

    private static RegionTree load() {
        try (Reader reader = new InputStreamReader(
                        Objects.requireNonNull(RegionTree.class.getResourceAsStream("regions.csv")),
                        StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(reader)) {
            List<Region> regions = new ArrayList<>();
            Map<RegionCode, Region.@Nullable Part> partOfCity = new LinkedHashMap<>();
            for (NamedCsvRecord row : rows) {
                RegionCode code = new RegionCode(row.getField("code"));
                String parentCode = row.getField("parent");
                RegionCode parent = parentCode.isEmpty() ? null : new RegionCode(parentCode);
                Region.Part part = parent == null ? null : partOfCity.get(parent);
                for (Region.Part candidate : Region.Part.values()) {
                    if (candidate.label().equals(row.getField("part"))) {
                        part = candidate;
                    }
                }
                partOfCity.put(code, part);
                regions.add(new Region(
                        code,
                        row.getField("name"),
                        parent,
                        Region.Level.valueOf(row.getField("level")),
                        part,
                        !row.getField("pilot").isEmpty()));
            }
            return new RegionTree(regions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
