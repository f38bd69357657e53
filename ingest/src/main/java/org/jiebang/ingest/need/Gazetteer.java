package org.jiebang.ingest.need;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of all provinces, cities and counties of China in texts (GB/T 2260). A county's name counts where it stands behind its city or
 * province or where no other bears it; a city's or county's name without its kind, where a clause or the name of a unit begins with it.
 */
final class Gazetteer {
    private static final Pattern KIND =
            Pattern.compile("(?:(?:[\\p{IsHan}]{1,4}?族)*(?:自治州|自治区|自治县)|特别行政区|地区|林区|省|市|盟|州|县|旗|区)$");
    private static final Pattern PEOPLES =
            Pattern.compile("(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|羌|景颇|柯尔克孜)(?:族|(?=自治))");
    private static final String CLAUSE_BEGINS = "，。；：:、,;（(【《 \n\t　";
    /** Short names that are words of technical texts as well. */
    private static final Set<String> WORDS = Set.of("白银", "开封", "东方", "和平");

    private static final int LONGEST = 16;

    private final Map<String, String> codes = new HashMap<>();
    private final Map<String, List<String>> byName = new HashMap<>();
    private final Map<String, List<String>> byShortName = new HashMap<>();

    Gazetteer() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Gazetteer.class.getResourceAsStream("places.csv")), StandardCharsets.UTF_8))) {
            lines.lines().skip(1).map(line -> line.split(",", 2)).forEach(cells -> add(cells[0], cells[1]));
        } catch (IOException e) {
            throw new UncheckedIOException("places.csv cannot be read.", e);
        }
    }

    private void add(String code, String name) {
        codes.put(code, name);
        byName.computeIfAbsent(name, key -> new ArrayList<>()).add(code);
        String shortName = shortName(name);
        boolean district = !code.endsWith("00") && name.endsWith("区");
        if (shortName.length() >= 2 && !district) {
            byShortName.computeIfAbsent(shortName, key -> new ArrayList<>()).add(code);
        }
        if (name.endsWith("自治州")) {
            byName.computeIfAbsent(shortName + "州", key -> new ArrayList<>()).add(code);
        }
    }

    /** 恩施 of 恩施土家族苗族自治州, 海西 of 海西蒙古族藏族自治州, 襄阳 of 襄阳市. */
    private static String shortName(String name) {
        String without = PEOPLES.matcher(name).replaceAll("");
        return KIND.matcher(without).replaceFirst("");
    }

    /**
     * A place that a text names.
     *
     * @param name in full, down from the province
     * @param start first character in the text
     * @param end one past the last
     * @param full whether it stands there with its kind or begins a clause or the name of a unit; else it is a mere mention
     */
    record Place(String name, int start, int end, boolean full) {}

    /** Places in the order of the text; what names several and does not tell which, names none. */
    List<Place> places(String text) {
        List<Place> places = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            Place place = place(text, at);
            if (place != null) {
                places.add(place);
                at = place.end();
            } else {
                at++;
            }
        }
        return places;
    }

    private @Nullable Place place(String text, int start) {
        String within = "";
        int end = start;
        boolean full = false;
        while (true) {
            Step step = step(text, end, within, end == start && begins(text, start));
            if (step == null) {
                break;
            }
            within = step.code();
            end = step.end();
            full |= step.full();
        }
        return within.isEmpty() ? null : new Place(name(within), start, end, full);
    }

    private record Step(String code, int end, boolean full) {}

    /** The longest name at a place that lies within what was named before it. */
    private @Nullable Step step(String text, int start, String within, boolean begins) {
        for (int end = Math.min(text.length(), start + LONGEST); end >= start + 2; end--) {
            String name = text.substring(start, end);
            Optional<String> code = one(byName.getOrDefault(name, List.of()), within);
            if (code.isPresent()) {
                return new Step(code.get(), end, true);
            }
            if (within.isEmpty() && WORDS.contains(name)) {
                continue;
            }
            code = one(byShortName.getOrDefault(name, List.of()), within);
            boolean large = code.filter(found -> found.endsWith("00")).isPresent();
            boolean sure = begins || !within.isEmpty();
            if (code.isPresent() && (sure || large)) {
                return new Step(code.get(), end, sure);
            }
        }
        return null;
    }

    /** Of the same name the one within what was named before; where nothing was, the largest if it is the only one of its size. */
    private static Optional<String> one(List<String> codes, String within) {
        if (!within.isEmpty()) {
            String head = within.replaceFirst("(?:00){1,2}$", "");
            return codes.stream()
                    .filter(code -> code.startsWith(head) && !code.equals(within))
                    .findFirst();
        }
        List<String> large = codes.stream().filter(code -> code.endsWith("00")).toList();
        List<String> asked = large.isEmpty() ? codes : large;
        return asked.size() == 1 ? Optional.of(asked.getFirst()) : Optional.empty();
    }

    private static boolean begins(String text, int start) {
        if (start == 0 || CLAUSE_BEGINS.indexOf(text.charAt(start - 1)) >= 0) {
            return true;
        }
        String before = text.substring(Math.max(0, start - 3), start);
        return before.matches(".*(?:位于|地处|坐落于|落户|我司是|公司是|[为是系在])");
    }

    private String name(String code) {
        String province = Objects.requireNonNullElse(codes.get(code.substring(0, 2) + "0000"), "");
        String city = Objects.requireNonNullElse(codes.get(code.substring(0, 4) + "00"), "");
        String own = Objects.requireNonNullElse(codes.get(code), "");
        StringBuilder name = new StringBuilder(province);
        if (!city.equals(province)) {
            name.append(city);
        }
        if (!own.equals(city) && !own.equals(province)) {
            name.append(own);
        }
        return name.toString();
    }
}
