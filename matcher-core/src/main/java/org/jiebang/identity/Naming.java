package org.jiebang.identity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jiebang.catalog.CreditCode;
import org.jiebang.catalog.Enterprise;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.Society;
import org.jiebang.region.RegionCode;
import org.jiebang.text.TextAnalyzer;
import org.jspecify.annotations.Nullable;

/**
 * An expert, society or enterprise as one record names it.
 *
 * @param id names the record
 * @param person a person; otherwise an organisation
 * @param name as written, with former names or a spelling in brackets perhaps
 * @param birthYear four digits, 0 if unknown
 * @param unit employer as written; blank if unknown or an organisation
 * @param rank professional title as written; blank if unknown
 * @param topics words of the directions, folded
 * @param works titles of results as written
 * @param contacts keyed fingerprints of numbers and addresses, never these themselves
 * @param asOf the day of the source; null if unknown
 * @param orcids identifiers that works state for the person, as digests or as written, alike on both sides
 * @param coauthors names of those who made works with the person, as digests or as written, alike on both sides
 */
public record Naming(
        String id,
        boolean person,
        String name,
        @Nullable CreditCode code,
        int birthYear,
        String unit,
        String rank,
        @Nullable RegionCode place,
        Set<String> topics,
        List<String> works,
        Set<String> contacts,
        @Nullable LocalDate asOf,
        Set<String> orcids,
        Set<String> coauthors) {

    public Naming {
        topics = Set.copyOf(topics);
        works = List.copyOf(works);
        contacts = Set.copyOf(contacts);
        orcids = Set.copyOf(orcids);
        coauthors = Set.copyOf(coauthors);
    }

    /** A naming of which no works tell more. */
    public Naming(
            String id,
            boolean person,
            String name,
            @Nullable CreditCode code,
            int birthYear,
            String unit,
            String rank,
            @Nullable RegionCode place,
            Set<String> topics,
            List<String> works,
            Set<String> contacts,
            @Nullable LocalDate asOf) {
        this(id, person, name, code, birthYear, unit, rank, place, topics, works, contacts, asOf, Set.of(), Set.of());
    }

    /** The same with what works tell beside what the record says. */
    public Naming with(Set<String> orcids, Set<String> coauthors) {
        return new Naming(
                id, person, name, code, birthYear, unit, rank, place, topics, works, contacts, asOf, orcids, coauthors);
    }

    /** The naming in a record; empty for libraries whose records name neither a person nor an organisation. */
    public static Optional<Naming> of(
            String id, LibraryRecord item, Set<String> contacts, @Nullable LocalDate asOf, TextAnalyzer analyzer) {
        return switch (item) {
            case Expert expert ->
                Optional.of(new Naming(
                        id,
                        true,
                        expert.name(),
                        null,
                        expert.birthYear(),
                        expert.employer(),
                        expert.rank(),
                        expert.region(),
                        words(analyzer, expert.directions()),
                        expert.results(),
                        contacts,
                        asOf));
            case Society society ->
                Optional.of(organisation(
                        id,
                        society,
                        society.creditCode(),
                        society.region(),
                        words(analyzer, List.of(society.scope())),
                        society.achievements(),
                        contacts,
                        asOf));
            case Enterprise enterprise -> {
                List<String> business = new ArrayList<>(enterprise.products());
                business.add(enterprise.business());
                yield Optional.of(organisation(
                        id,
                        enterprise,
                        enterprise.creditCode(),
                        enterprise.region(),
                        words(analyzer, business),
                        List.of(),
                        contacts,
                        asOf));
            }
            default -> Optional.empty();
        };
    }

    private static Naming organisation(
            String id,
            LibraryRecord item,
            @Nullable CreditCode code,
            @Nullable RegionCode place,
            Set<String> topics,
            List<String> works,
            Set<String> contacts,
            @Nullable LocalDate asOf) {
        return new Naming(id, false, item.title(), code, 0, "", "", place, topics, works, contacts, asOf);
    }

    private static Set<String> words(TextAnalyzer analyzer, List<String> texts) {
        Set<String> words = new TreeSet<>();
        texts.forEach(text -> words.addAll(analyzer.distinctWords(text)));
        return words;
    }
}
