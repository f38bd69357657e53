package org.jiebang.programme;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jiebang.matching.Sentence;

/**
 * One call of one year. Immutable.
 *
 * @param id unique, of letters, digits and hyphens
 * @param series what the calls of several years have in common
 * @param document number of the notice, or its title
 * @param issued day of the notice
 * @param places projects to be approved in all; 0 if the notice does not say
 * @param terms further words of the notice that the platform uses: controlled vocabularies by name
 */
public record Programme(
        String id,
        String series,
        int year,
        Sentence title,
        String document,
        String issuer,
        LocalDate issued,
        int places,
        List<Category> categories,
        List<Rule> rules,
        List<Stage> stages,
        List<Form> forms,
        Map<String, List<String>> terms) {
    public Programme {
        categories = List.copyOf(categories);
        rules = List.copyOf(rules);
        stages = List.copyOf(stages);
        forms = List.copyOf(forms);
        terms = Map.copyOf(terms);
    }

    public Optional<Category> category(String id) {
        return categories.stream().filter(category -> category.id().equals(id)).findFirst();
    }

    public Optional<Rule> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    public Optional<Form> form(String id) {
        return forms.stream().filter(form -> form.id().equals(id)).findFirst();
    }

    /** Rules of a category that are checked in a phase, in the order of the file. */
    public List<Rule> rules(String category, Phase phase) {
        return rules.stream()
                .filter(rule ->
                        rule.appliesTo(category) && rule.condition().phases().contains(phase))
                .toList();
    }

    /** What the rules ask of a team of a category. */
    public TeamComposition composition(String category) {
        Map<Measure, Bound> bounds = new EnumMap<>(Measure.class);
        Set<Dimension> disjoint = EnumSet.noneOf(Dimension.class);
        int youngAge = 0;
        int teams = Bound.UNLIMITED;
        boolean separate = false;
        for (Rule rule : rules(category, Phase.APPLICATION)) {
            switch (rule.condition()) {
                case Condition.Composition count -> {
                    Bound bound = new Bound(count.minimum(), count.maximum(), rule.strength(), List.of(rule.id()));
                    bounds.merge(count.measure(), bound, Bound::and);
                    youngAge = Math.max(youngAge, count.age());
                }
                case Condition.SeparateRoles roles -> separate = true;
                case Condition.Quota quota -> teams = Math.min(teams, quota.maximum());
                case Condition.NonOverlap overlap -> {
                    if (overlap.against() == Condition.Against.OWN_APPLICATIONS) {
                        disjoint.addAll(overlap.dimensions());
                    }
                }
                default -> {
                    // Says nothing of the team.
                }
            }
        }
        return new TeamComposition(bounds, youngAge, separate, teams, disjoint);
    }

    /** Every citation of the programme. */
    Stream<Citation> citations() {
        return Stream.concat(rules.stream().map(Rule::citation), stages.stream().map(Stage::citation));
    }
}
