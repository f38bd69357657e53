package org.jiebang.sample;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Invented people. Surnames are as frequent as in the country, and no two people share both name and year of birth: a frequent surname
 * or year has shares, and each share has given names of its own.
 */
final class People {
    private static final int FIRST_YEAR = 1940;
    private static final int LAST_YEAR = 1996;
    private static final int MOST_SURNAME_SHARES = 8;
    private static final int MOST_YEAR_SHARES = 3;

    private record Share<T>(T value, int number) {}

    private final List<Share<String>> surnames = new ArrayList<>();
    private final List<Share<Integer>> years = new ArrayList<>();
    private final List<String> givenNames;
    private final int givenNamesOfShare;
    private final Permutation order;

    /** A name and a year of birth. */
    record Person(String name, int birthYear) {}

    People(long seed) {
        Map<String, List<String>> names = TextFile.sections("people.txt");
        for (String line : names.getOrDefault("surnames", List.of())) {
            String[] cells = line.split("\\s+");
            for (int i = 1; i < cells.length; i++) {
                share(surnames, cells[i], Integer.parseInt(cells[0]));
            }
        }
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            share(years, year, year < 1955 ? 1 : year < 1965 || year > 1989 ? 2 : MOST_YEAR_SHARES);
        }
        givenNames = givenNames(names, seed);
        givenNamesOfShare = givenNames.size() / (MOST_SURNAME_SHARES * MOST_YEAR_SHARES);
        order = new Permutation((long) surnames.size() * years.size() * givenNamesOfShare, Dice.mix(seed + 1));
    }

    private static <T> void share(List<Share<T>> shares, T value, int times) {
        for (int i = 0; i < times; i++) {
            shares.add(new Share<>(value, i));
        }
    }

    private static List<String> givenNames(Map<String, List<String>> names, long seed) {
        List<String> seconds = TextFile.words(names, "given second");
        Set<String> never = new HashSet<>(TextFile.words(names, "given never"));
        List<String> all = new ArrayList<>(seconds.stream().distinct().toList());
        for (String first : TextFile.words(names, "given first")) {
            for (String second : seconds) {
                if (!first.equals(second)) {
                    all.add(first + second);
                }
            }
        }
        List<String> allowed =
                all.stream().distinct().filter(name -> !never.contains(name)).toList();
        Permutation order = new Permutation(allowed.size(), Dice.mix(seed + 2));
        List<String> shuffled = new ArrayList<>();
        for (int i = 0; i < allowed.size(); i++) {
            shuffled.add(allowed.get((int) order.of(i)));
        }
        return shuffled;
    }

    /** How many people there are. */
    long count() {
        return order.size();
    }

    Person person(int number) {
        long place = order.of(number);
        Share<String> surname = surnames.get((int) (place % surnames.size()));
        long rest = place / surnames.size();
        Share<Integer> year = years.get((int) (rest % years.size()));
        int given = (int) (rest / years.size());
        int share = surname.number() * MOST_YEAR_SHARES + year.number();
        return new Person(surname.value() + givenNames.get(share * givenNamesOfShare + given), year.value());
    }
}
