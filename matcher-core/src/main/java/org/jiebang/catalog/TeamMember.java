package org.jiebang.catalog;

/**
 * One line of a team's roster (LIB-06).
 *
 * @param employer blank if the roster does not say
 * @param birthYear four digits, 0 if unknown
 */
public record TeamMember(String name, String employer, int birthYear, TeamRole role) {
    public TeamMember {
        name = Texts.required("name", name);
    }

    /** The member's natural key in the expert library. */
    public String expertKey() {
        return LibraryRecord.key(name, employer, birthYear == 0 ? "" : Integer.toString(birthYear));
    }
}
