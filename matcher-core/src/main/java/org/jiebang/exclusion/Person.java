package org.jiebang.exclusion;

import java.util.Set;

/**
 * A person as one record names him.
 *
 * @param id names the record, or the line of a roster
 * @param employer blank if unknown
 * @param birthYear four digits, 0 if unknown
 * @param contacts keyed fingerprints of telephone numbers and addresses; never the numbers themselves
 */
public record Person(String id, String name, String employer, int birthYear, Set<String> contacts) {
    public Person {
        contacts = Set.copyOf(contacts);
    }
}
