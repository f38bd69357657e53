package org.jiebang.programme;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jiebang.form.Field;
import org.jiebang.form.WordCount;
import org.jiebang.matching.Sentence;

/** Checks what is handed in: the fields of the form and what is attached. */
final class FormCheck {
    private FormCheck() {}

    static List<Finding> attachments(Condition.Attachments rule, Application.Filing filing) {
        List<Finding> found = new ArrayList<>();
        new TreeMap<>(rule.copies()).forEach((name, copies) -> {
            int there = filing.attachments().getOrDefault(name, 0);
            if (there == 0) {
                found.add(new Finding.Missing(Words.plain("“" + name + "”")));
            } else {
                found.addAll(ApplicationChecker.atLeast(Words.plain("“" + name + "”"), there, copies));
            }
        });
        return found;
    }

    static List<Finding> format(Condition.FieldFormat format, Application.Filing filing) {
        String value = filing.fields().getOrDefault(format.field(), "");
        // What is not filled in is for the completeness rule, a project number comes after approval.
        return value.isBlank() || format.matches(value)
                ? List.of()
                : List.of(new Finding.Malformed(format.field(), value, format.example()));
    }

    static List<Finding> fields(Form form, Application.Filing filing) {
        List<Finding> found = new ArrayList<>();
        for (Form.Field field : form.fields()) {
            String value = filing.fields().getOrDefault(field.name(), "").strip();
            Sentence name = Words.plain("“" + field.name() + "”");
            if (value.isEmpty()) {
                if (field.required()) {
                    found.add(new Finding.Missing(name));
                }
            } else if (field.maximumRows() > 0) {
                found.addAll(ApplicationChecker.atMost(
                        Words.of("finding.rows", name), (int) value.lines().count(), field.maximumRows()));
            } else {
                found.addAll(ApplicationChecker.atMost(
                        Words.of("finding.characters", name), WordCount.of(value), field.maximumCharacters()));
                if (!field.options().isEmpty() && !isAmong(field.options(), value)) {
                    found.add(new Finding.NotAllowed(value, Words.names(field.options())));
                }
            }
        }
        return found;
    }

    /** Some of the options, separated by “；” or by “、”, which may also stand within an option. */
    private static boolean isAmong(List<String> options, String value) {
        Set<String> allowed = Set.copyOf(options);
        return allowed.containsAll(Field.items(value)) || allowed.containsAll(List.of(value.split("、")));
    }
}
