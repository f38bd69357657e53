package org.jiebang.programme;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiebang.catalog.TeamRole;
import org.jiebang.matching.Sentence;
import org.jiebang.region.Region;
import org.jiebang.region.RegionTree;
import org.jiebang.text.TextNormalizer;

/** Counts what composition rules count. */
final class Composing {
    private Composing() {}

    /** The people of a team, each with all lines that the roster has for one. */
    static List<List<Application.Member>> people(Application application) {
        List<List<Application.Member>> people = new ArrayList<>();
        for (Application.Member member : application.team()) {
            people.stream()
                    .filter(lines -> lines.stream().allMatch(line -> isSame(line, member)))
                    .findFirst()
                    .orElseGet(() -> {
                        List<Application.Member> lines = new ArrayList<>();
                        people.add(lines);
                        return lines;
                    })
                    .add(member);
        }
        return people;
    }

    /** What the lines together tell of the birth of their one person. */
    static Birth birth(List<Application.Member> lines) {
        Birth best = new Birth.Unknown();
        for (Application.Member line : lines) {
            if (line.birth() instanceof Birth.On || best.year() == 0) {
                best = line.birth();
            }
        }
        return best;
    }

    /** Ids tell who somebody is; where one is missing, name and employer do, unless the days of birth differ. */
    static boolean isSame(Application.Member one, Application.Member another) {
        if (!one.id().isBlank() && !another.id().isBlank()) {
            return one.id().equals(another.id());
        }
        return isNamesake(one, another)
                && TextNormalizer.term(one.employer()).equals(TextNormalizer.term(another.employer()));
    }

    /** The same name, and no day of birth that tells the two apart. */
    static boolean isNamesake(Application.Member one, Application.Member another) {
        return TextNormalizer.term(one.name()).equals(TextNormalizer.term(another.name()))
                && one.birth().agreesWith(another.birth());
    }

    static int count(Measure measure, Application application) {
        Application.Plan plan = application.plan();
        return switch (measure) {
            case MEMBERS -> people(application).size();
            case YOUNG -> throw new IllegalArgumentException("Young members need an age and a day to be counted.");
            case SUPPORTED_YOUTH ->
                (int) people(application).stream()
                        .filter(lines -> lines.stream().anyMatch(Application.Member::supportedYouth))
                        .count();
            case AFFILIATIONS ->
                (int) application.team().stream()
                        .map(Application.Member::affiliation)
                        .filter(affiliation -> affiliation != Affiliation.OTHER)
                        .distinct()
                        .count();
            case ORGANISATIONS ->
                (int) application.team().stream()
                        .map(member -> TextNormalizer.term(member.employer()))
                        .filter(employer -> !employer.isEmpty())
                        .distinct()
                        .count();
            case CHAINS -> plan.chains().size();
            case PROVINCES ->
                (int) plan.regions().stream()
                        .flatMap(code -> RegionTree.standard().path(code).stream())
                        .filter(region -> region.level() == Region.Level.PROVINCE)
                        .distinct()
                        .count();
            case PROBLEMS -> plan.problems().size();
            case CHAIN_PROBLEMS ->
                (int) plan.problems().stream()
                        .filter(problem -> !problem.common())
                        .count();
            case PROBLEM_KINDS ->
                (int) plan.problems().stream()
                        .map(Application.ProblemChoice::common)
                        .distinct()
                        .count();
            case STATIONS -> plan.stations().size();
            case RESIDENTS -> residentDays(application).size();
            case RESIDENT_DAYS ->
                residentDays(application).stream().mapToInt(Integer::intValue).sum();
            case RESIDENT_DAYS_EACH ->
                residentDays(application).stream()
                        .mapToInt(Integer::intValue)
                        .min()
                        .orElse(0);
        };
    }

    private static List<Integer> residentDays(Application application) {
        return people(application).stream()
                .map(lines -> lines.stream()
                        .mapToInt(Application.Member::residentDays)
                        .sum())
                .filter(days -> days > 0)
                .toList();
    }

    /** Who holds both roles. */
    static List<String> holders(Application application, TeamRole first, TeamRole second) {
        List<String> names = new ArrayList<>();
        for (List<Application.Member> lines : people(application)) {
            Set<TeamRole> roles =
                    lines.stream().flatMap(member -> member.roles().stream()).collect(Collectors.toSet());
            if (roles.contains(first) && roles.contains(second)) {
                names.add(lines.getFirst().name());
            }
        }
        return names;
    }

    static Sentence roles(TeamRole first, TeamRole second) {
        return Words.names(List.of(first.label(), second.label()));
    }
}
