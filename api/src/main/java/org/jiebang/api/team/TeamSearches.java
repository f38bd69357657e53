package org.jiebang.api.team;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.exclusion.Exclusions;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.matching.Matcher;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.api.programme.ProgrammeCatalog;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.Library;
import org.jiebang.exclusion.Exclusion;
import org.jiebang.exclusion.HardFilters;
import org.jiebang.matching.Part;
import org.jiebang.matching.Signal;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Programme;
import org.jiebang.programme.Rule;
import org.jiebang.programme.TeamComposition;
import org.jiebang.team.DemandElement;
import org.jiebang.team.ExpertTeams;
import org.jiebang.team.Fit;
import org.jiebang.team.Team;
import org.jiebang.team.TeamCandidate;
import org.jiebang.team.TeamPlan;
import org.jiebang.team.TeamRequest;
import org.jiebang.team.TeamRule;
import org.jiebang.team.TeamWeights;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Turns what is wished for into a search: the rules in force, who could serve the problems, and what each could do. */
@Component
class TeamSearches {
    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private static final int CANDIDATES_A_PROBLEM = 300;
    private static final int ELEMENTS_A_PROBLEM = 12;
    private static final int EXPERTS_AN_ELEMENT = 2;
    private static final int USUAL_DIFFERENCE = 3;
    private static final String PLAN = "team";

    private final ProgrammeCatalog catalog;
    private final RecordStore records;
    private final Matcher matcher;
    private final Dictionary dictionary;
    private final Exclusions exclusions;

    TeamSearches(
            ProgrammeCatalog catalog,
            RecordStore records,
            Matcher matcher,
            Dictionary dictionary,
            Exclusions exclusions) {
        this.exclusions = exclusions;
        this.catalog = catalog;
        this.records = records;
        this.matcher = matcher;
        this.dictionary = dictionary;
    }

    /** One team as it is wished for, whichever way it was asked. */
    private record Wish(
            String plan,
            String name,
            List<String> problems,
            TeamRequests.TeamConstraints constraints,
            List<String> before,
            List<String> refused) {}

    Mono<TeamSearch> prepare(TeamRequests.TeamWanted wanted) {
        TeamRequests.Refusal refusal = wanted.refusal();
        Wish wish = new Wish(
                PLAN,
                "",
                wanted.problemIds(),
                wishes(wanted.constraints()),
                refusal == null ? List.of() : refusal.members(),
                refusal == null ? List.of() : refusal.refused());
        return prepare(
                wanted.programme(),
                wanted.category(),
                List.of(wish),
                wish.constraints().asOf());
    }

    Mono<TeamSearch> prepare(TeamRequests.TeamsWanted wanted) {
        List<Wish> wishes = new ArrayList<>();
        for (TeamRequests.TeamWish team : wanted.teams()) {
            List<String> refused = wanted.refused() == null ? List.of() : wanted.refused();
            wishes.add(new Wish(
                    PLAN + (wishes.size() + 1),
                    team.name(),
                    team.problemIds(),
                    wishes(team.constraints()),
                    team.members() == null ? List.of() : team.members(),
                    refused));
        }
        return prepare(wanted.programme(), wanted.category(), wishes, wanted.asOf());
    }

    static TeamRequests.TeamConstraints wishes(TeamRequests.@Nullable TeamConstraints constraints) {
        return constraints == null ? TeamRequests.TeamConstraints.NONE : constraints;
    }

    private Mono<TeamSearch> prepare(String programme, String category, List<Wish> wishes, @Nullable LocalDate asOf) {
        int year = (asOf == null ? LocalDate.now(CHINA) : asOf).getYear();
        return programme(programme, category)
                .flatMap(entry -> Flux.fromIterable(wishes)
                        .concatMap(wish -> supplies(wish).collectList())
                        .collectList()
                        .flatMap(supplies -> pool(wishes, supplies, year)
                                .map(pool -> search(entry.programme().composition(category), wishes, supplies, pool))));
    }

    /** The programme in force, if it has the category. */
    Mono<ProgrammeCatalog.Entry> programme(String id, String category) {
        return catalog.inForce(id)
                .onErrorMap(
                        error -> error instanceof ApiException problem && problem.code() == ErrorCode.NOT_FOUND,
                        error -> ApiException.badRequest(
                                "programme",
                                "UNKNOWN_CHOICE",
                                Objects.requireNonNullElse(error.getMessage(), ErrorCode.NOT_FOUND.wayOut())))
                .doOnNext(entry -> require(entry.programme(), category));
    }

    private static void require(Programme programme, String category) {
        if (programme.category(category).isEmpty()) {
            throw ApiException.badRequest(
                    "category",
                    "UNKNOWN_CHOICE",
                    "没有类别“" + category + "”，可选："
                            + programme.categories().stream()
                                    .map(known -> known.id())
                                    .collect(Collectors.joining("、"))
                            + "。");
        }
    }

