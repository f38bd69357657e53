package org.jiebang.api.team;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.library.Choice;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.programme.ProgrammeCatalog;
import org.jiebang.api.programme.RuleKind;
import org.jiebang.api.programme.VerdictView;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ServiceTeam;
import org.jiebang.catalog.TeamMember;
import org.jiebang.catalog.TeamRole;
import org.jiebang.industry.Chain;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.SegmentId;
import org.jiebang.programme.Affiliation;
import org.jiebang.programme.Application;
import org.jiebang.programme.ApplicationChecker;
import org.jiebang.programme.Birth;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Measure;
import org.jiebang.programme.Party;
import org.jiebang.programme.PartyKind;
import org.jiebang.programme.Phase;
import org.jiebang.programme.Register;
import org.jiebang.programme.Rule;
import org.jiebang.programme.Strength;
import org.jiebang.programme.Verdict;
import org.jiebang.programme.Violation;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jiebang.team.ExpertTeams;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Checks teams, in the making or of the library, against the rules of a category that speak of teams. */
@Component
class TeamChecks {
    /** What a roster can answer for; papers, windows and money belong to an application. */
    private static final Set<RuleKind> ABOUT_TEAMS =
            EnumSet.of(RuleKind.COMPOSITION, RuleKind.SEPARATE_ROLES, RuleKind.NON_OVERLAP, RuleKind.QUOTA);

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

    /** What the library knows of the experts and problems that some teams name. */
    record Known(Map<UUID, Expert> experts, Map<UUID, Problem> problems) {
        List<Problem> problems(TeamContent content) {
            return content.problems().stream()
                    .map(problems::get)
                    .filter(problem -> problem != null)
                    .toList();
        }

        Set<String> chains(TeamContent content) {
            return content.chains().isEmpty()
                    ? problems(content).stream()
                            .flatMap(problem -> problem.segments().stream())
                            .map(SegmentId::chain)
                            .collect(Collectors.toCollection(TreeSet::new))
                    : new TreeSet<>(content.chains());
        }

        Set<RegionCode> regions(TeamContent content) {
            Set<RegionCode> regions = new LinkedHashSet<>();
            if (content.regions().isEmpty()) {
                problems(content).forEach(problem -> regions.addAll(problem.regions()));
            } else {
                content.regions().forEach(code -> regions.add(region(code)));
            }
            return regions;
        }
    }

    /** Refuses codes that no place has. */
    static void requireRegions(TeamContent content) {
        content.regions().forEach(code -> Objects.requireNonNull(region(code)));
    }

    private static RegionCode region(String code) {
        try {
            RegionCode region = new RegionCode(code);
            if (RegionTree.standard().find(region).isPresent()) {
                return region;
            }
        } catch (IllegalArgumentException e) {
            // Said below in words of the caller.
        }
        throw ApiException.badRequest("regions", "UNKNOWN_CHOICE", "没有地区代码“" + code + "”，请从列表中选择。");
    }

    Mono<Known> known(Collection<TeamContent> contents) {
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
                        Known::new);
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
                    Known known = both.getT2();
                    List<Application> standing = others.stream()
                            .filter(other -> !other.id().equals(id))
                            .map(other -> application(other.id().toString(), unit, other.content(), known))
                            .toList();
                    Application application = application(own, unit, content, known);
                    LocalDate day = asOf == null ? LocalDate.now(TeamSearches.CHINA) : asOf;
                    Judged judged = judge(both.getT1(), application, standing, day, Set.of());
                    List<UUID> gone = new ArrayList<>(content.problems());
                    gone.removeAll(known.problems().keySet());
                    content.members().stream()
                            .map(TeamContent.DraftMember::id)
                            .filter(member -> !known.experts().containsKey(member))
                            .forEach(gone::add);
                    return judged.view(members(content, known, day), gone, application);
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
                    Application application = application(id, team, both.getT1(), category, both.getT2());
                    Judged judged = judge(both.getT1(), application, List.of(), day, NOT_IN_THE_LIBRARY);
                    return judged.view(members(team, both.getT2(), day), List.of(), application);
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
                        Application application = application("" + earlier.size(), "unit", content, known);
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

