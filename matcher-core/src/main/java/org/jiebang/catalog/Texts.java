package org.jiebang.catalog;

import java.util.List;
import java.util.stream.Stream;

/** Checks that the constructors of this package share. */
final class Texts {
    private Texts() {}

    static String required(String name, String value) {
        String stripped = value.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException("The " + name + " is blank. Maybe the column is missing or empty.");
        }
        return stripped;
    }

    static List<String> present(String... parts) {
        return Stream.of(parts).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }

    static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
