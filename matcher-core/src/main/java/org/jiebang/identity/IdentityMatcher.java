package org.jiebang.identity;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jiebang.region.RegionTree;
import org.jspecify.annotations.Nullable;

/** Weighs what two namings of one library share and where they contradict each other. Immutable; as safe as its frequencies. */
public final class IdentityMatcher {
    /** One naming in ten is taken to have a second one. */
    private static final double SECOND_NAMINGS = 0.1;

    private static final int SMALLEST_LIBRARY = 10;
    /** No employer says more than one that two in a hundred share. */
    private static final double RAREST_UNIT = 0.02;

    private static final int FEWEST_TOPICS = 3;
    private static final double STRONG_OVERLAP = 0.5;
    private static final double SOME_OVERLAP = 0.2;
    private static final int SHORTEST_CORE = 4;
    private static final long MOVING_TIME_DAYS = 365;
    private static final int FEWEST_COAUTHORS = 2;

    private final Frequencies frequencies;
    private final double total;

    public IdentityMatcher(Frequencies frequencies) {
        this.frequencies = frequencies;
        this.total = Math.max(SMALLEST_LIBRARY, frequencies.total());
    }

    /** Compares two namings of one kind; the order does not matter but for what is shown first. */
    public Comparison compare(Sketch one, Sketch other) {
        Naming first = one.naming();
        Naming second = other.naming();
        if (first.person() != second.person()) {
            throw new IllegalArgumentException(
                    "A person and an organisation cannot be one: " + first.id() + ", " + second.id());
        }
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(name(one, other));
        code(one, other).ifPresent(evidence::add);
        contact(first, second).ifPresent(evidence::add);
        birthYear(first, second).ifPresent(evidence::add);
        Optional<Evidence> unit = unit(one, other);
        unit.ifPresent(evidence::add);
        rank(first, second).ifPresent(evidence::add);
        // People of one unit live in one place: it would count twice.
        if (unit.isEmpty() || unit.get().weight() <= 0) {
            place(one, other).ifPresent(evidence::add);
        }
        topics(first, second).ifPresent(evidence::add);
        works(one, other).ifPresent(evidence::add);
        orcid(first, second).ifPresent(evidence::add);
        coauthors(first, second).ifPresent(evidence::add);
        return new Comparison(prior(), evidence);
    }

    /** Of all pairs of a library of n, about n/10 are one: 0.2/n of them. */
    private double prior() {
        return Math.log(2 * SECOND_NAMINGS / total) / Math.log(2);
    }

    private double share(String key) {
        return Math.min(1, Math.max(2, frequencies.of(key)) / total);
    }

    private Evidence name(Sketch one, Sketch other) {
        Optional<PersonName> person = one.person();
        return person.isPresent()
                ? personName(
                        one.naming(),
                        person.get(),
                        other.naming(),
                        other.person().orElseThrow())
                : organisationName(one, other);
    }

    private Evidence personName(Naming first, PersonName one, Naming second, PersonName other) {
        if (one.folded().equals(other.folded())) {
            return byShare(Level.PERSON_NAME_EQUAL, Sketch.nameKey(one.folded()), first.name(), second.name());
        }
        if (one.stated().contains(other.folded()) || other.stated().contains(one.folded())) {
            String stated = one.stated().contains(other.folded()) ? other.folded() : one.folded();
            return byShare(Level.PERSON_NAME_STATED, Sketch.nameKey(stated), first.name(), second.name());
        }
        Optional<String> spelling =
                one.spellings().stream().filter(other.spellings()::contains).findFirst();
        if (spelling.isPresent()) {
            Level level = one.han() && other.han() ? Level.PERSON_NAME_HOMOPHONE : Level.PERSON_NAME_SPELLED;
            return byShare(level, Sketch.spellingKey(spelling.get()), first.name(), second.name());
        }
        return byTable(Level.PERSON_NAME_DIFFERENT, first.name(), second.name());
    }