    /** Those that no reason lifts, for an answer. */
    static List<ApiException.Violation> certain(List<Violation> violations) {
        return violations.stream()
                .filter(violation -> violation.strength() == Strength.HARD)
                .map(violation -> new ApiException.Violation(
                        violation.rule().id(),
                        violation
                                .finding()
                                .code()
                                .toUpperCase(java.util.Locale.ROOT)
                                .replace('-', '_'),
                        violation.found().chinese() + "。" + violation.remedy().chinese() + "。原文：“"
                                + violation.rule().citation().quote() + "”"))
                .toList();
    }

    private record Judged(
            ProgrammeCatalog.Entry entry,
            String category,
            Verdict verdict,
            List<VerdictView.RuleName> met,
            List<VerdictView.RuleName> unknown) {
        TeamCheckView view(List<ProposalView.TeamMemberView> members, List<UUID> gone, Application application) {
            return new TeamCheckView(
                    entry.programme().id(),
                    entry.version(),
                    category,
                    verdict.asOf(),
                    verdict.outcome(),
                    verdict.violations().stream()
                            .map(VerdictView.ViolationView::of)
                            .toList(),
                    met,
                    unknown,
                    members,
                    gone,
                    application.plan().chains().stream()
                            .sorted()
                            .map(code -> new Choice(code, chain(code)))
                            .toList(),
                    Choice.regions(
                            application.plan().regions().stream().sorted().toList(), RegionTree.standard()));
        }
    }

    private static String chain(String code) {
        return IndustryGraph.standard().chain(code).map(Chain::name).orElse(code);
    }

    private Judged judge(
            ProgrammeCatalog.Entry entry,
            Application application,
            List<Application> others,
            LocalDate asOf,
            Set<Measure> notKnown) {
        Verdict all = new ApplicationChecker(dictionary.analyzer())
                .check(
                        entry.programme(),
                        application,
                        new Register(others, List.of(), List.of(), List.of(), List.of()),
                        asOf,
                        Map.of());
        List<Violation> violations = all.violations().stream()
                .filter(violation -> isAboutTeams(violation.rule()) && !asks(violation.rule(), notKnown))
                .toList();
        Set<String> broken =
                violations.stream().map(violation -> violation.rule().id()).collect(Collectors.toSet());
        List<VerdictView.RuleName> met = new ArrayList<>();
        List<VerdictView.RuleName> unknown = new ArrayList<>();
        for (Rule rule : entry.programme().rules(application.category(), Phase.APPLICATION)) {
            if (isAboutTeams(rule) && !broken.contains(rule.id())) {
                (asks(rule, notKnown) ? unknown : met).add(VerdictView.RuleName.of(rule));
            }
        }
        return new Judged(entry, application.category(), new Verdict(asOf, violations, List.of()), met, unknown);
    }

    private static boolean isAboutTeams(Rule rule) {
        return ABOUT_TEAMS.contains(RuleKind.of(rule.condition()))
                && !(rule.condition() instanceof Condition.NonOverlap overlap
                        && overlap.against() != Condition.Against.OWN_APPLICATIONS);
    }

    private static boolean asks(Rule rule, Set<Measure> measures) {
        return rule.condition() instanceof Condition.Composition count && measures.contains(count.measure());
    }

    private static Application application(String id, String unit, TeamContent content, Known known) {
        List<Application.Member> team = new ArrayList<>();
        for (TeamContent.DraftMember member : content.members()) {
            Expert expert = known.experts().get(member.id());
            if (expert != null) {
                team.add(member(
                        member.id().toString(),
                        expert,
                        member.roles().stream()
                                .map(role -> TeamRole.valueOf(role.name()))
                                .collect(Collectors.toSet()),
                        member.residentDays()));
            }
        }
        List<Application.ProblemChoice> problems = new ArrayList<>();
        for (UUID problem : content.problems()) {
            Problem found = known.problems().get(problem);
            if (found != null) {
                problems.add(new Application.ProblemChoice(problem.toString(), found.title(), false));
            }
        }
        return new Application(
                id,
                content.programme(),
                content.category(),
                content.name(),
                party(unit),
                List.of(),
                team,
                new Application.Plan(
                        problems,
                        known.chains(content),
                        known.regions(content),
                        List.of(),
                        content.stations(),
                        content.content(),
                        content.results(),
                        Map.of()),
                Application.Filing.NONE);
    }

