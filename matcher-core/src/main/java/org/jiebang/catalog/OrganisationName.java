package org.jiebang.catalog;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiebang.region.RegionTree;

/** Reduces the name of an organisation to what tells it apart: 「江苏省（苏州）晶澜科技股份有限公司」 and 「晶澜科技有限公司」 share 晶澜科技. */
public final class OrganisationName {
    private static final Pattern LEGAL_FORM = Pattern.compile("((股份|控股)?有限(责任)?公司|(控股|企业)?集团(公司)?|有限合伙|总公司|公司)$");
    private static final Pattern OTHER_CITY = Pattern.compile("^[\\p{IsHan}]{2,3}市");
    /** What is left of such a name without its place tells nothing apart: 苏州大学, 南京工业大学. */
    private static final Pattern NAMED_BY_PLACE = Pattern.compile(".*(大学|学院|学校|医院|银行|研究院|研究所|学会|协会)$");

    private static final int SHORTEST_CORE = 3;
    private static final Set<String> PLACES = places();
    private static final int LONGEST_PLACE =
            PLACES.stream().mapToInt(String::length).max().orElse(0);

    private OrganisationName() {}

    /** What is left without legal form and place: 晶澜科技 of 江苏省（苏州）晶澜科技股份有限公司; names of schools, hospitals and societies keep their place. */
    public static String core(String name) {
        String folded = LibraryRecord.normalized(name);
        String core = withoutForm(folded);
        if (NAMED_BY_PLACE.matcher(core).matches()) {
            return core;
        }
        String withoutPlace = withoutPlace(core);
        return withoutPlace.length() < SHORTEST_CORE ? core : withoutPlace;
    }

    /** A normalized name without its legal form: 晶澜科技 of 晶澜科技股份有限公司; the name itself where nothing would be left. */
    public static String withoutLegalForm(String name) {
        return withoutForm(name);
    }

    private static String withoutForm(String name) {
        String rest = name;
        String before;
        do {
            before = rest;
            rest = LEGAL_FORM.matcher(before).replaceFirst("");
        } while (!rest.equals(before));
        return rest.length() < 2 ? name : rest;
    }

    private static String withoutPlace(String name) {
        String rest = name;
        String before;
        do {
            before = rest;
            rest = before.substring(place(before));
            rest = OTHER_CITY.matcher(rest).replaceFirst("");
        } while (!rest.equals(before) && rest.length() >= SHORTEST_CORE);
        return rest.length() < SHORTEST_CORE ? before : rest;
    }

    /** Length of the longest place that a name begins with; 0 if it begins with none. */
    private static int place(String name) {
        for (int length = Math.min(LONGEST_PLACE, name.length()); length > 0; length--) {
            if (PLACES.contains(name.substring(0, length))) {
                return length;
            }
        }
        return 0;
    }

    /** Names and short names of the places that the platform knows. */
    private static Set<String> places() {
        return Stream.concat(
                        Stream.of("中国"),
                        RegionTree.standard().all().stream()
                                .flatMap(region -> Stream.of(region.name(), RegionTree.shortName(region.name()))))
                .collect(Collectors.toUnmodifiableSet());
    }
}
