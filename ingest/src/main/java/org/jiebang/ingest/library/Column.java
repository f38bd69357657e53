package org.jiebang.ingest.library;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jiebang.text.TextNormalizer;

/**
 * One column of a library's table.
 *
 * @param heading Chinese heading in templates, samples and messages
 * @param aliases other headings under which the same thing arrives
 * @param hint what to write, shown in the template
 */
public record Column(String heading, List<String> aliases, boolean required, String hint) {
    public Column {
        aliases = List.copyOf(aliases);
    }

    static Column required(String heading, String hint, String... aliases) {
        return new Column(heading, List.of(aliases), true, hint);
    }

    static Column of(String heading, String hint, String... aliases) {
        return new Column(heading, List.of(aliases), false, hint);
    }

    /** Does a heading of a file name this column? Width, case, white space, marks and remarks in brackets do not matter. */
    boolean isNamed(String fileHeading) {
        String wanted = folded(fileHeading);
        return Stream.concat(Stream.of(heading), aliases.stream())
                .map(Column::folded)
                .anyMatch(wanted::equals);
    }

    static String folded(String heading) {
        String plain = TextNormalizer.fold(heading);
        String withoutRemark = plain.replaceAll("[(\\[].*?[)\\]]", "");
        String kept = withoutRemark.isBlank() ? plain : withoutRemark;
        return kept.replaceAll("[^\\p{L}\\p{N}]+", "").toLowerCase(Locale.ROOT);
    }
}
