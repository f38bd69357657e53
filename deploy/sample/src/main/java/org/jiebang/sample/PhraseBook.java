package org.jiebang.sample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sentences by section, read from a text file beside this class. */
record PhraseBook(String file, Map<String, List<Template>> sections) {

    static PhraseBook read(String file) {
        Map<String, List<Template>> sections = new LinkedHashMap<>();
        TextFile.sections(file)
                .forEach((name, lines) ->
                        sections.put(name, lines.stream().map(Template::of).toList()));
        return new PhraseBook(file, sections);
    }

    List<Template> section(String name) {
        List<Template> section = sections.get(name);
        if (section == null) {
            throw new IllegalStateException(file + " has no section [" + name + "].");
        }
        return section;
    }

    Template pick(String section, Dice dice) {
        return dice.pick(section(section));
    }
}