    /** Refuses more teams than one unit may have (CT-07), in the words of the notice. */
    static void requireRoom(ProgrammeCatalog.Entry entry, TeamRequests.TeamsWanted wanted) {
        for (Rule rule : entry.programme().rules(wanted.category(), org.jiebang.programme.Phase.APPLICATION)) {
            if (rule.condition() instanceof Condition.Quota quota
                    && wanted.teams().size() > quota.maximum()) {
                throw ApiException.badRequest(
                        "teams",
                        "TOO_MANY",
                        "“" + rule.citation().quote() + "”：要组建 "
                                + wanted.teams().size() + " 个团，最多 " + quota.maximum() + " 个。");
            }
        }
    }

    /** Who is excluded is no candidate at all; as many others are sought in his place. */
    private Flux<Matcher.Supply> supplies(Wish wish) {
        Set<String> excluded = named(wish.constraints().excluded());
        return problems(wish)
                .concatMap(problem -> matcher.supply(
                        problem.item(),
                        dictionary.documents(),
                        Library.EXPERTS,
                        CANDIDATES_A_PROBLEM + excluded.size(),
                        ELEMENTS_A_PROBLEM))
                .map(supply -> new Matcher.Supply(
                        supply.elements(),
                        supply.able().stream()
                                .filter(able -> !excluded.contains(
                                        able.ranked().candidate().id()))
                                .limit(CANDIDATES_A_PROBLEM)
                                .toList()));
    }

