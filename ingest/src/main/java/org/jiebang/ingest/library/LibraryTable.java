package org.jiebang.ingest.library;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiebang.catalog.Contact;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jspecify.annotations.Nullable;

/**
 * The table of one library: its columns, how a row becomes a record and a record a row.
 *
 * @param <R> the library's record
 */
public abstract sealed class LibraryTable<R extends LibraryRecord>
        permits ExpertTable, ProblemTable, ProjectTable, SocietyTable, EnterpriseTable, TeamTable {

    /**
     * What became of one row.
     *
     * @param item the record; null if the row was refused
     * @param contact how to reach the people behind the record, empty if the row does not say or was refused
     */
    public record Outcome<R>(@Nullable R item, Contact contact, List<Finding> findings) {
        public Outcome {
            findings = List.copyOf(findings);
        }
    }

    public abstract Library library();

    /** Columns that make the record, in the order of the template. */
    public abstract List<Column> recordColumns();

    /** What must hold between columns, each a sentence for people that names the columns by their headings in 《》. */
    public abstract List<String> rulesBetweenColumns();

    /** Columns with contact data, which never become part of the record. */
    List<Column> contactColumns() {
        return ContactCells.OF_AN_ORGANISATION;
    }

    private @Nullable List<Column> columns;

    /** Columns in the order of the template, those with contact data last. */
    public final List<Column> columns() {
        List<Column> all = columns;
        if (all == null) {
            all = Stream.concat(recordColumns().stream(), contactColumns().stream())
                    .toList();
            columns = all;
        }
        return all;
    }

    /** Does the row say anything of a record, and not only whom to call? */
    final boolean speaksOfARecord(Set<String> headings) {
        return recordColumns().stream().anyMatch(column -> headings.contains(column.heading()));
    }

    private final Map<Column, List<String>> names = new IdentityHashMap<>();

    /** Heading and aliases of a column, folded, best first. */
    final List<String> namesOf(Column column) {
        return names.computeIfAbsent(column, this::foldedNames);
    }

    private List<String> foldedNames(Column column) {
        return Stream.concat(Stream.of(column.heading()), column.aliases().stream())
                .map(Column::folded)
                .toList();
    }

    /** Heading of the column that somebody else calls so; the one that calls itself so first of all. */
    public final Optional<String> headingOf(String name) {
        String folded = Column.folded(name);
        return columns().stream()
                .filter(column -> !folded.isEmpty() && namesOf(column).contains(folded))
                .min(Comparator.comparingInt(column -> namesOf(column).indexOf(folded)))
                .map(Column::heading);
    }

    /** Headings of the columns with contact data. */
    public final Set<String> contactHeadings() {
        return contactColumns().stream().map(Column::heading).collect(Collectors.toSet());
    }

    /** Can rows be read with these of the library's headings alone? */
    boolean isReadableWith(Set<String> headings) {
        return columns().stream().filter(Column::required).allMatch(column -> headings.contains(column.heading()));
    }

    /** Reads the row; called only for rows with at least one filled cell. */
    abstract R read(Row row);

    /** Cells by heading, so that reading them again gives an equal record. */
    public abstract Map<String, String> cells(R item);

    /**
     * Reads and validates one row.
     *
     * @param number row in the file, counted from 1
     * @param cells cells by the headings of {@link #columns()}
     */
    public final Outcome<R> parse(int number, Map<String, String> cells) {
        Row row = new Row(number, cells);
        try {
            R item = read(row);
            Contact contact = ContactCells.read(row, contactColumns());
            return row.rejected()
                    ? new Outcome<>(null, Contact.EMPTY, row.findings())
                    : new Outcome<>(item, contact, row.findings());
        } catch (IllegalArgumentException e) {
            // The record's own check refused what no rule of the table did; the other rows must not pay for it.
            row.report("", "", Finding.Code.UNREADABLE, "这一行的内容无法成为一条记录，请对照模板核对各列。");
            return new Outcome<>(null, Contact.EMPTY, row.findings());
        }
    }

    /** The table of a library. */
    public static LibraryTable<?> of(Library library) {
        return switch (library) {
            case EXPERTS -> new ExpertTable();
            case PROBLEMS -> new ProblemTable();
            case PROJECTS -> new ProjectTable();
            case SOCIETIES -> new SocietyTable();
            case ENTERPRISES -> new EnterpriseTable();
            case TEAMS -> new TeamTable();
        };
    }
}
