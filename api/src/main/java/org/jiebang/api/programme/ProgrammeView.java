package org.jiebang.api.programme;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Bound;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Deadline;
import org.jiebang.programme.Medium;
import org.jiebang.programme.Phase;
import org.jiebang.programme.Programme;
import org.jiebang.programme.Rule;
import org.jiebang.programme.Stage;
import org.jiebang.programme.Strength;
import org.jspecify.annotations.Nullable;

/**
 * A programme as readers see it: every rule in words, with the sentence of the notice that it comes from.
 *
 * @param version 0 for the one that ships
 * @param places projects to be approved in all; null if the notice does not say
 */
record ProgrammeView(
        String id,
        int version,
        ProgrammeState state,
        String series,
        int year,
        Sentence name,
        String document,
        String issuer,
        LocalDate issued,
        @Nullable Integer places,
        List<CategoryView> categories,
        List<RuleView> rules,
        List<StageView> stages,
        List<DeadlineView> deadlines,
        List<DeliverableView> deliverables) {

    static ProgrammeView of(ProgrammeCatalog.Entry entry) {
        Programme programme = entry.programme();
        return new ProgrammeView(
                programme.id(),
                entry.version(),
                entry.state(),
                programme.series(),
                programme.year(),
                programme.title(),
                programme.document(),
                programme.issuer(),
                programme.issued(),
                programme.places() == 0 ? null : programme.places(),
                CategoryView.of(programme),
                programme.rules().stream().map(RuleView::of).toList(),
                programme.stages().stream().map(StageView::of).toList(),
                programme.rules().stream().flatMap(DeadlineView::of).toList(),
                programme.rules().stream().flatMap(DeliverableView::of).toList());
    }

    /** A programme in a list. */
    record ProgrammeSummary(
            String id,
            int version,
            ProgrammeState state,
            String series,
            int year,
            Sentence name,
            String document,
            LocalDate issued,
            int rules,
            List<CategoryView> categories) {
        static ProgrammeSummary of(ProgrammeCatalog.Entry entry) {
            Programme programme = entry.programme();
            return new ProgrammeSummary(
                    programme.id(),
                    entry.version(),
                    entry.state(),
                    programme.series(),
                    programme.year(),
                    programme.title(),
                    programme.document(),
                    programme.issued(),
                    programme.rules().size(),
                    CategoryView.of(programme));
        }
    }

    /**
     * What can be applied for.
     *
     * @param follows ids of the categories of earlier years that it continues
     */
    record CategoryView(String id, Sentence name, String group, List<String> follows, int cycleYears) {
        static List<CategoryView> of(Programme programme) {
            return programme.categories().stream()
                    .map(category -> new CategoryView(
                            category.id(),
                            category.name(),
                            category.group(),
                            category.follows(),
                            category.cycleYears()))
                    .toList();
        }
    }

    /**
     * A rule.
     *
     * @param also further ids of the same rule
     * @param categories of which it speaks; empty: of all
     * @param words what it asks
     * @param quote the words of the notice
     */
    record RuleView(
            String id,
            List<String> also,
            Sentence name,
            RuleKind kind,
            Strength strength,
            List<String> categories,
            Set<Phase> phases,
            Sentence words,
            String quote,
            String document,
            String section) {
        static RuleView of(Rule rule) {
            return new RuleView(
                    rule.id(),
                    rule.also(),
                    rule.title(),
                    RuleKind.of(rule.condition()),
                    rule.strength(),
                    rule.categories(),
                    new TreeSet<>(rule.condition().phases()),
                    rule.asks(),
                    rule.citation().quote(),
                    rule.citation().document(),
                    rule.citation().section());
        }
    }

    /** A stage of the programme's course. */
    record StageView(
            String id,
            Sentence name,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            String quote,
            String document,
            String section) {
        static StageView of(Stage stage) {
            return new StageView(
                    stage.id(),
                    stage.name(),
                    stage.from(),
                    stage.to(),
                    stage.citation().quote(),
                    stage.citation().document(),
                    stage.citation().section());
        }
    }

    /**
     * When something must be handed in, in Chinese time.
     *
     * @param rule id of the rule that says so
     * @param closes the last moment that is in time
     */
    record DeadlineView(
            String rule,
            List<String> categories,
            Medium medium,
            @Nullable LocalDateTime opens,
            LocalDateTime closes,
            Deadline.Basis counts) {
        static Stream<DeadlineView> of(Rule rule) {
            return rule.condition() instanceof Condition.Window window
                    ? Stream.of(new DeadlineView(
                            rule.id(),
                            rule.categories(),
                            window.medium(),
                            window.opens(),
                            window.closes().last(),
                            window.closes().counts()))
                    : Stream.empty();
        }
    }

    /**
     * What must be handed in before the project is closed.
     *
     * @param minimumCharacters of each; null if the notice does not say, as with the maximum
     * @param due last day; null: when the project is closed
     */
    record DeliverableView(
            String rule,
            List<String> categories,
            String item,
            int count,
            @Nullable Integer minimumCharacters,
            @Nullable Integer maximumCharacters,
            @Nullable LocalDate due) {
        static Stream<DeliverableView> of(Rule rule) {
            return rule.condition() instanceof Condition.Deliverable deliverable
                    ? Stream.of(new DeliverableView(
                            rule.id(),
                            rule.categories(),
                            deliverable.item(),
                            deliverable.count(),
                            deliverable.minimumCharacters() == 0 ? null : deliverable.minimumCharacters(),
                            deliverable.maximumCharacters() == Bound.UNLIMITED ? null : deliverable.maximumCharacters(),
                            deliverable.due()))
                    : Stream.empty();
        }
    }
}