    private Flux<StoredRecord> problems(Wish wish) {
        Set<UUID> ids = new LinkedHashSet<>();
        wish.problems().forEach(id -> ids.add(RecordIds.parse(id)));
        return Flux.fromIterable(ids)
                .concatMap(id -> records.find(Library.PROBLEMS, id)
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound("这条难题"))));
    }

    /**
     * Whom a conflict of interest or a sanction keeps out, team by team, with the first reason. Whoever has no room is no such case: a rule
     * of the team asks about it, and a repair may name it.
     */
    private Mono<List<Map<String, Exclusion>>> barred(List<Wish> wishes, Map<UUID, Expert> experts) {
        List<HardFilters.Side> offered = new ArrayList<>();
        experts.forEach((id, expert) -> offered.add(new HardFilters.Side(id.toString(), expert)));
        return Flux.fromIterable(wishes)
                .concatMap(wish -> problems(wish)
                        .map(problem -> new HardFilters.Side(problem.id().toString(), problem.item()))
                        .collectList())
                .collectList()
                .flatMap(asking -> {
                    List<HardFilters.Side> all = new ArrayList<>(offered);
                    asking.forEach(all::addAll);
                    return exclusions
                            .filters(all)
                            .map(filters -> asking.stream()
                                    .map(problems -> barred(filters, problems, offered))
                                    .toList());
                });
    }

    private static Map<String, Exclusion> barred(
            HardFilters filters, List<HardFilters.Side> problems, List<HardFilters.Side> offered) {
        Map<String, Exclusion> barred = new LinkedHashMap<>();
        for (HardFilters.Side candidate : offered) {
            problems.stream()
                    .flatMap(problem -> filters.exclusions(problem, candidate).stream())
                    .filter(reason -> reason.kind() != Exclusion.Kind.WORKLOAD)
                    .findFirst()
                    .ifPresent(reason -> barred.put(candidate.id(), reason));
        }
        return barred;
    }

    /** Those who were found and those who are wished for or were members, as far as they are published. */
    private Mono<TeamSearch.Pool> pool(List<Wish> wishes, List<List<Matcher.Supply>> supplies, int year) {
        Set<UUID> ids = new LinkedHashSet<>();
        supplies.stream()
                .flatMap(List::stream)
                .forEach(supply -> supply.able()
                        .forEach(able -> ids.add(
                                UUID.fromString(able.ranked().candidate().id()))));
        for (Wish wish : wishes) {
            named(wish.constraints().fixed()).forEach(id -> ids.add(UUID.fromString(id)));
            named(wish.before()).forEach(id -> ids.add(UUID.fromString(id)));
        }
        return records.find(Library.EXPERTS, ids)
                .filter(expert -> expert.publication() == Publication.PUBLISHED)
                .collectMap(StoredRecord::id, stored -> (Expert) stored.item())
                .flatMap(experts -> barred(wishes, experts).map(barred -> pool(wishes, ids, experts, barred, year)));
    }

    private static TeamSearch.Pool pool(
            List<Wish> wishes,
            Set<UUID> ids,
            Map<UUID, Expert> experts,
            List<Map<String, Exclusion>> barred,
            int year) {
        Map<String, Expert> byId = new LinkedHashMap<>();
        Map<String, TeamCandidate> candidates = new LinkedHashMap<>();
        for (UUID id : ids) {
            Expert expert = experts.get(id);
            if (expert != null) {
                byId.put(id.toString(), expert);
                candidates.put(id.toString(), ExpertTeams.candidate(id.toString(), expert, year));
            }
        }
        for (int team = 0; team < wishes.size(); team++) {
            Wish wish = wishes.get(team);
            for (String id : named(wish.constraints().fixed())) {
                Exclusion reason = barred.get(team).get(id);
                if (reason != null) {
                    throw ApiException.badRequest(
                            "constraints.fixed", "EXCLUDED", reason.sentence().chinese());
                }
                if (!candidates.containsKey(id)) {
                    throw ApiException.badRequest("constraints.fixed", "UNKNOWN_CHOICE", "专家库中没有指定的成员 " + id + "。");
                }
                if (named(wish.constraints().excluded()).contains(id)) {
                    throw ApiException.badRequest(
                            "constraints.fixed", "CONTRADICTION", "“" + candidateName(byId, id) + "”既被指定又被排除，请去掉其中一项。");
                }
            }
        }
        return new TeamSearch.Pool(candidates, byId, barred);
    }

    private static String candidateName(Map<String, Expert> experts, String id) {
        Expert expert = experts.get(id);
        return expert == null ? id : expert.name();
    }

    private static Set<String> named(@Nullable Collection<String> ids) {
        Set<String> named = new LinkedHashSet<>();
        if (ids != null) {
            for (String id : ids) {
                named.add(RecordIds.parse(id).toString());
            }
        }
        return named;
    }

    private static TeamSearch search(
            TeamComposition composition, List<Wish> wishes, List<List<Matcher.Supply>> supplies, TeamSearch.Pool pool) {
        List<TeamPlan> plans = new ArrayList<>();
        List<Team> before = new ArrayList<>();
        Set<String> refused = new HashSet<>();
        Map<String, String> names = new HashMap<>();
        try {
            for (Wish wish : wishes) {
                plans.add(plan(composition, wish, supplies.get(plans.size()), pool, plans.size()));
                names.put(wish.plan(), wish.name());
                int team = plans.size() - 1;
                List<String> members = named(wish.before()).stream()
                        .filter(id -> pool.open(id, team))
                        .toList();
                before.add(new Team(wish.plan(), members, null, null, List.of(), Map.of(), List.of(), List.of()));
                named(wish.refused()).stream()
                        .filter(pool.candidates()::containsKey)
                        .forEach(refused::add);
            }
            boolean changing = before.stream().anyMatch(team -> !team.members().isEmpty());
            TeamRequests.TeamConstraints first = wishes.getFirst().constraints();
            return new TeamSearch(
                    new TeamRequest(List.copyOf(pool.candidates().values()), plans, TeamWeights.STANDARD),
                    pool,
                    names,
                    composition.youngAge(),
                    wishes.size() > 1 || first.alternatives() == null ? 1 : first.alternatives(),
                    first.difference() == null ? USUAL_DIFFERENCE : first.difference(),
                    changing ? before : List.of(),
                    refused);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("constraints", "CONTRADICTION", "人数或成员的要求互相矛盾，请检查最少与最多人数、指定与排除的成员。");
        }
    }

    private static TeamPlan plan(
            TeamComposition composition, Wish wish, List<Matcher.Supply> supplies, TeamSearch.Pool pool, int team) {
        Map<String, Double> weights = new LinkedHashMap<>();
        Map<String, List<Matcher.Able>> able = new LinkedHashMap<>();
        for (Matcher.Supply supply : supplies) {
            supply.elements().forEach((element, weight) -> weights.merge(element, weight, Double::sum));
            supply.able()
                    .forEach(
                            one -> able.computeIfAbsent(one.ranked().candidate().id(), id -> new ArrayList<>())
                                    .add(one));
        }
        Map<String, Fit> fits = new LinkedHashMap<>();
        able.forEach((id, all) -> {
            if (pool.open(id, team)) {
                fits.put(id, fit(all, supplies.size()));
            }
        });
        // Who was a member stays one, whether the search would have found him or not.
        named(wish.before()).stream().filter(id -> pool.open(id, team)).forEach(id -> fits.putIfAbsent(id, Fit.NONE));
        TeamRequests.TeamConstraints constraints = wish.constraints();
        List<TeamRule> rules = ExpertTeams.rules(
                composition,
                new ExpertTeams.Wishes(
                        constraints.minSize(), constraints.maxSize(), named(constraints.fixed()), Set.of()));
        return new TeamPlan(
                wish.plan(),
                Set.copyOf(wish.problems()),
                weights.entrySet().stream()
                        .map(element -> new DemandElement(element.getKey(), element.getValue(), EXPERTS_AN_ELEMENT))
                        .toList(),
                fits,
                RuleAdjustment.apply(rules, constraints.adjustments()));
    }

    /** The mean over the problems; of elements the best quality. */
    private static Fit fit(List<Matcher.Able> able, int problems) {
        double relevance = 0;
        double closeness = 0;
        Map<String, Double> quality = new LinkedHashMap<>();
        for (Matcher.Able one : able) {
            relevance += one.ranked().score().value() / problems;
            double near = one.ranked().score().parts().stream()
                    .filter(part -> part.signal() == Signal.CHAIN || part.signal() == Signal.REGION)
                    .mapToDouble(Part::value)
                    .average()
                    .orElse(0);
            closeness += near / problems;
            one.quality().forEach((element, value) -> quality.merge(element, value, Math::max));
        }
        return new Fit(Math.min(1, relevance), Math.min(1, closeness), quality);
    }
}
