package org.jiebang.exclusion;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jiebang.catalog.CreditCode;
import org.jiebang.catalog.LibraryRecord;

/**
 * Who is who among namings of units and persons: a unit under its credit code, its former and short names and its parts, and one person
 * under several records. A name alone never makes two persons one: a shared contact, the year of birth or the unit must be added, and
 * known years of birth or credit codes that differ keep apart. Immutable, safe from any thread.
 */
public final class IdentityGraph {
    private final Classes units = new Classes();
    private final Classes people = new Classes();
    private final Classes decidedUnits = new Classes();
    private final Classes decidedPeople = new Classes();
    private final Decisions decisions;
    private final Map<String, Person> persons = new HashMap<>();
    private final Map<String, List<Person>> sameClass = new HashMap<>();

    /** A graph of what the namings themselves tell. */
    public IdentityGraph(Collection<Unit> units, Collection<Person> persons) {
        this(units, persons, Decisions.NONE);
    }

    /**
     * @param units all namings that may tell of names and codes
     * @param persons all who may be asked about; of equal ids the last counts
     * @param decisions outweigh what the namings tell
     */
    public IdentityGraph(Collection<Unit> units, Collection<Person> persons, Decisions decisions) {
        this.decisions = decisions;
        decisions.sameUnits().forEach(pair -> decide(pair.one(), pair.other()));
        decisions.samePersons().forEach(pair -> decidedPeople.join(pair.one(), pair.other()));
        persons.forEach(person -> this.persons.put(person.id(), person));
        List<String> names = new ArrayList<>();
        units.forEach(unit -> tell(unit, names));
        this.persons.values().forEach(person -> tell(Unit.named(person.employer()), names));
        // What the names alone suggest comes last, so that it cannot join what codes keep apart.
        names.stream()
                .distinct()
                .sorted()
                .forEach(name -> UnitNames.withoutForm(name)
                        .ifPresent(core -> this.units.joinIfAgreed(key(name), "core:" + core)));
        joinPersons();
    }

    private static String key(String name) {
        return "name:" + name;
    }

    private static String key(CreditCode code) {
        return "code:" + code.value();
    }

    private void tell(Unit unit, List<String> names) {
        List<String> own = UnitNames.all(unit.name());
        names.addAll(own);
        CreditCode code = unit.code();
        if (code != null) {
            units.mark(key(code), code.value());
        }
        for (String name : own) {
            if (code == null) {
                units.joinIfAgreed(key(own.getFirst()), key(name));
            } else {
                units.join(key(code), key(name));
            }
        }
    }

    private void decide(Unit one, Unit other) {
        List<String> keys = new ArrayList<>(keys(one));
        keys.addAll(keys(other));
        keys.forEach(key -> decidedUnits.join(keys.getFirst(), key));
    }

    private static List<String> keys(Unit unit) {
        List<String> keys = new ArrayList<>();
        CreditCode code = unit.code();
        if (code != null) {
            keys.add(key(code));
        }
        UnitNames.all(unit.name()).forEach(name -> keys.add(key(name)));
        return keys;
    }

    private boolean decided(Unit one, Unit other) {
        Set<String> classes = new TreeSet<>();
        keys(one).forEach(key -> classes.add(decidedUnits.of(key)));
        return keys(other).stream().map(decidedUnits::of).anyMatch(classes::contains);
    }

    private void joinPersons() {
        decisions.samePersons().forEach(pair -> people.join(pair.one(), pair.other()));
        Map<String, List<Person>> byName = new HashMap<>();
        persons.values().stream()
                .sorted(Comparator.comparing(Person::id))
                .forEach(person -> byName.computeIfAbsent(
                                LibraryRecord.normalized(person.name()), name -> new ArrayList<>())
                        .add(person));
        persons.values().stream()
                .filter(person -> person.birthYear() != 0)
                .forEach(person -> people.mark(person.id(), Integer.toString(person.birthYear())));
        for (List<Person> namesakes : byName.values()) {
            for (PersonEvidence evidence : PersonEvidence.values()) {
                join(namesakes, evidence);
            }
        }
        persons.values()
                .forEach(person -> sameClass
                        .computeIfAbsent(people.of(person.id()), top -> new ArrayList<>())
                        .add(person));
    }

