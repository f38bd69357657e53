package org.jiebang.api.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jiebang.catalog.Enterprise;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.KeyProject;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ServiceTeam;
import org.jiebang.catalog.Society;

/** The texts of a record that speak of its subject; names of units and honours would only find their like. */
final class MatchTexts {
    private MatchTexts() {}

    /** The title of a record that says what it is about, and else nothing: other titles are names. */
    static String subject(LibraryRecord item) {
        return item instanceof Problem || item instanceof KeyProject ? item.title() : "";
    }

    /** The same texts and the title before them where it says what the record is about. */
    static List<String> withSubject(LibraryRecord item) {
        return Stream.concat(Stream.of(subject(item)), of(item).stream()).toList();
    }

    static List<String> of(LibraryRecord item) {
        List<String> texts = new ArrayList<>();
        switch (item) {
            case Problem problem -> texts.addAll(problem.description().parts());
            case Expert expert -> {
                texts.addAll(expert.directions());
                texts.addAll(expert.results());
            }
            case Society society -> {
                texts.add(society.scope());
                texts.addAll(society.achievements());
            }
            case ServiceTeam team -> {
                texts.add(team.plan());
                texts.addAll(team.coverage());
            }
            case KeyProject project -> {
                texts.add(project.summary());
                texts.addAll(project.goals());
            }
            case Enterprise enterprise -> {
                texts.add(enterprise.business());
                texts.addAll(enterprise.products());
            }
        }
        texts.removeIf(String::isBlank);
        return texts;
    }
}
