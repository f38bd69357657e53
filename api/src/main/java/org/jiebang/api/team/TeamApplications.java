package org.jiebang.api.team;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.library.Choice;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.programme.ProgrammeCatalog;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ServiceTeam;
import org.jiebang.catalog.TeamMember;
import org.jiebang.catalog.TeamRole;
import org.jiebang.industry.SegmentId;
import org.jiebang.programme.Affiliation;
import org.jiebang.programme.Application;
import org.jiebang.programme.Birth;
import org.jiebang.programme.Party;
import org.jiebang.programme.PartyKind;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jiebang.team.ExpertTeams;

/** Teams, in the making or of the library, in the form in which the rules of a programme look at an application, and as they are shown. */
final class TeamApplications {
    private TeamApplications() {}

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

    static Application of(String id, String unit, TeamContent content, Known known) {
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

    static Application of(
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

    static List<ProposalView.TeamMemberView> members(TeamContent content, Known known, LocalDate asOf) {
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

    static List<ProposalView.TeamMemberView> members(
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
