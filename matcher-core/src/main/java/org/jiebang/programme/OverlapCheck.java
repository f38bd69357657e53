package org.jiebang.programme;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jiebang.region.Region;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jiebang.text.TermBag;
import org.jiebang.text.TextAnalyzer;
import org.jiebang.text.TextNormalizer;
import org.jiebang.text.Token;

/** Finds what two applications have in common. */
final class OverlapCheck {
    private final TextAnalyzer analyzer;
    private final RegionTree regions;

    OverlapCheck(TextAnalyzer analyzer, RegionTree regions) {
        this.analyzer = analyzer;
        this.regions = regions;
    }

    List<Finding> check(Condition.NonOverlap rule, Application mine, Register register, int year) {
        List<Finding> overlaps = new ArrayList<>();
        switch (rule.against()) {
            case OWN_APPLICATIONS -> {
                for (Application other : register.applications()) {
                    if (isSibling(mine, other)) {
                        rule.dimensions().stream()
                                .sorted()
                                .forEach(dimension -> compare(rule, dimension, mine, other, overlaps));
                    }
                }
            }
            case FUNDED_RESULTS -> fundedResults(rule, mine, register, overlaps);
            case HOSTS_OF_LAST_YEAR -> {
                Set<String> hosts = new HashSet<>(mine.plan().hosts());
                List<String> again = register.hostings().stream()
                        .filter(hosting -> hosting.approved() == year - 1 && hosts.contains(hosting.host()))
                        .map(Register.Hosting::host)
                        .distinct()
                        .toList();
                repeated(Dimension.HOSTS, String.valueOf(year - 1), again, overlaps);
            }
        }
        return overlaps;
    }

    /** Another application of the same unit in the same programme. */
    static boolean isSibling(Application mine, Application other) {
        return !other.id().equals(mine.id())
                && other.programme().equals(mine.programme())
                && other.applicant().key().equals(mine.applicant().key());
    }

    private void compare(
            Condition.NonOverlap rule, Dimension dimension, Application mine, Application other, List<Finding> found) {
        String title = other.title();
        switch (dimension) {
            case MEMBERS -> members(mine, other, found);
            case PROBLEMS -> problems(rule, mine, other, found);
            case REGIONS -> repeated(dimension, title, sharedRegions(mine.plan(), other.plan()), found);
            case CONTENT ->
                alike(
                        rule,
                        dimension,
                        title,
                        mine.plan().content(),
                        other.plan().content(),
                        found);
            case RESULTS ->
                alike(
                        rule,
                        dimension,
                        title,
                        mine.plan().results(),
                        other.plan().results(),
                        found);
            case HOSTS -> {
                List<String> hosts = new ArrayList<>(mine.plan().hosts());
                hosts.retainAll(other.plan().hosts());
                repeated(dimension, title, hosts, found);
            }
        }
    }

    private static void members(Application mine, Application other, List<Finding> found) {
        List<String> same = new ArrayList<>();
        List<String> maybe = new ArrayList<>();
        for (List<Application.Member> lines : Composing.people(mine)) {
            String name = lines.getFirst().name();
            if (meet(lines, other, Composing::isSame)) {
                same.add(name);
            } else if (meet(lines, other, OverlapCheck::mayBeSame)) {
                maybe.add(name);
            }
        }
        repeated(Dimension.MEMBERS, other.title(), same, found);
        if (!maybe.isEmpty()) {
            found.add(new Finding.Namesakes(other.title(), maybe));
        }
    }

    private static boolean meet(
            List<Application.Member> lines,
            Application other,
            BiPredicate<Application.Member, Application.Member> how) {
        return lines.stream().anyMatch(line -> other.team().stream().anyMatch(another -> how.test(line, another)));
    }

    /** Namesakes that no id tells apart. */
    private static boolean mayBeSame(Application.Member one, Application.Member another) {
        return (one.id().isBlank() || another.id().isBlank()) && Composing.isNamesake(one, another);
    }

