package org.jiebang.api.exclusion;

import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.privacy.ContactStore;
import org.jiebang.catalog.CreditCode;
import org.jiebang.exclusion.Decisions;
import org.jiebang.exclusion.HardFilters;
import org.jiebang.exclusion.IdentityGraph;
import org.jiebang.exclusion.Person;
import org.jiebang.exclusion.Unit;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Finds in the libraries what tells who is who among some records: namesakes in the expert pool, and names and codes of units. */
@Repository
class Identities {
    private static final String NAMESAKES = """
            SELECT id, payload ->> 'name' AS name, coalesce(payload ->> 'employer', '') AS employer,
                   coalesce((payload ->> 'birthYear')::integer, 0) AS birth_year
            FROM library_record
            WHERE library = 'experts' AND publication = 'PUBLISHED' AND replace(payload ->> 'name', ' ', '') = ANY($1)
            """;

    /** Units of the names or codes, and the other names under the codes that were found. */
    private static final String UNITS = """
            WITH known AS (
                SELECT payload ->> 'name' AS name, payload ->> 'creditCode' AS code FROM library_record
                WHERE library IN ('enterprises', 'societies') AND publication = 'PUBLISHED'
                  AND (payload ->> 'name' = ANY($1) OR payload ->> 'creditCode' = ANY($2)))
            SELECT name, code FROM known
            UNION
            SELECT payload ->> 'name', payload ->> 'creditCode' FROM library_record
            WHERE library IN ('enterprises', 'societies') AND publication = 'PUBLISHED'
              AND payload ->> 'creditCode' IN (SELECT code FROM known)
            """;

    /** What people decided about some records and those that their decisions lead to, with who stands on either side. */
    private static final String DECIDED = """
            WITH RECURSIVE reached AS (
                SELECT unnest($1::uuid[]) AS id
                UNION
                SELECT CASE WHEN pair.one_id = reached.id THEN pair.other_id ELSE pair.one_id END
                FROM reached JOIN identity_candidate AS pair
                  ON pair.state = 'SAME' AND (pair.one_id = reached.id OR pair.other_id = reached.id)),
            decided AS (
                SELECT one_id, other_id, state FROM identity_candidate
                WHERE one_id IN (SELECT id FROM reached) AND other_id IN (SELECT id FROM reached) AND state IN ('SAME', 'DIFFERENT'))
            SELECT decided.one_id, decided.other_id, decided.state, side.id, side.payload ->> 'name' AS name,
                   coalesce(side.payload ->> 'employer', '') AS employer,
                   coalesce((side.payload ->> 'birthYear')::integer, 0) AS birth_year
            FROM decided JOIN library_record AS side ON side.id IN (one_id, other_id) AND side.library = 'experts'
            """;

    /** Units that people decided to be one, among those of the names or codes and what these lead to. */
    private static final String DECIDED_UNITS = """
            WITH RECURSIVE reached AS (
                SELECT id FROM library_record
                WHERE library IN ('enterprises', 'societies') AND publication IN ('PUBLISHED', 'MERGED')
                  AND (payload ->> 'name' = ANY($1) OR payload ->> 'creditCode' = ANY($2))
                UNION
                SELECT CASE WHEN pair.one_id = reached.id THEN pair.other_id ELSE pair.one_id END
                FROM reached JOIN identity_candidate AS pair
                  ON pair.state = 'SAME' AND (pair.one_id = reached.id OR pair.other_id = reached.id))
            SELECT one.payload ->> 'name' AS one_name, one.payload ->> 'creditCode' AS one_code,
                   other.payload ->> 'name' AS other_name, other.payload ->> 'creditCode' AS other_code
            FROM reached JOIN identity_candidate AS pair ON pair.state = 'SAME' AND pair.one_id = reached.id
            JOIN library_record AS one ON one.id = pair.one_id JOIN library_record AS other ON other.id = pair.other_id
            """;

    private static final int UUID_LENGTH = 36;

    private final DatabaseClient database;
    private final ContactStore contacts;

    Identities(DatabaseClient database, ContactStore contacts) {
        this.database = database;
        this.contacts = contacts;
    }

    /** Who is who among records and their namesakes. */
    Mono<IdentityGraph> among(Collection<HardFilters.Side> sides) {
        Map<String, Person> persons = new HashMap<>();
        List<Unit> units = new ArrayList<>();
        for (HardFilters.Side side : sides) {
            HardFilters.persons(side.id(), side.item()).forEach(person -> persons.put(person.id(), person));
            units.addAll(HardFilters.units(side.item()));
        }
        return namesakes(persons.values())
                .doOnNext(found -> found.forEach(person -> persons.put(person.id(), person)))
                .flatMap(found -> decided(persons.keySet()))
                .doOnNext(found -> found.forEach(
                        decided -> persons.putIfAbsent(decided.side().id(), decided.side())))
                .flatMap(decided -> withContacts(persons.values())
                        .flatMap(known -> Mono.zip(units(units, known), decidedUnits(units, known))
                                .map(told ->
                                        new IdentityGraph(told.getT1(), known, decisions(decided, told.getT2())))));
    }

