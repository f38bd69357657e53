package org.jiebang.programme;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jiebang.matching.Sentence;

/**
 * What changes from one programme to another, in words. Categories are the same if they have the same id or name, or if the later one
 * says that it follows the earlier; rules are the same if they have the same id, or ask the same thing of the same categories.
 */
public final class ProgrammeDiff {
    /**
     * One change.
     *
     * @param kind what happened
     * @param id of the category, rule, stage or form: the later one's, or the earlier one's if it was removed
     */
    public record Change(Kind kind, String id, Sentence words) {}

    /** What happened. */
    public enum Kind {
        CATEGORY_ADDED,
        CATEGORY_REMOVED,
        CATEGORY_RENAMED,
        RULE_ADDED,
        RULE_REMOVED,
        RULE_CHANGED,
        STAGE_ADDED,
        STAGE_REMOVED,
        STAGE_CHANGED,
        FIELD_ADDED,
        FIELD_REMOVED,
        FIELD_CHANGED,
        /** A field of the head or a vocabulary; only between versions of one file. */
        HEAD_CHANGED,
        /** Name, quote or place of a rule, not what it asks; only between versions of one file. */
        RULE_REWORDED,
        /** The files differ in what nobody is asked, such as the section of a stage. */
        OTHER_CHANGED
    }

    private final Programme before;
    private final Programme after;
    /** Id of the later category to that of the earlier. */
    private final Map<String, String> earlier = new HashMap<>();

    private final List<Change> changes = new ArrayList<>();

    private ProgrammeDiff(Programme before, Programme after) {
        this.before = before;
        this.after = after;
    }

    /** Changes of categories first, then of rules, of stages and of the fields of forms, each in the order of the files. */
    public static List<Change> between(Programme before, Programme after) {
        ProgrammeDiff diff = new ProgrammeDiff(before, after);
        diff.categories();
        diff.rules();
        diff.stages();
        diff.fields();
        return List.copyOf(diff.changes);
    }

    /**
     * Changes between two versions of one file: {@link #between} and every other difference as well, so that nothing is changed
     * unseen. Empty only if both versions are the same.
     */
    public static List<Change> versions(Programme before, Programme after) {
        List<Change> all = new ArrayList<>(VersionDiff.of(before, after));
        all.addAll(between(before, after));
        if (all.isEmpty() && !before.equals(after)) {
            all.add(new Change(Kind.OTHER_CHANGED, after.id(), Words.of("diff.other-changed")));
        }
        return List.copyOf(all);
    }

    private void categories() {
        for (Category category : after.categories()) {
            Optional<Category> old = before.categories().stream()
                    .filter(candidate -> candidate.id().equals(category.id())
                            || candidate.name().chinese().equals(category.name().chinese())
                            || category.follows().contains(candidate.id()))
                    .findFirst();
            if (old.isEmpty()) {
                add(Kind.CATEGORY_ADDED, category.id(), "diff.category-added", category.name());
            } else {
                earlier.put(category.id(), old.get().id());
                if (!old.get().name().equals(category.name())) {
                    add(
                            Kind.CATEGORY_RENAMED,
                            category.id(),
                            "diff.category-renamed",
                            old.get().name(),
                            category.name());
                }
            }
        }
        for (Category category : before.categories()) {
            if (!earlier.containsValue(category.id())) {
                add(Kind.CATEGORY_REMOVED, category.id(), "diff.category-removed", category.name());
            }
        }
    }

    private void rules() {
        Set<Rule> gone = new LinkedHashSet<>(before.rules());
        Map<Rule, Rule> pairs = new HashMap<>();
        // Ids first: a rule that kept its id must not be taken by one that merely resembles it.
        for (Rule rule : after.rules()) {
            before.rule(rule.id()).filter(old -> isSameKind(old, rule)).ifPresent(old -> {
                pairs.put(rule, old);
                gone.remove(old);
            });
        }
        for (Rule rule : after.rules()) {
            if (!pairs.containsKey(rule)) {
                gone.stream()
                        .filter(candidate -> isSameKind(candidate, rule) && meets(candidate, rule))
                        .findFirst()
                        .ifPresent(old -> {
                            pairs.put(rule, old);
                            gone.remove(old);
                        });
            }
        }
        for (Rule rule : after.rules()) {
            Rule old = pairs.get(rule);
            if (old == null) {
                add(Kind.RULE_ADDED, rule.id(), "diff.rule-added", where(after, rule), rule.title(), asked(rule));
            } else {
                compare(old, rule);
            }
        }
        for (Rule rule : gone) {
            add(Kind.RULE_REMOVED, rule.id(), "diff.rule-removed", where(before, rule), rule.title(), asked(rule));
        }
    }

    private void compare(Rule old, Rule rule) {
        boolean asks = !old.condition().equals(rule.condition()) || old.strength() != rule.strength();
        boolean scope = !scope(old, before).equals(earlierScope(rule));
        if (asks) {
            add(
                    Kind.RULE_CHANGED,
                    rule.id(),
                    "diff.rule-changed",
                    where(after, rule),
                    rule.title(),
                    asked(old),
                    asked(rule));
        } else if (scope) {
            add(Kind.RULE_CHANGED, rule.id(), "diff.rule-moved", rule.title(), where(before, old), where(after, rule));
        }
    }

