package org.jiebang.ingest.work;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jiebang.text.TextAnalyzer;
import org.jiebang.text.TextNormalizer;
import org.jiebang.text.Token;

/**
 * The directions that somebody's works bear out: keywords that they state and noun phrases that stand in the titles of several. Every
 * direction points at its works; nothing is said that no work says.
 */
public final class Directions {
    /** Of more works than that only the latest are read. */
    public static final int MOST_WORKS = 400;

    private static final int MOST_DIRECTIONS = 8;
    private static final int SHORTEST = 2;
    private static final int LONGEST = 20;
    /** A phrase that no keyword names must stand in so many works. */
    private static final int FEWEST_WORKS = 2;
    /** Words that stand in fewest works are looked at no further. */
    private static final int MOST_WORDS = 300;

    private Directions() {}

    /**
     * A direction and what bears it out.
     *
     * @param works places in the list of works
     * @param from year of the earliest of them; 0 if none is known
     * @param to year of the latest
     */
    public record Direction(String words, List<Integer> works, int from, int to) {
        public Direction {
            works = List.copyOf(works);
        }
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

    /**
     * At most eight, those of the most works first.
     *
     * @param works the latest first
     */
    public static List<Direction> of(List<Work> works, TextAnalyzer analyzer) {
        List<Work> read = works.subList(0, Math.min(MOST_WORKS, works.size()));
        Map<String, Met> met = mostMet(phrases(read, analyzer));
        // A keyword of one work is borne out by the titles of others.
        for (int i = 0; i < read.size(); i++) {
            String title = TextNormalizer.term(read.get(i).title());
            int place = i;
            met.forEach((term, found) -> {
                if (title.contains(term)) {
                    found.works.add(place);
                }
            });
        }
        return met.values().stream()
                .filter(found -> found.keyword || found.works.size() >= FEWEST_WORKS)
                .filter(found -> !isPartOfAnother(found, met))
                .map(found -> direction(found, read))
                .sorted(Comparator.comparingInt(
                                (Direction direction) -> -direction.works().size())
                        .thenComparing(Direction::to, Comparator.reverseOrder())
                        .thenComparing(Direction::words))
                .limit(MOST_DIRECTIONS)
                .toList();
    }

    private static Map<String, Met> phrases(List<Work> works, TextAnalyzer analyzer) {
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
        return met;
    }

    private static void note(Map<String, Met> met, String words, int work, boolean keyword) {
        String term = TextNormalizer.term(words);
        if (term.length() >= SHORTEST && words.length() <= LONGEST) {
            Met found = met.computeIfAbsent(term, none -> new Met(words.strip()));
            found.works.add(work);
            found.keyword |= keyword;
        }
    }

    private static Map<String, Met> mostMet(Map<String, Met> met) {
        Map<String, Met> most = new LinkedHashMap<>();
        met.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, Met> entry) ->
                        -entry.getValue().works.size()))
                .limit(MOST_WORDS)
                .forEach(entry -> most.put(entry.getKey(), entry.getValue()));
        return most;
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
}