    /**
     * One side of a pair that people decided about.
     *
     * @param same whether the two are one
     */
    private record Decided(Decisions.Pair pair, boolean same, Person side) {}

    private static Decisions decisions(List<Decided> persons, List<Decisions.UnitPair> units) {
        Map<Boolean, Set<Decisions.Pair>> pairs = persons.stream()
                .collect(Collectors.partitioningBy(
                        Decided::same, Collectors.mapping(Decided::pair, Collectors.toSet())));
        return new Decisions(pairs.getOrDefault(true, Set.of()), pairs.getOrDefault(false, Set.of()), units);
    }

    /** Ids of records; a line of a roster, or what is asked for before it is stored, is none. */
    private static UUID[] recordIds(Set<String> persons) {
        return persons.stream()
                .filter(id -> id.length() == UUID_LENGTH)
                .map(UUID::fromString)
                .toArray(UUID[]::new);
    }

    private Mono<List<Decided>> decided(Set<String> persons) {
        return database.sql(DECIDED)
                .bind("$1", recordIds(persons))
                .map(row -> new Decided(
                        Decisions.Pair.of(
                                String.valueOf(row.get("one_id", UUID.class)),
                                String.valueOf(row.get("other_id", UUID.class))),
                        "SAME".equals(row.get("state", String.class)),
                        person(row)))
                .all()
                .collectList();
    }

    private Mono<List<Decisions.UnitPair>> decidedUnits(List<Unit> asked, List<Person> persons) {
        Asked wanted = Asked.of(asked, persons);
        return database.sql(DECIDED_UNITS)
                .bind("$1", wanted.names())
                .bind("$2", wanted.codes())
                .map(row -> new Decisions.UnitPair(
                        unit(row, "one_name", "one_code"), unit(row, "other_name", "other_code")))
                .all()
                .collectList();
    }

    private Mono<List<Person>> namesakes(Collection<Person> persons) {
        if (persons.isEmpty()) {
            return Mono.just(List.of());
        }
        return database.sql(NAMESAKES)
                .bind(
                        "$1",
                        persons.stream()
                                .map(person -> person.name().replace(" ", ""))
                                .distinct()
                                .toArray(String[]::new))
                .map(Identities::person)
                .all()
                .collectList();
    }

    private static Person person(Readable row) {
        return new Person(
                Objects.requireNonNull(row.get("id", UUID.class)).toString(),
                Objects.requireNonNull(row.get("name", String.class)),
                Objects.requireNonNull(row.get("employer", String.class)),
                Objects.requireNonNull(row.get("birth_year", Integer.class)),
                Set.of());
    }

    /** Contacts are opened only for those who share a name with another record. */
    private Mono<List<Person>> withContacts(Collection<Person> persons) {
        Map<String, Long> names = persons.stream().collect(Collectors.groupingBy(Person::name, Collectors.counting()));
        Set<UUID> asked = new TreeSet<>();
        for (Person person : persons) {
            if (names.getOrDefault(person.name(), 0L) > 1 && !person.id().contains("#")) {
                asked.add(UUID.fromString(person.id()));
            }
        }
        return contacts.fingerprints(asked)
                .map(found -> persons.stream()
                        .map(person -> new Person(
                                person.id(),
                                person.name(),
                                person.employer(),
                                person.birthYear(),
                                found.getOrDefault(person.id(), Set.of())))
                        .toList());
    }

    /** Names and codes that are asked about. */
    private record Asked(String[] names, String[] codes) {
        static Asked of(List<Unit> asked, List<Person> persons) {
            Set<String> names = new TreeSet<>();
            Set<String> codes = new TreeSet<>();
            for (Unit unit : asked) {
                names.add(unit.name());
                CreditCode code = unit.code();
                if (code != null) {
                    codes.add(code.value());
                }
            }
            persons.forEach(person -> names.add(person.employer()));
            names.remove("");
            return new Asked(names.toArray(String[]::new), codes.toArray(String[]::new));
        }
    }

    private Mono<List<Unit>> units(List<Unit> asked, List<Person> persons) {
        Asked wanted = Asked.of(asked, persons);
        return database.sql(UNITS)
                .bind("$1", wanted.names())
                .bind("$2", wanted.codes())
                .map(row -> unit(row, "name", "code"))
                .all()
                .collectList()
                .map(found -> {
                    found.addAll(asked);
                    return found;
                });
    }

    private static Unit unit(Readable row, String nameColumn, String codeColumn) {
        String code = row.get(codeColumn, String.class);
        return new Unit(
                Objects.requireNonNull(row.get(nameColumn, String.class)), code == null ? null : new CreditCode(code));
    }
}
