package org.jiebang.exclusion;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiebang.catalog.Enterprise;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.KeyProject;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ProblemStatus;
import org.jiebang.catalog.ServiceTeam;
import org.jiebang.catalog.Society;
import org.jiebang.catalog.TeamMember;
import org.jiebang.catalog.TeamRole;

/**
 * Says why a problem and somebody who would solve it must not be brought together. Kept apart from scores: no score outweighs an
 * exclusion, and no exclusion lowers a score. Immutable, safe from any thread.
 */
public final class HardFilters {
    private final IdentityGraph identities;
    private final List<Sanction> sanctions;

    /**
     * @param identities must know the persons of all records that are asked about, see {@link #persons}
     * @param sanctions of which those count that are in force on the day
     */
    public HardFilters(IdentityGraph identities, List<Sanction> sanctions, LocalDate day) {
        this.identities = identities;
        this.sanctions =
                sanctions.stream().filter(sanction -> sanction.holds(day)).toList();
    }

    /** One side of a pair. */
    public record Side(String id, LibraryRecord item) {}

    /**
     * Reasons against a pair, none if it may be shown: what both together are against, what is against the one who asks, and whether the
     * candidate has room.
     *
     * @param asker problem, or record that looks for problems
     * @param candidate the other one
     */
    public List<Exclusion> exclusions(Side asker, Side candidate) {
        List<Exclusion> exclusions = new ArrayList<>();
        if (asker.item() instanceof Problem problem) {
            conflict(problem, candidate).ifPresent(exclusions::add);
        } else if (candidate.item() instanceof Problem problem) {
            conflict(problem, asker).ifPresent(exclusions::add);
        }
        sanction(asker).ifPresent(exclusions::add);
        sanction(candidate).ifPresent(exclusions::add);
        room(candidate.item()).ifPresent(exclusions::add);
        return exclusions;
    }

    /** Has a candidate no room for more, whoever asks? */
    public static Optional<Exclusion> room(LibraryRecord candidate) {
        return switch (candidate) {
            case Expert expert ->
                expert.activeTasks() >= expert.capacity()
                        ? Optional.of(new Exclusion.FullyLoaded(expert.activeTasks(), expert.capacity()))
                        : Optional.empty();
            case Problem problem ->
                isOver(problem.status()) ? Optional.of(new Exclusion.NotOpen(problem.status())) : Optional.empty();
            case Society society -> Optional.empty();
            case ServiceTeam team -> Optional.empty();
            case KeyProject project -> Optional.empty();
            case Enterprise enterprise -> Optional.empty();
        };
    }

    private static boolean isOver(ProblemStatus status) {
        return status == ProblemStatus.SOLVED || status == ProblemStatus.CLOSED;
    }

    private Optional<Exclusion> conflict(Problem problem, Side supply) {
        Unit proposer = proposer(problem);
        return switch (supply.item()) {
            case Expert expert -> conflict(proposer, person(supply.id(), expert));
            case Society society -> conflict(proposer, society.title(), new Unit(society.name(), society.creditCode()));
            case ServiceTeam team -> conflict(proposer, supply.id(), team);
            // A project stands for results, not for somebody who would judge or be paid.
            case KeyProject project -> Optional.empty();
            case Enterprise enterprise -> Optional.empty();
            case Problem other -> Optional.empty();
        };
    }

    private static Unit proposer(Problem problem) {
        return new Unit(problem.proposer(), problem.proposerCode());
    }

    private Optional<Exclusion> conflict(Unit proposer, String who, Unit unit) {
        return identities
                .sameUnit(proposer, unit)
                .map(evidence -> new Exclusion.OwnUnit(who, unit.name(), name(proposer), evidence));
    }

    private static String name(Unit unit) {
        return unit.name().isBlank() && unit.code() != null ? unit.code().value() : unit.name();
    }

    private Optional<Exclusion> conflict(Unit proposer, Person person) {
        Optional<Exclusion> own = conflict(proposer, person.name(), Unit.named(person.employer()));
        return own.isPresent()
                ? own
                : identities.others(person.id()).stream()
                        .filter(other -> identities
                                .sameUnit(proposer, Unit.named(other.person().employer()))
                                .isPresent())
                        .findFirst()
                        .map(other -> new Exclusion.OwnUnitElsewhere(
                                person.name(), other.person().employer(), name(proposer), other.evidence()));
    }

