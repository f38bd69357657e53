package org.jiebang.ingest.work;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jiebang.catalog.LibraryRecord;

/**
 * A paper, patent or project as a file describes it.
 *
 * @param title never blank
 * @param keywords as the authors or the database gave them
 * @param year of publication, application or approval; 0 if unknown
 * @param source journal, conference or funder; blank if unknown
 * @param number DOI, number of the patent or project; blank if unknown
 * @param line in the file where it begins, from 1
 */
public record Work(
        Kind kind,
        String title,
        List<Author> authors,
        List<String> keywords,
        int year,
        String source,
        String number,
        int line) {

    public Work {
        if (title.isBlank()) {
            throw new IllegalArgumentException("The work in line " + line + " has no title.");
        }
        authors = List.copyOf(authors);
        keywords = List.copyOf(keywords);
    }

    /** What was made. */
    public enum Kind {
        PAPER,
        PATENT,
        PROJECT
    }

    /**
     * Somebody who made it.
     *
     * @param units where the file places him; several where it does not say which author belongs to which unit
     * @param orcid identifier of the researcher, as 0000-0002-1825-0097; blank if unknown
     */
    public record Author(String name, List<String> units, String orcid) {
        public Author {
            units = List.copyOf(units);
        }
    }

    /** 「《题名》，来源，2024」: how a result is noted in a record. */
    public String citation() {
        StringBuilder citation =
                new StringBuilder("《").append(title.replace('；', '，')).append("》");
        if (!source.isBlank()) {
            citation.append("，").append(source);
        }
        if (!number.isBlank() && kind != Kind.PAPER) {
            citation.append("，").append(number);
        }
        return year == 0
                ? citation.toString()
                : citation.append("，").append(year).toString();
    }

    /** What two descriptions of one work share by its number; blank if it has none. */
    public String numberKey() {
        String normalized = number.toLowerCase(Locale.ROOT)
                .replaceFirst("^(?:https?://(?:dx\\.)?doi\\.org/|doi[:：]\\s*)", "")
                .replaceAll("[\\s.。，,]+$", "")
                .replaceAll("\\s", "");
        return normalized.isEmpty() ? "" : kind + "|" + normalized;
    }

    /** What two descriptions of one work share by title, year and authors. */
    public String textKey() {
        return kind + "|" + LibraryRecord.normalized(title) + "|" + year + "|"
                + authors.stream()
                        .map(author -> LibraryRecord.normalized(author.name()))
                        .sorted()
                        .collect(Collectors.joining("|"));
    }
}