    private Evidence organisationName(Sketch one, Sketch other) {
        String first = one.naming().name();
        String second = other.naming().name();
        if (one.names().isEmpty() || other.names().isEmpty()) {
            return byTable(Level.ORGANISATION_NAME_DIFFERENT, first, second);
        }
        if (one.names().getFirst().equals(other.names().getFirst())) {
            return byShare(
                    Level.ORGANISATION_NAME_EQUAL, Sketch.nameKey(one.names().getFirst()), first, second);
        }
        Optional<String> stated = common(one.names(), other.names());
        if (stated.isPresent()) {
            return byShare(Level.ORGANISATION_NAME_STATED, Sketch.nameKey(stated.get()), first, second);
        }
        Optional<String> core = common(one.cores(), other.cores()).filter(text -> text.length() >= SHORTEST_CORE);
        if (core.isPresent()) {
            return byShare(Level.ORGANISATION_NAME_FORM, Sketch.coreKey(core.get()), first, second);
        }
        for (String mine : one.cores()) {
            for (String theirs : other.cores()) {
                if (oneApart(mine, theirs)) {
                    return byShare(Level.ORGANISATION_NAME_NEAR, Sketch.coreKey(mine), first, second);
                }
            }
        }
        return byTable(Level.ORGANISATION_NAME_DIFFERENT, first, second);
    }

    private static Optional<String> common(Collection<String> one, Collection<String> other) {
        return one.stream().filter(other::contains).findFirst();
    }