    private void problems(Condition.NonOverlap rule, Application mine, Application other, List<Finding> found) {
        List<String> same = new ArrayList<>();
        for (Application.ProblemChoice problem : mine.plan().problems()) {
            double likest = 0;
            boolean known = false;
            for (Application.ProblemChoice another : other.plan().problems()) {
                known |= !problem.id().isBlank() && problem.id().equals(another.id());
                likest = Math.max(likest, likeness(problem.title(), another.title()));
            }
            if (known || likest >= rule.blocks()) {
                same.add(problem.title());
            } else if (likest >= rule.asks()) {
                found.add(new Finding.Alike(Dimension.PROBLEMS, other.title(), likest, false));
            }
        }
        repeated(Dimension.PROBLEMS, other.title(), same, found);
    }

    /** Places of one that are a place of the other, lie in it or contain it. */
    private List<String> sharedRegions(Application.Plan mine, Application.Plan theirs) {
        return mine.regions().stream()
                .filter(code ->
                        theirs.regions().stream().anyMatch(other -> contains(code, other) || contains(other, code)))
                .sorted()
                .map(code -> regions.find(code).isPresent() ? regions.fullName(code) : code.value())
                .toList();
    }

    private boolean contains(RegionCode larger, RegionCode smaller) {
        return larger.equals(smaller)
                || regions.path(smaller).stream().map(Region::code).anyMatch(larger::equals);
    }

    private void fundedResults(Condition.NonOverlap rule, Application mine, Register register, List<Finding> overlaps) {
        String unit = mine.applicant().key();
        for (Register.FundedResult funded : register.fundedResults()) {
            if (funded.unit().equals(unit)) {
                alike(rule, Dimension.RESULTS, funded.project(), mine.plan().results(), funded.results(), overlaps);
            }
        }
        for (Application other : register.applications()) {
            if (!other.programme().equals(mine.programme())
                    && other.applicant().key().equals(unit)) {
                alike(
                        rule,
                        Dimension.RESULTS,
                        other.title(),
                        mine.plan().results(),
                        other.plan().results(),
                        overlaps);
            }
        }
    }

    private static void repeated(Dimension dimension, String other, List<String> items, List<Finding> found) {
        if (!items.isEmpty()) {
            found.add(new Finding.Repeated(dimension, other, items));
        }
    }

    private void alike(
            Condition.NonOverlap rule,
            Dimension dimension,
            String other,
            String mine,
            String theirs,
            List<Finding> found) {
        double likeness = likeness(mine, theirs);
        if (likeness >= rule.asks()) {
            found.add(new Finding.Alike(dimension, other, likeness, likeness >= rule.blocks()));
        }
    }

    /** Cosine of the words and character pairs of two texts, in [0, 1]; 1 for texts that are equal after folding, 0 if one is empty. */
    double likeness(String one, String another) {
        String first = TextNormalizer.term(one);
        if (first.isEmpty()) {
            return 0;
        }
        return first.equals(TextNormalizer.term(another)) ? 1 : Math.min(1, cosine(terms(one), terms(another)));
    }

    private TermBag terms(String text) {
        List<String> terms = new ArrayList<>(analyzer.bigrams(text));
        analyzer.words(text).stream().map(Token::term).forEach(terms::add);
        return TermBag.of(terms);
    }

    private static double cosine(TermBag one, TermBag another) {
        double product = 0;
        for (Map.Entry<String, Integer> term : one.counts().entrySet()) {
            product += (double) term.getValue() * another.count(term.getKey());
        }
        double lengths = Math.sqrt(square(one)) * Math.sqrt(square(another));
        return lengths == 0 ? 0 : product / lengths;
    }

    private static double square(TermBag bag) {
        return bag.counts().values().stream()
                .mapToDouble(count -> (double) count * count)
                .sum();
    }
}
