package org.jiebang.api.team;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.programme.ProgrammeCatalog;
import org.jiebang.api.programme.RuleKind;
import org.jiebang.api.programme.VerdictView;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ServiceTeam;
import org.jiebang.catalog.TeamMember;
import org.jiebang.programme.Application;
import org.jiebang.programme.ApplicationChecker;
import org.jiebang.programme.Measure;
import org.jiebang.programme.Register;
import org.jiebang.programme.Violation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Checks teams, in the making or of the library, against the rules of a category that speak of teams. */
@Component
class TeamChecks {
    /** What a team of the library does not say of itself. */
    private static final Set<Measure> NOT_IN_THE_LIBRARY = EnumSet.of(
            Measure.PROBLEMS,
            Measure.CHAIN_PROBLEMS,
            Measure.PROBLEM_KINDS,
            Measure.STATIONS,
            Measure.RESIDENTS,
            Measure.RESIDENT_DAYS,
            Measure.RESIDENT_DAYS_EACH);

    private final RecordStore records;
    private final Dictionary dictionary;
    private final Compute compute;
    private final TeamSearches searches;

    TeamChecks(RecordStore records, Dictionary dictionary, Compute compute, TeamSearches searches) {
        this.records = records;
        this.dictionary = dictionary;
        this.compute = compute;
        this.searches = searches;
    }

    Mono<TeamApplications.Known> known(Collection<TeamContent> contents) {
        Set<UUID> experts = new HashSet<>();
        Set<UUID> problems = new HashSet<>();
        for (TeamContent content : contents) {
            content.members().forEach(member -> experts.add(member.id()));
            problems.addAll(content.problems());
        }
        return records.find(Library.EXPERTS, experts)
                .filter(expert -> expert.publication() == Publication.PUBLISHED)
                .collectMap(StoredRecord::id, stored -> (Expert) stored.item())
                .zipWith(
                        records.find(Library.PROBLEMS, problems)
                                .collectMap(StoredRecord::id, stored -> (Problem) stored.item()),
                        TeamApplications.Known::new);
    }

    /** Another team of the same unit that stands. */
    record Other(UUID id, TeamContent content) {}

    /**
     * Checks a team in the making.
     *
     * @param id of its draft; null before it is saved
     * @param unit whose team it is
     * @param others accepted teams of the unit
     */
    Mono<TeamCheckView> check(
            @Nullable UUID id, String unit, TeamContent content, List<Other> others, @Nullable LocalDate asOf) {
        List<TeamContent> all =
                new ArrayList<>(others.stream().map(Other::content).toList());
        all.add(content);
        String own = id == null ? "" : id.toString();
        return searches.programme(content.programme(), content.category())
                .zipWith(known(all))
                .flatMap(both -> compute.run(() -> {
                    TeamApplications.Known known = both.getT2();
                    List<Application> standing = others.stream()
                            .filter(other -> !other.id().equals(id))
                            .map(other -> TeamApplications.of(other.id().toString(), unit, other.content(), known))
                            .toList();
                    Application application = TeamApplications.of(own, unit, content, known);
                    LocalDate day = asOf == null ? LocalDate.now(TeamSearches.CHINA) : asOf;
                    TeamRules.Judged judged =
                            TeamRules.judge(dictionary.analyzer(), both.getT1(), application, standing, day, Set.of());
                    List<UUID> gone = new ArrayList<>(content.problems());
                    gone.removeAll(known.problems().keySet());
                    content.members().stream()
                            .map(TeamContent.DraftMember::id)
                            .filter(member -> !known.experts().containsKey(member))
                            .forEach(gone::add);
                    return judged.view(TeamApplications.members(content, known, day), gone, application);
                }));
    }

    /** Checks a team of the library; the experts of its roster are looked up by name, employer and year of birth. */
    Mono<TeamCheckView> check(UUID id, ServiceTeam team, String programme, String category, @Nullable LocalDate asOf) {
        return searches.programme(programme, category)
                .zipWith(records.findByNaturalKeys(
                                Library.EXPERTS,
                                team.roster().stream()
                                        .map(TeamMember::expertKey)
                                        .toList())
                        .collectMap(stored -> stored.item().naturalKey(), stored -> stored))
                .flatMap(both -> compute.run(() -> {
                    LocalDate day = asOf == null ? LocalDate.now(TeamSearches.CHINA) : asOf;
                    Application application = TeamApplications.of(id, team, both.getT1(), category, both.getT2());
                    TeamRules.Judged judged = TeamRules.judge(
                            dictionary.analyzer(), both.getT1(), application, List.of(), day, NOT_IN_THE_LIBRARY);
                    return judged.view(TeamApplications.members(team, both.getT2(), day), List.of(), application);
                }));
    }

    /** What several teams that are not built yet would have in common; their members cannot be told yet. */
    Mono<List<Violation>> overlaps(ProgrammeCatalog.Entry entry, TeamRequests.TeamsWanted wanted) {
        List<TeamContent> contents = new ArrayList<>();
        for (int i = 0; i < wanted.teams().size(); i++) {
            contents.add(content(wanted, i, List.of()));
        }
        return overlaps(entry, contents);
    }

    /** What teams that were built together have in common all the same. */
    Mono<List<VerdictView.ViolationView>> overlaps(TeamRequests.TeamsWanted wanted, ProposalView proposal) {
        if (proposal.teams().isEmpty()) {
            return Mono.just(List.of());
        }
        List<TeamContent> contents = new ArrayList<>();
        for (int i = 0; i < wanted.teams().size(); i++) {
            contents.add(content(
                    wanted,
                    i,
                    proposal.teams().get(i).members().stream()
                            .map(member ->
                                    new TeamContent.DraftMember(UUID.fromString(member.id()), Set.of(), false, 0))
                            .toList()));
        }
        return searches.programme(wanted.programme(), wanted.category())
                .flatMap(entry -> overlaps(entry, contents))
                .map(found -> found.stream().map(VerdictView.ViolationView::of).toList());
    }

    private static TeamContent content(
            TeamRequests.TeamsWanted wanted, int place, List<TeamContent.DraftMember> members) {
        TeamRequests.TeamWish wish = wanted.teams().get(place);
        List<String> regions = wish.regions();
        String content = wish.content();
        String results = wish.results();
        return new TeamContent(
                wish.name(),
                wanted.programme(),
                wanted.category(),
                wish.problemIds().stream().map(UUID::fromString).toList(),
                members,
                List.of(),
                List.of(),
                regions == null ? List.of() : regions,
                List.of(),
                "",
                content == null ? "" : content,
                results == null ? "" : results);
    }

    private Mono<List<Violation>> overlaps(ProgrammeCatalog.Entry entry, List<TeamContent> contents) {
        return known(contents)
                .flatMap(known -> compute.run(() -> {
                    List<Application> earlier = new ArrayList<>();
                    List<Violation> found = new ArrayList<>();
                    for (TeamContent content : contents) {
                        Application application = TeamApplications.of("" + earlier.size(), "unit", content, known);
                        Register register = new Register(earlier, List.of(), List.of(), List.of(), List.of());
                        new ApplicationChecker(dictionary.analyzer())
                                        .check(
                                                entry.programme(),
                                                application,
                                                register,
                                                LocalDate.now(TeamSearches.CHINA),
                                                Map.of())
                                        .violations()
                                        .stream()
                                        .filter(violation ->
                                                RuleKind.of(violation.rule().condition()) == RuleKind.NON_OVERLAP)
                                        .forEach(found::add);
                        earlier.add(application);
                    }
                    return found;
                }));
    }
}