    /** Stages are the same if they have the same name. */
    private void stages() {
        Map<String, Stage> old = new LinkedHashMap<>();
        before.stages().forEach(stage -> old.put(stage.name().chinese(), stage));
        for (Stage stage : after.stages()) {
            Stage earlierOne = old.remove(stage.name().chinese());
            if (earlierOne == null) {
                add(Kind.STAGE_ADDED, stage.id(), "diff.stage-added", stage.name(), dates(stage));
            } else if (!dates(earlierOne).equals(dates(stage))) {
                add(
                        Kind.STAGE_CHANGED,
                        stage.id(),
                        "diff.stage-changed",
                        stage.name(),
                        dates(earlierOne),
                        dates(stage));
            }
        }
        old.values().forEach(stage -> add(Kind.STAGE_REMOVED, stage.id(), "diff.stage-removed", stage.name()));
    }

    private static Sentence dates(Stage stage) {
        if (stage.from() == null && stage.to() == null) {
            return Words.of("diff.no-date");
        }
        return Words.of("diff.dates", stage.from() == null ? "" : stage.from(), stage.to() == null ? "" : stage.to());
    }

    /** Fields are the same if they have the same name in forms of the same name. */
    private void fields() {
        Map<String, Form.Field> old = new LinkedHashMap<>();
        Map<String, String> forms = new HashMap<>();
        for (Form form : before.forms()) {
            for (Form.Field field : form.fields()) {
                old.put(place(form, field), field);
                forms.put(place(form, field), form.id());
            }
        }
        for (Form form : after.forms()) {
            for (Form.Field field : form.fields()) {
                Form.Field earlierOne = old.remove(place(form, field));
                if (earlierOne == null) {
                    add(Kind.FIELD_ADDED, form.id(), "diff.field-added", place(form, field), demands(field));
                } else if (!earlierOne.equals(field)) {
                    add(
                            Kind.FIELD_CHANGED,
                            form.id(),
                            "diff.field-changed",
                            place(form, field),
                            demands(earlierOne),
                            demands(field));
                }
            }
        }
        old.keySet()
                .forEach(place -> add(Kind.FIELD_REMOVED, forms.getOrDefault(place, ""), "diff.field-removed", place));
    }

    private static String place(Form form, Form.Field field) {
        return form.name().chinese() + " / " + field.name();
    }

    private static Sentence demands(Form.Field field) {
        List<Sentence> demands = new ArrayList<>();
        demands.add(Words.of(field.required() ? "diff.field.required" : "diff.field.free"));
        if (field.maximumCharacters() < Bound.UNLIMITED) {
            demands.add(Words.of("diff.field.characters", field.maximumCharacters()));
        }
        if (field.maximumRows() > 0 && field.maximumRows() < Bound.UNLIMITED) {
            demands.add(Words.of("diff.field.rows", field.maximumRows()));
        }
        if (!field.block().isEmpty()) {
            demands.add(Words.of("diff.field.block", field.block()));
        }
        if (!field.columns().isEmpty()) {
            demands.add(Words.of("diff.field.columns", Words.names(field.columns())));
        }
        if (!field.options().isEmpty()) {
            demands.add(Words.of("diff.field.options", Words.names(field.options())));
        }
        return Words.joined(demands, "，", ", ");
    }

    private static Sentence asked(Rule rule) {
        return Words.of("diff.asked", ConditionText.of(rule), Words.of(rule.strength()));
    }

    private static Sentence where(Programme programme, Rule rule) {
        return rule.categories().isEmpty()
                ? Words.of("diff.everywhere")
                : Words.list(rule.categories().stream()
                        .map(id -> programme.category(id).map(Category::name).orElse(Words.plain(id)))
                        .toList());
    }

    /** Do two rules ask about the same thing? */
    private static boolean isSameKind(Rule one, Rule another) {
        return subject(one.condition()).equals(subject(another.condition()));
    }

    private static String subject(Condition condition) {
        String about = switch (condition) {
            case Condition.Composition count -> count.measure().name();
            case Condition.Threshold threshold -> threshold.indicator();
            case Condition.Deliverable deliverable -> deliverable.item();
            case Condition.Window window -> window.medium().name();
            case Condition.Disqualification incident -> incident.incident().name();
            case Condition.Qualification held -> held.mark();
            case Condition.FieldFormat format -> format.field();
            case Condition.NonOverlap overlap -> overlap.against().name();
            case Condition.Attachments attachments ->
                attachments.copies().keySet().stream().sorted().toList().toString();
            case Condition.Priority priority ->
                priority.marks().stream().sorted().toList().toString();
            default -> "";
        };
        return condition.getClass().getSimpleName() + " " + about;
    }

    /** Do they speak of the same categories, at least of one? What cannot be counted is the same only under the same title. */
    private boolean meets(Rule old, Rule rule) {
        boolean counted = !(rule.condition() instanceof Condition.Commitment)
                && !(rule.condition() instanceof Condition.Priority);
        Set<String> shared = new LinkedHashSet<>(earlierScope(rule));
        shared.retainAll(scope(old, before));
        return !shared.isEmpty()
                && (counted || old.title().chinese().equals(rule.title().chinese()));
    }

    private Set<String> earlierScope(Rule rule) {
        Set<String> scope = new LinkedHashSet<>();
        for (String id : scope(rule, after)) {
            String old = earlier.get(id);
            if (old != null) {
                scope.add(old);
            } else if (!rule.categories().isEmpty()) {
                scope.add("+" + id);
            }
        }
        return rule.categories().isEmpty() ? Set.of("*") : scope;
    }

    private static Set<String> scope(Rule rule, Programme programme) {
        return rule.categories().isEmpty() ? Set.of("*") : new LinkedHashSet<>(rule.categories());
    }

    private void add(Kind kind, String id, String key, Object... values) {
        changes.add(new Change(kind, id, Words.of(key, values)));
    }
}
