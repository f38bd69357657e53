package org.jiebang.form;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jiebang.matching.Sentence;

/**
 * An official form as data. Safe from any thread.
 *
 * @param id names the form and the year it was published
 */
public record Form(String id, Sentence title, List<Block> blocks, List<Agreement> agreements) {
    public Form {
        blocks = List.copyOf(blocks);
        agreements = List.copyOf(agreements);
    }

    /** In the order of the form. */
    public List<Field> fields() {
        return blocks.stream().flatMap(block -> block.fields().stream()).toList();
    }

    public Optional<Field> field(String id) {
        return fields().stream().filter(field -> field.id().equals(id)).findFirst();
    }

    /** Everything that is wrong, in the order of the form, then what does not agree. Empty if the form can be handed in as it is. */
    public List<Violation> check(FormValues values) {
        return new Check(this, values).violations();
    }

    /** Of cells of which some belong to the form, those that do. */
    public FormValues values(Map<String, String> cells) {
        FormValues all = new FormValues(cells, Map.of());
        return new FormValues(
                fields().stream()
                        .filter(field -> !all.text(field.id()).isEmpty())
                        .collect(Collectors.toMap(Field::id, field -> all.text(field.id()))),
                Map.of());
    }
}