    private static Application application(
            UUID id,
            ServiceTeam team,
            ProgrammeCatalog.Entry entry,
            String category,
            Map<String, StoredRecord> experts) {
        List<Application.Member> members = new ArrayList<>();
        for (TeamMember line : team.roster()) {
            StoredRecord found = experts.get(line.expertKey());
            members.add(
                    found == null
                            ? new Application.Member(
                                    "",
                                    line.name(),
                                    line.employer(),
                                    affiliation(line.employer()),
                                    birth(line.birthYear()),
                                    false,
                                    Set.of(line.role()),
                                    0)
                            : member(found.id().toString(), (Expert) found.item(), Set.of(line.role()), 0));
        }
        Set<String> chains =
                team.segments().stream().map(SegmentId::chain).collect(Collectors.toCollection(TreeSet::new));
        String society = team.society().isBlank() ? team.name() : team.society();
        return new Application(
                id.toString(),
                entry.programme().id(),
                category,
                team.name(),
                party(society),
                List.of(),
                members,
                new Application.Plan(
                        List.of(), chains, team.regions(), List.of(), List.of(), team.plan(), "", Map.of()),
                Application.Filing.NONE);
    }

    /** The kind of the unit is no matter of its teams. */
    private static Party party(String unit) {
        return new Party("", unit, PartyKind.PROVINCIAL_SOCIETY, List.of());
    }

    private static Application.Member member(String id, Expert expert, Set<TeamRole> roles, int residentDays) {
        return new Application.Member(
                id,
                expert.name(),
                expert.employer(),
                affiliation(expert.employer()),
                birth(expert.birthYear()),
                expert.supportedYouth(),
                roles,
                residentDays);
    }

    private static Affiliation affiliation(String employer) {
        return Affiliation.valueOf(ExpertTeams.affiliation(employer).name());
    }

    private static Birth birth(int year) {
        return year == 0 ? new Birth.Unknown() : new Birth.In(year);
    }

    private static List<ProposalView.TeamMemberView> members(TeamContent content, Known known, LocalDate asOf) {
        Map<UUID, ProposalView.TeamMemberView> members = new LinkedHashMap<>();
        for (TeamContent.DraftMember member : content.members()) {
            Expert expert = known.experts().get(member.id());
            if (expert != null) {
                List<String> roles = new ArrayList<>(
                        member.roles().stream().map(Enum::name).sorted().toList());
                if (member.residentDays() > 0) {
                    roles.add("RESIDENT");
                }
                members.put(
                        member.id(),
                        view(member.id().toString(), expert, roles, member.residentDays(), asOf.getYear()));
            }
        }
        return List.copyOf(members.values());
    }

    private static List<ProposalView.TeamMemberView> members(
            ServiceTeam team, Map<String, StoredRecord> experts, LocalDate asOf) {
        List<ProposalView.TeamMemberView> members = new ArrayList<>();
        for (TeamMember line : team.roster()) {
            StoredRecord found = experts.get(line.expertKey());
            List<String> roles = line.role() == TeamRole.MEMBER
                    ? List.of()
                    : List.of(line.role().name());
            members.add(
                    found == null
                            ? new ProposalView.TeamMemberView(
                                    "",
                                    line.name(),
                                    line.employer(),
                                    affiliation(line.employer()).name(),
                                    line.birthYear() == 0 ? null : asOf.getYear() - line.birthYear(),
                                    false,
                                    roles,
                                    0,
                                    List.of())
                            : view(found.id().toString(), (Expert) found.item(), roles, 0, asOf.getYear()));
        }
        return members;
    }

    private static ProposalView.TeamMemberView view(
            String id, Expert expert, List<String> roles, int residentDays, int year) {
        return new ProposalView.TeamMemberView(
                id,
                expert.name(),
                expert.employer(),
                affiliation(expert.employer()).name(),
                expert.birthYear() == 0 ? null : year - expert.birthYear(),
                expert.supportedYouth(),
                roles,
                residentDays,
                Choice.regions(expert.regions(), RegionTree.standard()));
    }
}
