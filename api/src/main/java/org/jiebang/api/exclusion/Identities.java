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
                .flatMap(found -> withContacts(persons.values()))
                .flatMap(known -> units(units, known).map(named -> new IdentityGraph(named, known)));
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

    private Mono<List<Unit>> units(List<Unit> asked, List<Person> persons) {
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
        return database.sql(UNITS)
                .bind("$1", names.toArray(String[]::new))
                .bind("$2", codes.toArray(String[]::new))
                .map(Identities::unit)
                .all()
                .collectList()
                .map(found -> {
                    found.addAll(asked);
                    return found;
                });
    }

    private static Unit unit(Readable row) {
        String code = row.get("code", String.class);
        return new Unit(
                Objects.requireNonNull(row.get("name", String.class)), code == null ? null : new CreditCode(code));
    }
}
