package org.jiebang.ingest.work;

import java.util.List;

/**
 * A paper, patent or project as a file describes it.
 *
 * @param title never blank
 * @param keywords as the authors or the database gave them
 * @param summary blank if the file has none
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
        String summary,
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
     */
    public record Author(String name, List<String> units) {
        public Author {
            units = List.copyOf(units);
        }
    }

    /** 「题名，来源，2024」: how a result is noted in a record. */
    public String citation() {
        StringBuilder citation = new StringBuilder(title);
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
}
