package org.jiebang.text;

import com.hankcs.hanlp.corpus.tag.Nature;
import com.hankcs.hanlp.seg.common.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The phrases that say most of what a text is about, as an author would state keywords: 补肾活血汤, 平方和优化. Candidates are runs of a few parts of
 * speech that can stand in a name, with a noun or a verb at the end. A phrase counts by how often it is used and whether the title has it, by
 * how rare its parts are in the platform's texts, by how often it stands alone rather than inside a longer name (as the C-value does:
 * Frantzi, Ananiadou and Mima, Automatic Recognition of Multi-Word Terms, 2000) and by its length; sentences that speak of something else
 * than the subject ({@link Focus}) count less. The constants were chosen on one half of public papers, see docs/measurements.md. Pure
 * functions.
 */
public final class Keyphrases {
    private static final int MOST_PARTS = 5;
    private static final int LONGEST = 14;
    private static final int SHORTEST = 2;

    /** Kinds of parts of speech, by their first letter, that can stand in a name: nouns and what qualifies them. */
    private static final String IN_NAMES = "ngjlibhksafx";

    /** Of these, kinds that end a name. */
    private static final String ENDS = "ngjlis";

    private static final Set<String> VERBS = Set.of("v", "vi", "vn");

    /** How often more a phrase counts for standing in the title. */
    private static final double TITLE = 2;

    /** What standing inside a longer run is worth, against 1 more for standing alone on that side. */
    private static final double INSIDE = 1;

    /** Sums of weights that differ by less are the same. */
    private static final double ROUNDING = 1e-9;

    private Keyphrases() {}

    /**
     * A phrase of a text.
     *
     * @param text as it is written where it first stands
     * @param weight above 0; comparable within one text only
     */
    public record Keyphrase(String text, double weight) {}

    /** Where a phrase was met: how often, each time as much as its sentence counts. */
    private static final class Met {
        private final String term;
        private final String text;
        private final double rarity;
        private double count;
        private double inTitle;
        private double freeBefore;
        private double freeBehind;

        Met(String term, String text, double rarity) {
            this.term = term;
            this.text = text;
            this.rarity = rarity;
        }

        double weight() {
            double uses = Math.log1p(count + TITLE * inTitle);
            return uses
                    * uses
                    * rarity
                    * (INSIDE + freeBefore / count)
                    * (INSIDE + freeBehind / count)
                    * likely(length(term));
        }

        /** Does the shorter of the two stand inside the other every time? */
        boolean saysTheSame(Met other) {
            Met longer = term.length() > other.term.length() ? this : other;
            Met shorter = longer == this ? other : this;
            return longer.term.contains(shorter.term) && shorter.count <= longer.count + ROUNDING;
        }
    }

    /**
     * The phrases that say most, strongest first; no two of which one always stands inside the other.
     *
     * @param corpus tells how rare words are; where nothing was learnt all count alike
     * @param texts of the record beside its title
     * @param limit how many at most, above 0
     */
    public static List<Keyphrase> of(
            TextAnalyzer analyzer, CorpusModel corpus, String title, List<String> texts, int limit) {
        Map<String, Met> met = new LinkedHashMap<>();
        meet(met, analyzer, corpus, title, 1, true);
        for (Focus.Sentence sentence :
                Focus.of(analyzer, corpus.space(), title, texts).sentences()) {
            meet(met, analyzer, corpus, sentence.passage().text(), sentence.weight(), false);
        }
        List<Met> best = new ArrayList<>(met.values());
        best.sort(Comparator.comparingDouble(Met::weight).reversed().thenComparing(phrase -> phrase.term));
        List<Met> chosen = new ArrayList<>();
        for (Met phrase : best) {
            if (chosen.size() < limit && chosen.stream().noneMatch(phrase::saysTheSame)) {
                chosen.add(phrase);
            }
        }
        return chosen.stream()
                .map(phrase -> new Keyphrase(phrase.text, phrase.weight()))
                .toList();
    }

    private static void meet(
            Map<String, Met> met,
            TextAnalyzer analyzer,
            CorpusModel corpus,
            String text,
            double attention,
            boolean title) {
        TextNormalizer.Folded folded = TextNormalizer.foldWithOrigin(text);
        List<Term> parts = analyzer.parts(folded.text());
        for (int from = 0; from < parts.size(); from++) {
            if (!begins(parts.get(from))) {
                continue;
            }
            boolean freeBefore = from == 0 || !inName(parts.get(from - 1)) || isVerb(parts.get(from - 1));
            double rarity = 0;
            for (int to = from; to < Math.min(parts.size(), from + MOST_PARTS) && inName(parts.get(to)); to++) {
                rarity += corpus.rarity(parts.get(to).word);
                int start = parts.get(from).offset;
                int end = parts.get(to).offset + parts.get(to).word.length();
                String term = TextNormalizer.dense(folded.text().substring(start, end));
                if (term.length() > LONGEST) {
                    break;
                }
                if (term.length() >= SHORTEST && ends(parts.get(to)) && names(parts.subList(from, to + 1))) {
                    double mean = rarity / (to - from + 1);
                    Met phrase = met.computeIfAbsent(
                            term,
                            none -> new Met(
                                    term,
                                    text.substring(folded.origin()[start], folded.originalEnd(end))
                                            .strip(),
                                    mean));
                    boolean freeBehind = to + 1 == parts.size() || !inName(parts.get(to + 1));
                    phrase.count += attention;
                    phrase.inTitle += title ? attention : 0;
                    phrase.freeBefore += freeBefore ? attention : 0;
                    phrase.freeBehind += freeBehind ? attention : 0;
                }
            }
        }
    }

    private static boolean inName(Term part) {
        return (IN_NAMES.indexOf(kind(part)) >= 0 || isVerb(part))
                && !StopWords.WORDS.contains(part.word)
                && !(part.nature == Nature.v && StopWords.ASKING_VERBS.contains(part.word));
    }

    private static boolean begins(Term part) {
        return inName(part) && kind(part) != 'k';
    }

    private static boolean ends(Term part) {
        return ENDS.indexOf(kind(part)) >= 0 || isVerb(part) || part.nature == Nature.an;
    }

    /** What is not a unit, not places only, and not a verb alone. */
    private static boolean names(List<Term> parts) {
        boolean alone = parts.size() == 1;
        Term first = parts.getFirst();
        return !(alone && (first.nature == Nature.v || Unit.isSymbol(first.word)))
                && !parts.stream().allMatch(part -> part.nature == Nature.ns);
    }

    private static boolean isVerb(Term part) {
        return VERBS.contains(part.nature.toString());
    }

    private static char kind(Term part) {
        return part.nature.toString().charAt(0);
    }

    /** Length as a reader sees it: a run of letters and digits counts as two characters. */
    private static int length(String term) {
        int length = 0;
        boolean latin = false;
        for (int i = 0; i < term.length(); i++) {
            boolean now = term.charAt(i) < 0x80;
            length += !now ? 1 : latin ? 0 : 2;
            latin = now;
        }
        return length;
    }

    /** How much keywords are of a length. */
    private static double likely(int length) {
        return switch (length) {
            case 1, 2 -> 0.6;
            case 3 -> 1;
            case 4 -> 1.4;
            case 5, 6 -> 1.2;
            default -> 0.7;
        };
    }
}