    /** One character replaced, left out or added; numbers must agree, for 第一 and 第二 are two. */
    private static boolean oneApart(String one, String other) {
        if (Math.min(one.length(), other.length()) < SHORTEST_CORE || Math.abs(one.length() - other.length()) > 1) {
            return false;
        }
        int start = 0;
        while (start < one.length() && start < other.length() && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < one.length() - start
                && end < other.length() - start
                && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        String mine = one.substring(start, one.length() - end);
        String theirs = other.substring(start, other.length() - end);
        return mine.length() <= 1 && theirs.length() <= 1 && !isNumeral(mine) && !isNumeral(theirs);
    }

    private static boolean isNumeral(String text) {
        return !text.isEmpty() && "0123456789一二三四五六七八九十东南西北".contains(text);
    }

    private Optional<Evidence> code(Sketch one, Sketch other) {
        var first = one.naming().code();
        var second = other.naming().code();
        if (first == null || second == null) {
            return Optional.empty();
        }
        return Optional.of(
                first.equals(second)
                        ? byShare(Level.CREDIT_CODE_EQUAL, "k:" + first, first.value(), second.value())
                        : byTable(Level.CREDIT_CODE_DIFFERENT, first.value(), second.value()));
    }

    private static Optional<Evidence> contact(Naming one, Naming other) {
        if (one.contacts().isEmpty() || other.contacts().isEmpty()) {
            return Optional.empty();
        }
        boolean shared = !Collections.disjoint(one.contacts(), other.contacts());
        return Optional.of(byTable(shared ? Level.CONTACT_SHARED : Level.CONTACT_DIFFERENT, "", ""));
    }

    private static Optional<Evidence> birthYear(Naming one, Naming other) {
        if (one.birthYear() == 0 || other.birthYear() == 0) {
            return Optional.empty();
        }
        int apart = Math.abs(one.birthYear() - other.birthYear());
        Level level =
                apart == 0 ? Level.BIRTH_YEAR_EQUAL : apart == 1 ? Level.BIRTH_YEAR_NEAR : Level.BIRTH_YEAR_DIFFERENT;
        return Optional.of(byTable(level, Integer.toString(one.birthYear()), Integer.toString(other.birthYear())));
    }

    private Optional<Evidence> unit(Sketch one, Sketch other) {
        if (one.unitNames().isEmpty() || other.unitNames().isEmpty()) {
            return Optional.empty();
        }
        String first = one.naming().unit();
        String second = other.naming().unit();
        String name = one.unitNames().getFirst();
        if (name.equals(other.unitNames().getFirst())) {
            double share = Math.max(RAREST_UNIT, share(Sketch.UNIT + one.unitWhole()));
            return Optional.of(new Evidence(Level.UNIT_EQUAL, Level.UNIT_EQUAL.weight(share), first, second));
        }
        if (common(one.unitNames(), other.unitNames()).isPresent()) {
            return Optional.of(byTable(Level.UNIT_STATED, first, second));
        }
        if (Objects.equals(one.unitWhole(), other.unitWhole()) || Objects.equals(one.unitCore(), other.unitCore())) {
            return Optional.of(byTable(Level.UNIT_PART, first, second));
        }
        boolean moved = apart(one.naming().asOf(), other.naming().asOf());
        return Optional.of(byTable(moved ? Level.UNIT_MOVED : Level.UNIT_DIFFERENT, first, second));
    }

    private static boolean apart(@Nullable LocalDate one, @Nullable LocalDate other) {
        return one != null && other != null && Math.abs(ChronoUnit.DAYS.between(one, other)) >= MOVING_TIME_DAYS;
    }

    private static Optional<Evidence> rank(Naming one, Naming other) {
        if (one.rank().isBlank() || other.rank().isBlank()) {
            return Optional.empty();
        }
        OptionalInt first = Ranks.step(one.rank());
        OptionalInt second = Ranks.step(other.rank());
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        int apart = Math.abs(first.getAsInt() - second.getAsInt());
        Level level = apart == 0 ? Level.RANK_EQUAL : apart == 1 ? Level.RANK_NEAR : Level.RANK_DIFFERENT;
        return Optional.of(byTable(level, one.rank(), other.rank()));
    }

    private static Optional<Evidence> place(Sketch one, Sketch other) {
        var first = one.city();
        var second = other.city();
        if (first == null || second == null) {
            return Optional.empty();
        }
        boolean person = one.naming().person();
        boolean equal = first.equals(second);
        Level level = person
                ? equal ? Level.HOME_EQUAL : Level.HOME_DIFFERENT
                : equal ? Level.SEAT_EQUAL : Level.SEAT_DIFFERENT;
        RegionTree regions = RegionTree.standard();
        return Optional.of(byTable(level, regions.fullName(first), regions.fullName(second)));
    }

    /** How much of what the shorter one says stands in the other, words weighed by how rare they are. */
    private Optional<Evidence> topics(Naming one, Naming other) {
        Set<String> shorter = one.topics().size() <= other.topics().size() ? one.topics() : other.topics();
        Set<String> longer = shorter == one.topics() ? other.topics() : one.topics();
        if (shorter.size() < FEWEST_TOPICS) {
            return Optional.empty();
        }
        Set<String> shared = new TreeSet<>();
        double all = 0;
        double met = 0;
        for (String word : shorter) {
            double bits = Math.log(1 / share(Sketch.TOPIC + word)) / Math.log(2);
            all += bits;
            if (longer.contains(word)) {
                met += bits;
                shared.add(word);
            }
        }
        double overlap = all <= 0 ? 0 : met / all;
        Level level = overlap >= STRONG_OVERLAP && shared.size() >= FEWEST_TOPICS
                ? Level.TOPICS_STRONG
                : overlap >= SOME_OVERLAP ? Level.TOPICS_SOME : Level.TOPICS_LITTLE;
        String words = String.join("、", shared);
        return Optional.of(byTable(level, words, words));
    }

    private static Optional<Evidence> works(Sketch one, Sketch other) {
        if (one.works().isEmpty() || other.works().isEmpty()) {
            return Optional.empty();
        }
        Set<String> shared = new TreeSet<>(one.works());
        shared.retainAll(other.works());
        String titles = String.join("；", shared);
        return Optional.of(byTable(shared.isEmpty() ? Level.WORKS_DIFFERENT : Level.WORKS_SHARED, titles, titles));
    }

    private static Optional<Evidence> orcid(Naming one, Naming other) {
        if (one.orcids().isEmpty() || other.orcids().isEmpty()) {
            return Optional.empty();
        }
        boolean shared = !Collections.disjoint(one.orcids(), other.orcids());
        return Optional.of(byTable(shared ? Level.ORCID_EQUAL : Level.ORCID_DIFFERENT, "", ""));
    }

    /** One name in common may be chance; who has too few to have two in common tells nothing. */
    private static Optional<Evidence> coauthors(Naming one, Naming other) {
        if (Math.min(one.coauthors().size(), other.coauthors().size()) < FEWEST_COAUTHORS) {
            return Optional.empty();
        }
        long shared =
                one.coauthors().stream().filter(other.coauthors()::contains).count();
        String count = Long.toString(shared);
        return Optional.of(
                byTable(shared >= FEWEST_COAUTHORS ? Level.COAUTHORS_SHARED : Level.COAUTHORS_DIFFERENT, count, count));
    }

    private Evidence byShare(Level level, String key, String one, String other) {
        return new Evidence(level, level.weight(share(key)), one, other);
    }

    private static Evidence byTable(Level level, String one, String other) {
        return new Evidence(level, level.weight(), one, other);
    }
}