    private void join(List<Person> namesakes, PersonEvidence evidence) {
        for (int i = 0; i < namesakes.size(); i++) {
            for (int k = i + 1; k < namesakes.size(); k++) {
                Person one = namesakes.get(i);
                Person other = namesakes.get(k);
                if (!holds(evidence, one, other)
                        || decisions.differentPersons().contains(Decisions.Pair.of(one.id(), other.id()))) {
                    continue;
                }
                if (evidence == PersonEvidence.DECIDED || evidence == PersonEvidence.CONTACT) {
                    people.join(one.id(), other.id());
                } else if (evidence == PersonEvidence.BIRTH_YEAR || isOnlyChoice(namesakes, one, other)) {
                    people.joinIfAgreed(one.id(), other.id());
                }
            }
        }
    }

    private boolean holds(PersonEvidence evidence, Person one, Person other) {
        return switch (evidence) {
            case DECIDED -> decidedPeople.of(one.id()).equals(decidedPeople.of(other.id()));
            case CONTACT -> one.contacts().stream().anyMatch(other.contacts()::contains);
            case BIRTH_YEAR -> one.birthYear() != 0 && one.birthYear() == other.birthYear();
            case UNIT ->
                sameUnit(Unit.named(one.employer()), Unit.named(other.employer()))
                        .isPresent();
        };
    }

    /** Where a unit has two of a name who were born in different years, a third of unknown year may be either and is taken for neither. */
    private boolean isOnlyChoice(List<Person> namesakes, Person one, Person other) {
        Set<String> years = new TreeSet<>();
        for (Person namesake : namesakes) {
            if (holds(PersonEvidence.UNIT, one, namesake) || holds(PersonEvidence.UNIT, other, namesake)) {
                years.addAll(people.marks(namesake.id()));
            }
        }
        return years.size() < 2;
    }

    /** Why two namings are one unit; empty if they are not, or one is unknown. */
    public Optional<UnitEvidence> sameUnit(Unit one, Unit other) {
        if (!one.isKnown() || !other.isKnown()) {
            return Optional.empty();
        }
        if (!decisions.sameUnits().isEmpty() && decided(one, other) && !sameName(one, other)) {
            return Optional.of(UnitEvidence.DECIDED);
        }
        CreditCode code = one.code();
        CreditCode otherCode = other.code();
        if (code != null && otherCode != null) {
            return code.equals(otherCode) ? Optional.of(UnitEvidence.CREDIT_CODE) : Optional.empty();
        }
        List<String> names = UnitNames.all(one.name());
        List<String> otherNames = UnitNames.all(other.name());
        if (!names.isEmpty() && !otherNames.isEmpty() && names.getFirst().equals(otherNames.getFirst())) {
            return Optional.of(UnitEvidence.NAME);
        }
        Set<String> classes = classes(one, names);
        Set<String> otherClasses = classes(other, otherNames);
        if (classes.stream().anyMatch(otherClasses::contains)) {
            return Optional.of(UnitEvidence.OTHER_NAME);
        }
        addWholes(classes, names);
        addWholes(otherClasses, otherNames);
        return classes.stream().anyMatch(otherClasses::contains) ? Optional.of(UnitEvidence.PART) : Optional.empty();
    }

    /** A name that equals itself was not decided upon. */
    private static boolean sameName(Unit one, Unit other) {
        return UnitNames.all(one.name()).equals(UnitNames.all(other.name()));
    }

    private Set<String> classes(Unit unit, List<String> names) {
        Set<String> classes = new TreeSet<>();
        CreditCode code = unit.code();
        if (code != null) {
            classes.add(units.of(key(code)));
        }
        names.forEach(name -> classes.add(units.of(key(name))));
        return classes;
    }

    private void addWholes(Set<String> classes, List<String> names) {
        for (String name : names) {
            UnitNames.whole(name).ifPresent(whole -> classes.add(units.of(key(whole))));
        }
    }

    /** Another naming of a person, and why it is he. */
    public record Likeness(Person person, Set<PersonEvidence> evidence) {}

    /** The other namings of a person in the order of their ids; none for one who is not known. */
    public List<Likeness> others(String personId) {
        Person person = persons.get(personId);
        if (person == null) {
            return List.of();
        }
        return sameClass.getOrDefault(people.of(personId), List.of()).stream()
                .filter(other -> !other.id().equals(personId))
                .sorted(Comparator.comparing(Person::id))
                .map(other -> new Likeness(other, evidence(person, other)))
                .toList();
    }

    /** What speaks for it; where the two are one only by a third naming, what the two themselves share may be nothing. */
    private Set<PersonEvidence> evidence(Person one, Person other) {
        Set<PersonEvidence> evidence = new TreeSet<>();
        for (PersonEvidence kind : PersonEvidence.values()) {
            if (holds(kind, one, other)) {
                evidence.add(kind);
            }
        }
        return evidence;
    }
}
