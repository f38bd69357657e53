package org.jiebang.programme;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jiebang.matching.Sentence;

/**
 * What else differs between two versions of one file, besides what its rules, stages and fields ask: the head, the vocabularies, the
 * quotes and names. From year to year that always changes and is no news; between versions of one call it may be a slip of the pen.
 */
final class VersionDiff {
    private final Programme before;
    private final Programme after;
    private final List<ProgrammeDiff.Change> changes = new ArrayList<>();

    private VersionDiff(Programme before, Programme after) {
        this.before = before;
        this.after = after;
    }

    /** The head first, then vocabularies, then quotes and names of rules. */
    static List<ProgrammeDiff.Change> of(Programme before, Programme after) {
        VersionDiff diff = new VersionDiff(before, after);
        Map<String, Object> old = head(before);
        head(after).forEach((name, value) -> diff.compare(name, old.getOrDefault(name, ""), value));
        Set<String> vocabularies = new TreeSet<>(before.terms().keySet());
        vocabularies.addAll(after.terms().keySet());
        vocabularies.forEach(name -> diff.compare(
                name, terms(before, name).chinese(), terms(after, name).chinese()));
        after.rules().forEach(diff::wording);
        return List.copyOf(diff.changes);
    }

    /** By the names that the fields have in a file. */
    private static Map<String, Object> head(Programme programme) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("系列", programme.series());
        head.put("年度", programme.year());
        head.put("名称", programme.title().chinese());
        head.put("英文名", programme.title().english());
        head.put("文号", programme.document());
        head.put("发文单位", programme.issuer());
        head.put("发文日期", programme.issued());
        head.put("立项总数", programme.places());
        return head;
    }

    private static Sentence terms(Programme programme, String name) {
        return Words.names(programme.terms().getOrDefault(name, List.of()));
    }

    private void compare(String name, Object old, Object now) {
        if (!old.equals(now)) {
            changes.add(new ProgrammeDiff.Change(
                    ProgrammeDiff.Kind.HEAD_CHANGED, name, Words.of("diff.head-changed", name, old, now)));
        }
    }

    private void wording(Rule rule) {
        before.rule(rule.id()).ifPresent(old -> {
            reworded(rule, old.title().chinese(), rule.title().chinese());
            reworded(rule, old.title().english(), rule.title().english());
            reworded(rule, old.citation().quote(), rule.citation().quote());
            reworded(rule, place(old), place(rule));
        });
    }

    private static String place(Rule rule) {
        return rule.citation().document() + " " + rule.citation().section();
    }

    private void reworded(Rule rule, String old, String now) {
        if (!old.equals(now)) {
            changes.add(new ProgrammeDiff.Change(
                    ProgrammeDiff.Kind.RULE_REWORDED,
                    rule.id(),
                    Words.of("diff.rule-reworded", rule.title(), old, now)));
        }
    }
}
