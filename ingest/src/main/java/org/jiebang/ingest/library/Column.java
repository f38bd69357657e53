package org.jiebang.ingest.library;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jiebang.text.TextNormalizer;

/**
 * One column of a library's table.
 *
 * @param heading Chinese heading in templates, samples and messages
 * @param aliases other headings under which the same thing arrives
 * @param hint what to write, shown in the template
 */
public record Column(String heading, List<String> aliases, boolean required, String hint) {
    /** 「1.企业名称」 and 「（二）企业名称」 are numbered headings. */
    private static final Pattern ORDINAL =
            Pattern.compile("^(\\d{1,2}\\s*[.,、)]|[一二三四五六七八九十]{1,3}\\s*[、,.]|\\([一二三四五六七八九十\\d]{1,3}\\))\\s*");

    public Column {
        aliases = List.copyOf(aliases);
    }

    static Column required(String heading, String hint, String... aliases) {
        return new Column(heading, List.of(aliases), true, hint);
    }

    static Column of(String heading, String hint, String... aliases) {
        return new Column(heading, List.of(aliases), false, hint);
    }

    /** Is the cell money, counted in 万元 unless it says otherwise? */
    boolean isMoney() {
        return heading.endsWith("（万元）");
    }

    /** Width, case, white space, marks, numbering and remarks in brackets do not matter. */
    static String folded(String heading) {
        String plain = ORDINAL.matcher(TextNormalizer.fold(heading).strip()).replaceFirst("");
        String withoutRemark = plain.replaceAll("[(\\[【].*?[)\\]】]", "");
        String kept = withoutRemark.isBlank() ? plain : withoutRemark;
        return kept.replaceAll("[^\\p{L}\\p{N}]+", "").toLowerCase(Locale.ROOT);
    }
}
