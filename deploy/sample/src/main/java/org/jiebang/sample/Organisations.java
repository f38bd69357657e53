package org.jiebang.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jiebang.catalog.CreditCode;
import org.jiebang.industry.Chain;
import org.jiebang.region.Region;
import org.jiebang.region.RegionCode;

/** Names and credit codes of invented organisations. */
final class Organisations {
    private static final String CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] BODY_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

    /**
     * An invented university.
     *
     * @param seat city in Jiangsu or another province
     * @param chains codes of the chains that it works on; empty if all
     */
    record University(String name, RegionCode seat, List<String> chains) {
        boolean worksOn(Chain chain) {
            return chains.isEmpty() || chains.contains(chain.code());
        }
    }

    private final List<University> universities = new ArrayList<>();
    private final Map<String, List<String>> businesses = new LinkedHashMap<>();
    private final List<String> firstSyllables;
    private final List<String> secondSyllables;
    private final List<String> thirdSyllables;
    private final Permutation shortBrands;
    private final Permutation longBrands;

    Organisations(long seed) {
        TextFile.pairs("universities.txt").forEach((name, cells) -> {
            String[] parts = cells.split("\\s+");
            universities.add(new University(
                    name, new RegionCode(parts[0]), List.of(Arrays.copyOfRange(parts, 1, parts.length))));
        });
        TextFile.pairs("businesses.txt").forEach((chain, words) -> businesses.put(chain, List.of(words.split("\\s+"))));
        Map<String, List<String>> syllables = TextFile.sections("brands.txt");
        firstSyllables = TextFile.words(syllables, "first");
        secondSyllables = TextFile.words(syllables, "second");
        thirdSyllables = TextFile.words(syllables, "third");
        long pairs = (long) firstSyllables.size() * secondSyllables.size();
        shortBrands = new Permutation(pairs, Dice.mix(seed + 3));
        longBrands = new Permutation(pairs * thirdSyllables.size(), Dice.mix(seed + 4));
    }

    /** Brand of its own for each number up to some seventy thousand; then brands come again with other businesses and places. */
    String brand(long number) {
        if (number < shortBrands.size()) {
            return syllables(shortBrands.of(number));
        }
        long place = longBrands.of((number - shortBrands.size()) % longBrands.size());
        return syllables(place / thirdSyllables.size()) + thirdSyllables.get((int) (place % thirdSyllables.size()));
    }

    private String syllables(long place) {
        return firstSyllables.get((int) (place / secondSyllables.size()))
                + secondSyllables.get((int) (place % secondSyllables.size()));
    }

    String business(Chain chain, Dice dice) {
        return dice.pick(Objects.requireNonNull(businesses.get(chain.code()), chain.code()));
    }

    String firm(int number, Region county, Chain chain, Dice dice) {
        // A firm is named after its county or its city, never after a district.
        Region place = dice.chance(50) || county.name().endsWith("区") ? Places.city(county) : county;
        String form = dice.chance(85) ? "有限公司" : "股份有限公司";
        return Places.shortName(place) + brand(number) + business(chain, dice) + form;
    }

    String institute(long number, Region county, Chain chain, Dice dice) {
        String form = dice.pick(List.of("研究院", "研究所", "技术研究院", "创新研究院"));
        String business = business(chain, dice).replaceFirst("(科技|技术)$", "");
        return Places.shortName(Places.city(county)) + brand(number) + business + form;
    }

    /** Universities of a city that work on a chain. */
    List<University> universities(RegionCode city, Chain chain) {
        return universities.stream()
                .filter(university -> university.seat().equals(city) && university.worksOn(chain))
                .toList();
    }

    /** Universities outside Jiangsu that work on a chain. */
    List<University> universitiesElsewhere(Chain chain) {
        return universities.stream()
                .filter(university -> !university.seat().value().startsWith("32") && university.worksOn(chain))
                .toList();
    }

    /** Code of an enterprise; the numbers of organisations begin with XX, which no register is known to give out. */
    static CreditCode enterpriseCode(int number, RegionCode place) {
        return code("91", place, "XX", number);
    }

    /** Code of a society. */
    static CreditCode societyCode(int number, RegionCode place) {
        return code("51", place, "XY", number);
    }

    private static CreditCode code(String kind, RegionCode place, String range, int number) {
        StringBuilder body = new StringBuilder(range).append("%06d".formatted(number));
        if (body.length() > 8) {
            throw new IllegalArgumentException(
                    "Number " + number + " has no credit code; there are 1000000. Maybe ask for fewer records.");
        }
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            char c = body.charAt(i);
            sum += BODY_WEIGHTS[i] * (c <= '9' ? c - '0' : c - 'A' + 10);
        }
        int check = 11 - sum % 11;
        body.append(check == 10 ? 'X' : check == 11 ? '0' : (char) ('0' + check));
        String first17 = kind + place.value() + body;
        assert first17.chars().allMatch(c -> CODE_ALPHABET.indexOf(c) >= 0);
        return new CreditCode(first17 + CreditCode.checkCharacter(first17));
    }
}
