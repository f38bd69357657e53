package org.jiebang.identity;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jiebang.catalog.OrganisationName;
import org.jiebang.exclusion.UnitNames;
import org.jiebang.region.Region;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jiebang.text.TextNormalizer;
import org.jspecify.annotations.Nullable;

/** A naming made ready for comparison: names folded, spelled and reduced, and the keys under which others like it are found. Immutable. */
public final class Sketch {
    /** Keys of topic words begin so; they tell how common a word is, and bring no pairs together. */
    public static final String TOPIC = "t:";

    /** Keys of employers begin so; they too only tell how common one is. */
    public static final String UNIT = "u:";

    private static final String NARROWER = "|";
    private static final List<String> WEIGHED = List.of("n:", "p:", "o:", "k:", TOPIC, UNIT);
    private static final int SHORTEST_CORE = 4;
    private static final int LONGEST_CORE = 24;
    private static final int SHORTEST_WORK = 8;

    private final Naming naming;
    private final @Nullable PersonName person;
    private final List<String> names;
    private final Set<String> cores;
    private final List<String> unitNames;
    private final @Nullable String unitCore;
    private final @Nullable String unitWhole;
    private final Set<String> works;
    private final @Nullable RegionCode city;
    private final Set<String> keys;

    public Sketch(Naming naming) {
        this.naming = naming;
        this.person = naming.person() ? PersonName.of(naming.name()) : null;
        this.names = naming.person() ? List.of() : unitNames(naming.name());
        this.cores = new LinkedHashSet<>();
        names.forEach(name -> cores.add(OrganisationName.core(name)));
        this.unitNames = unitNames(naming.unit());
        this.unitCore = unitNames.isEmpty() ? null : OrganisationName.core(unitNames.getFirst());
        this.unitWhole = unitNames.isEmpty()
                ? null
                : UnitNames.whole(unitNames.getFirst()).orElse(unitNames.getFirst());
        this.works = works(naming.works());
        this.city = city(naming.place());
        this.keys = Set.copyOf(makeKeys());
    }

    private static List<String> unitNames(String written) {
        return UnitNames.all(TextNormalizer.fold(written));
    }

    private static Set<String> works(List<String> written) {
        Set<String> works = new TreeSet<>();
        for (String work : written) {
            String folded = PersonName.fold(work);
            if (folded.length() >= SHORTEST_WORK) {
                works.add(folded);
            }
        }
        return works;
    }

    private static @Nullable RegionCode city(@Nullable RegionCode place) {
        if (place == null) {
            return null;
        }
        List<Region> path = RegionTree.standard().path(place);
        return path.size() < 2 ? place : path.get(path.size() - 2).code();
    }

    private Set<String> makeKeys() {
        Set<String> found = new LinkedHashSet<>();
        if (person != null) {
            addPerson(found, person);
        } else {
            names.forEach(name -> found.add(nameKey(name)));
            cores.forEach(core -> addCore(found, core));
        }
        if (naming.code() != null) {
            found.add(codeKey());
        }
        naming.contacts().forEach(contact -> found.add("c:" + contact));
        works.forEach(work -> found.add("w:" + work));
        naming.topics().forEach(word -> found.add(TOPIC + word));
        if (unitWhole != null) {
            found.add(UNIT + unitWhole);
        }
        return found;
    }

    /** Beside the names themselves the names with a year or unit, for those that too many people have. */
    private void addPerson(Set<String> found, PersonName name) {
        Set<String> own = new LinkedHashSet<>(name.stated());
        own.add(name.folded());
        own.stream().filter(text -> !text.isEmpty()).forEach(text -> addNarrowed(found, nameKey(text)));
        name.spellings().forEach(spelling -> addNarrowed(found, spellingKey(spelling)));
    }

    private void addNarrowed(Set<String> found, String key) {
        found.add(key);
        if (naming.birthYear() != 0) {
            found.add(key + NARROWER + naming.birthYear());
        }
        if (unitWhole != null) {
            found.add(key + NARROWER + unitWhole);
        }
    }

    /** Cores with one character left out meet those that differ in one. */
    private static void addCore(Set<String> found, String core) {
        found.add(coreKey(core));
        if (core.length() >= SHORTEST_CORE && core.length() <= LONGEST_CORE) {
            for (int i = 0; i < core.length(); i++) {
                found.add("d:" + core.substring(0, i) + core.substring(i + 1));
            }
        }
    }

    static String nameKey(String name) {
        return "n:" + name;
    }

    static String spellingKey(String spelling) {
        return "p:" + spelling;
    }

    static String coreKey(String core) {
        return "o:" + core;
    }

    private String codeKey() {
        return "k:" + naming.code();
    }

    /**
     * All keys. Two namings are worth comparing if they share one that {@link #joins}; the others are counted.
     *
     * @return none longer than the texts they are made of and a few characters
     */
    public Set<String> keys() {
        return keys;
    }

    /** Do namings that share this key belong to be compared? */
    public static boolean joins(String key) {
        return !key.startsWith(TOPIC) && !key.startsWith(UNIT);
    }

    /** Does a comparison weigh how common this key is? Of the others it only asks whether both have it. */
    public static boolean weighs(String key) {
        return WEIGHED.stream().anyMatch(key::startsWith) && key.indexOf(NARROWER) < 0;
    }

    /**
     * What namings of one sound share, so that a library compared in its order has them beside each other.
     *
     * @return blank if the naming names nobody
     */
    public String block() {
        return person != null
                ? person.spellings().stream().min(Comparator.naturalOrder()).orElse(person.folded())
                : cores.stream().min(Comparator.naturalOrder()).orElse("");
    }

    /** The keys of a person's names and of their sounds, without year or unit: namesakes share one. */
    public Set<String> nameKeys() {
        return keys.stream()
                .filter(key -> ofName(key) && key.indexOf(NARROWER) < 0)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The name that a key of {@link #nameKeys()} stands for, folded or spelled. */
    public static String ofNameKey(String key) {
        return key.substring(2);
    }

    /** Is this key one of a name or of its sound, perhaps with a year or unit? */
    public static boolean ofName(String key) {
        return key.startsWith("n:") || key.startsWith("p:");
    }

    /** The employer's names, what it is a part of, and what is left of it without legal form and place. */
    public record Unit(List<String> names, String whole, String core) {}

    /** Empty if the employer is unknown. */
    public Optional<Unit> unit() {
        return unitWhole == null || unitCore == null
                ? Optional.empty()
                : Optional.of(new Unit(unitNames, unitWhole, unitCore));
    }

    public Naming naming() {
        return naming;
    }

    Optional<PersonName> person() {
        return Optional.ofNullable(person);
    }

    List<String> names() {
        return names;
    }

    Set<String> cores() {
        return cores;
    }

    List<String> unitNames() {
        return unitNames;
    }

    @Nullable
    String unitCore() {
        return unitCore;
    }

    @Nullable
    String unitWhole() {
        return unitWhole;
    }

    Set<String> works() {
        return works;
    }

    @Nullable
    RegionCode city() {
        return city;
    }
}
