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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The places that the platform knows: every province, and the 13 cities and 95 county-level units of Jiangsu. Immutable.
 *
 * <p>Read from {@code regions.csv} beside this class (codes and names: GB/T 2260; parts and pilot counties: ledger section 9).
 */
public final class RegionTree {
    private static final Pattern MARKS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern OTHER_CITY = Pattern.compile("\\p{IsHan}{2,}[市州盟]$");
    private static final RegionTree STANDARD = load();

    private final Map<RegionCode, Region> byCode;
    private final Map<String, List<Region>> byName;
    private final Map<RegionCode, String> shortNames = new HashMap<>();

    private RegionTree(List<Region> regions) {
        Map<RegionCode, Region> codes = new LinkedHashMap<>();
        Map<String, List<Region>> names = new LinkedHashMap<>();
        for (Region region : regions) {
            codes.put(region.code(), region);
            shortNames.put(region.code(), shortName(region.name()));
            names.computeIfAbsent(region.name(), name -> new ArrayList<>()).add(region);
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
        StringBuilder name = new StringBuilder();
        for (Region region : named(code).reversed()) {
            name.append(region.name());
        }
        return name.toString();
    }

    /** "Qixia District, Nanjing", or the province's name alone. */
    public String fullEnglish(RegionCode code) {
        return named(code).stream().map(Region::english).collect(Collectors.joining(", "));
    }

    /** What a full name names, smallest first: a province stands for itself alone. */
    private List<Region> named(RegionCode code) {
        List<Region> path = path(code);
        return path.size() > 1 ? path.subList(0, path.size() - 1) : path;
    }

    /**
     * Finds the smallest place that a text names first: 「江苏省苏州市常熟市」, 「苏州常熟」, 「常熟市虞山街道」, 「苏州」 or a code of six digits. A
     * county name that two cities share (鼓楼区) needs the city beside it, and a county of another province is never taken for one of
     * Jiangsu (北京市通州区).
     */
    public Optional<Region> parse(String text) {
        String given = MARKS.matcher(text).replaceAll("");
        if (given.length() == 6 && RegionCode.isCode(given)) {
            return find(new RegionCode(given));
        }
        return atStart(given).or(() -> inside(given));
    }

    private Optional<Region> atStart(String text) {
        String rest = text.startsWith("中国") ? text.substring(2) : text;
        Optional<Region> province = first(rest, Region.Level.PROVINCE, null);
        if (province.isPresent()) {
            rest = after(rest, province.get());
        }
        RegionCode jiangsu = province.map(Region::code).orElse(null);
        Optional<Region> county = wholeCounty(rest, jiangsu);
        if (county.isPresent()) {
            return county;
        }
        Optional<Region> city = first(rest, Region.Level.CITY, jiangsu);
        if (city.isPresent()) {
            String below = after(rest, city.get());
            RegionCode parent = city.get().code();
            return first(below, Region.Level.COUNTY, parent)
                    .or(() -> earliest(below, region -> parent.equals(region.parent())))
                    .or(() -> city);
        }
        return shortCounty(rest, jiangsu).or(() -> province);
    }

    /** A county's whole name at the beginning, if no other county of the same name could be meant. */
    private Optional<Region> wholeCounty(String text, @Nullable RegionCode province) {
        List<Region> counties = byCode.values().stream()
                .filter(region -> region.level() == Region.Level.COUNTY
                        && text.startsWith(region.name())
                        && isWithin(region, province))
                .toList();
        return counties.size() == 1 ? Optional.of(counties.getFirst()) : Optional.empty();
    }

    private Optional<Region> shortCounty(String text, @Nullable RegionCode province) {
        List<Region> counties = byCode.values().stream()
                .filter(region -> region.level() == Region.Level.COUNTY
                        && text.startsWith(shortOf(region))
                        && isWithin(region, province)
                        && !text.substring(shortOf(region).length()).startsWith("新区"))
                .toList();
        return counties.size() == 1 ? Optional.of(counties.getFirst()) : Optional.empty();
    }

    /** The place of a level whose name or short name the text begins with; the longest if several fit. */
    private Optional<Region> first(String text, Region.Level level, @Nullable RegionCode within) {
        return byCode.values().stream()
                .filter(region ->
                        region.level() == level && text.startsWith(shortOf(region)) && isWithin(region, within))
                .max(Comparator.comparingInt(
                        region -> text.length() - after(text, region).length()));
    }

    private boolean isWithin(Region region, @Nullable RegionCode larger) {
        return larger == null
                || path(region.code()).stream().anyMatch(place -> place.code().equals(larger));
    }

    private String after(String text, Region region) {
        return text.substring(
                text.startsWith(region.name())
                        ? region.name().length()
                        : shortOf(region).length());
    }

    /** A place in the middle of a text, by its whole name before its short one. */
    private Optional<Region> inside(String text) {
        Optional<Region> whole = earliest(
                text, region -> byName.getOrDefault(region.name(), List.of()).size() == 1);
        if (whole.isPresent()) {
            int at = text.indexOf(whole.get().name());
            // 「阜新市海州区」 is no place of Jiangsu.
            return OTHER_CITY.matcher(text.substring(0, at)).find() ? Optional.empty() : atStart(text.substring(at));
        }
        return byCode.values().stream()
                .filter(region -> region.level() != Region.Level.COUNTY && text.contains(shortOf(region)))
                .min(Comparator.comparingInt(region -> text.indexOf(shortOf(region))))
                .flatMap(region -> atStart(text.substring(text.indexOf(shortOf(region)))));
    }

    private Optional<Region> earliest(String text, Predicate<Region> which) {
        return byCode.values().stream()
                .filter(region -> which.test(region) && text.contains(region.name()))
                .min(Comparator.comparingInt(region -> text.indexOf(region.name())));
    }

    private String shortOf(Region region) {
        return shortNames.getOrDefault(region.code(), region.name());
    }

    /** 「苏州」 for 苏州市; a name of two characters stays whole. */
    public static String shortName(String name) {
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
                        row.getField("english"),
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