    /** Engineers of the enterprise may be members; those who lead the team may not come from it, nor may the society be it. */
    private Optional<Exclusion> conflict(Unit proposer, String id, ServiceTeam team) {
        Optional<Exclusion> society = conflict(proposer, team.society(), Unit.named(team.society()));
        if (society.isPresent()) {
            return society;
        }
        List<Person> roster = roster(id, team);
        for (int i = 0; i < roster.size(); i++) {
            TeamRole role = team.roster().get(i).role();
            if (role == TeamRole.LEADER || role == TeamRole.CHIEF_EXPERT) {
                Optional<Exclusion> conflict = conflict(proposer, roster.get(i));
                if (conflict.isPresent()) {
                    return conflict;
                }
            }
        }
        return Optional.empty();
    }

    /** Does the roster of a team that asks name an expert who would judge it? */
    public Optional<Exclusion> onTeam(Side expert, Side team) {
        Set<String> roster =
                persons(team.id(), team.item()).stream().map(Person::id).collect(Collectors.toSet());
        return identities.others(expert.id()).stream()
                .filter(other -> roster.contains(other.person().id()))
                .findFirst()
                .map(other ->
                        new Exclusion.OnTeam(expert.item().title(), team.item().title(), other.evidence()));
    }

    /** The first sanction in force against a record: against its person, a person of its roster, or its unit. */
    public Optional<Exclusion> sanction(Side side) {
        for (Sanction sanction : sanctions) {
            Optional<Exclusion> found = sanction.subjectId().equals(side.id())
                    ? Optional.of(new Exclusion.Sanctioned(side.item().title(), sanction, Set.of()))
                    : sanction(sanction, side);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Exclusion> sanction(Sanction sanction, Side side) {
        if (sanction.subject() instanceof Expert) {
            return persons(side.id(), side.item()).stream()
                    .flatMap(person -> identities.others(person.id()).stream()
                            .filter(other -> other.person().id().equals(sanction.subjectId()))
                            .map(other -> new Exclusion.Sanctioned(person.name(), sanction, other.evidence())))
                    .map(Exclusion.class::cast)
                    .findFirst();
        }
        Unit sanctioned = unit(sanction.subject());
        Unit own = unit(side.item());
        return identities.sameUnit(sanctioned, own).isPresent()
                ? Optional.of(new Exclusion.Sanctioned(name(own), sanction, Set.of()))
                : Optional.empty();
    }

    /** The unit that answers for a record; an expert answers for himself. */
    private static Unit unit(LibraryRecord item) {
        return switch (item) {
            case Expert expert -> Unit.named("");
            case Society society -> new Unit(society.name(), society.creditCode());
            case ServiceTeam team -> Unit.named(team.society());
            case KeyProject project -> Unit.named(project.lead());
            case Enterprise enterprise -> new Unit(enterprise.name(), enterprise.creditCode());
            case Problem problem -> proposer(problem);
        };
    }

    /** The units that a record tells of. */
    public static List<Unit> units(LibraryRecord item) {
        Unit unit = unit(item);
        return unit.isKnown() ? List.of(unit) : List.of();
    }

    /** The persons that a record names, without contacts. */
    public static List<Person> persons(String id, LibraryRecord item) {
        return switch (item) {
            case Expert expert -> List.of(person(id, expert));
            case ServiceTeam team -> roster(id, team);
            case Society society -> List.of();
            case KeyProject project -> List.of();
            case Enterprise enterprise -> List.of();
            case Problem problem -> List.of();
        };
    }

    private static Person person(String id, Expert expert) {
        return new Person(id, expert.name(), expert.employer(), expert.birthYear(), Set.of());
    }

    private static List<Person> roster(String id, ServiceTeam team) {
        List<Person> roster = new ArrayList<>();
        for (TeamMember member : team.roster()) {
            roster.add(new Person(
                    id + "#" + roster.size(), member.name(), member.employer(), member.birthYear(), Set.of()));
        }
        return roster;
    }
}
