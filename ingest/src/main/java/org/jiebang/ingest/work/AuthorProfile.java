package org.jiebang.ingest.work;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.identity.Naming;
import org.jiebang.text.TextAnalyzer;
import org.jiebang.text.TextNormalizer;
import org.jiebang.text.Token;

/**
 * What the works of a file tell of one author: the works themselves and the directions that they bear out. Every direction points at its
 * works; nothing is said that no work says.
 *
 * @param units where the works place him, the most frequent first
 * @param works the latest first
 */
public record AuthorProfile(String name, List<String> units, List<Work> works, List<Direction> directions) {
    private static final int MOST_DIRECTIONS = 8;
    private static final int SHORTEST = 2;
    private static final int LONGEST = 20;
    /** A phrase that no keyword names must stand in so many works. */
    private static final int FEWEST_WORKS = 2;

    public AuthorProfile {
        units = List.copyOf(units);
        works = List.copyOf(works);
        directions = List.copyOf(directions);
    }

    /**
     * A direction and what bears it out.
     *
     * @param works places in {@link AuthorProfile#works()}
     * @param from year of the earliest of them; 0 if none is known
     * @param to year of the latest
     */
    public record Direction(String words, List<Integer> works, int from, int to) {
        public Direction {
            works = List.copyOf(works);
        }
    }

    /** All authors of some works, those with the most works first. Authors of one name in one unit, or of no unit, are taken as one. */
    public static List<AuthorProfile> of(List<Work> works, TextAnalyzer analyzer) {
        Map<String, List<Work>> byAuthor = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, Map<String, Integer>> units = new LinkedHashMap<>();
        for (Work work : works) {
            for (Work.Author author : work.authors()) {
                String unit = author.units().size() == 1 ? author.units().getFirst() : "";
                String key = LibraryRecord.normalized(TextNormalizer.fold(author.name())) + "|"
                        + LibraryRecord.normalized(unit);
                names.putIfAbsent(key, author.name());
                List<Work> own = byAuthor.computeIfAbsent(key, none -> new ArrayList<>());
                if (own.isEmpty() || own.getLast() != work) {
                    own.add(work);
                }
                author.units()
                        .forEach(stated -> units.computeIfAbsent(key, none -> new LinkedHashMap<>())
                                .merge(stated, 1, Integer::sum));
            }
        }
        List<AuthorProfile> profiles = new ArrayList<>();
        byAuthor.forEach((key, own) -> profiles.add(of(
                names.getOrDefault(key, ""),
                units.getOrDefault(key, Map.of()).entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                        .map(Map.Entry::getKey)
                        .toList(),
                own,
                analyzer)));
        profiles.sort(Comparator.comparingInt(profile -> -profile.works().size()));
        return profiles;
    }

    private static AuthorProfile of(String name, List<String> units, List<Work> own, TextAnalyzer analyzer) {
        List<Work> works = own.stream()
                .sorted(Comparator.comparingInt(Work::year).reversed())
                .toList();
        return new AuthorProfile(name, units, works, directions(works, analyzer));
    }

    /** Where a phrase was met. */
    private static final class Met {
        private final String words;
        private final Set<Integer> works = new TreeSet<>();
        private boolean keyword;

        Met(String words) {
            this.words = words;
        }
    }

    private static List<Direction> directions(List<Work> works, TextAnalyzer analyzer) {
        Map<String, Met> met = new LinkedHashMap<>();
        for (int i = 0; i < works.size(); i++) {
            Work work = works.get(i);
            for (String keyword : work.keywords()) {
                note(met, keyword, i, true);
            }
            for (Token phrase : analyzer.phrases(work.title())) {
                note(met, work.title().substring(phrase.start(), phrase.end()), i, false);
            }
        }
        // A keyword of one work is borne out by the titles and summaries of others.
        met.forEach((term, found) -> {
            for (int i = 0; i < works.size(); i++) {
                Work work = works.get(i);
                if (TextNormalizer.term(work.title()).contains(term)
                        || TextNormalizer.term(work.summary()).contains(term)) {
                    found.works.add(i);
                }
            }
        });
        return met.values().stream()
                .filter(found -> found.keyword || found.works.size() >= FEWEST_WORKS)
                .filter(found -> !isPartOfAnother(found, met))
                .map(found -> direction(found, works))
                .sorted(Comparator.comparingInt(
                                (Direction direction) -> -direction.works().size())
                        .thenComparing(Direction::to, Comparator.reverseOrder())
                        .thenComparing(Direction::words))
                .limit(MOST_DIRECTIONS)
                .toList();
    }

    private static void note(Map<String, Met> met, String words, int work, boolean keyword) {
        String term = TextNormalizer.term(words);
        if (term.length() >= SHORTEST && words.length() <= LONGEST) {
            Met found = met.computeIfAbsent(term, none -> new Met(words.strip()));
            found.works.add(work);
            found.keyword |= keyword;
        }
    }

    /** 涂层 says no more than 激光熔覆涂层 where it stands in no other work. */
    private static boolean isPartOfAnother(Met found, Map<String, Met> met) {
        String term = TextNormalizer.term(found.words);
        return met.entrySet().stream()
                .anyMatch(other -> other.getKey().length() > term.length()
                        && other.getKey().contains(term)
                        && (other.getValue().keyword || other.getValue().works.size() >= FEWEST_WORKS)
                        && other.getValue().works.containsAll(found.works));
    }

    private static Direction direction(Met found, List<Work> works) {
        List<Integer> years = found.works.stream()
                .map(work -> works.get(work).year())
                .filter(year -> year != 0)
                .sorted()
                .toList();
        return new Direction(
                found.words,
                List.copyOf(found.works),
                years.isEmpty() ? 0 : years.getFirst(),
                years.isEmpty() ? 0 : years.getLast());
    }

    /** The author as a naming, to be compared with experts of a library; once for each unit that the works give him. */
    public List<Naming> namings(String id, TextAnalyzer analyzer) {
        Set<String> topics = new TreeSet<>();
        List<String> titles = new ArrayList<>();
        for (Work work : works) {
            titles.add(work.title());
            topics.addAll(analyzer.distinctWords(work.title()));
            work.keywords().forEach(keyword -> topics.addAll(analyzer.distinctWords(keyword)));
        }
        Set<String> places = new LinkedHashSet<>(units.isEmpty() ? List.of("") : units);
        return places.stream()
                .map(unit -> new Naming(id, true, name, null, 0, unit, "", null, topics, titles, Set.of(), null))
                .toList();
    }
}
