package org.jiebang.api.team;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.exclusion.Exclusions;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordAccess;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.matching.Matcher;
import org.jiebang.api.platform.ApiException;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.Library;
import org.jiebang.exclusion.Exclusion;
import org.jiebang.exclusion.HardFilters;
import org.jiebang.index.LibraryIndex;
import org.jiebang.matching.Part;
import org.jiebang.matching.Sentence;
import org.jiebang.matching.Signal;
import org.jiebang.programme.Programme;
import org.jiebang.programme.Programmes;
import org.jiebang.programme.TeamComposition;
import org.jiebang.team.DemandElement;
import org.jiebang.team.Effort;
import org.jiebang.team.ExpertTeams;
import org.jiebang.team.Fit;
import org.jiebang.team.TeamBuilder;
import org.jiebang.team.TeamCandidate;
import org.jiebang.team.TeamPlan;
import org.jiebang.team.TeamRequest;
import org.jiebang.team.TeamWeights;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Finds who could serve problems and builds the best team of them. */
@Component
class TeamProposals implements DisposableBean {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int CANDIDATES_A_PROBLEM = 300;
    private static final int ELEMENTS_A_PROBLEM = 12;
    private static final int EXPERTS_AN_ELEMENT = 2;
    private static final int USUAL_SECONDS = 5;
    private static final String PLAN = "team";

    /** A search takes seconds and keeps a core busy: few at a time, on threads of their own, and few wait. */
    private final Scheduler builders = Schedulers.newBoundedElastic(1, 8, "team-builder", 60, true);

    private final RecordAccess access;
    private final Access rights;
    private final Exclusions exclusions;
    private final RecordStore records;
    private final Matcher matcher;
    private final Dictionary dictionary;

    TeamProposals(
            RecordAccess access,
            Access rights,
            RecordStore records,
            Matcher matcher,
            Dictionary dictionary,
            Exclusions exclusions) {
        this.rights = rights;
        this.exclusions = exclusions;
        this.access = access;
        this.records = records;
        this.matcher = matcher;
        this.dictionary = dictionary;
    }

    @Override
    public void destroy() {
        builders.dispose();
    }

    Mono<ProposalView> propose(Actor actor, TeamController.Wanted wanted) {
        TeamController.Constraints wishes =
                wanted.constraints() == null ? TeamController.Constraints.NONE : wanted.constraints();
        TeamComposition composition = composition(wanted);
        LocalDate asOf = wishes.asOf() == null ? LocalDate.now(CHINA) : wishes.asOf();
        return Flux.fromIterable(new LinkedHashSet<>(wanted.problemIds()))
                .concatMap(id -> access.find(actor, Library.PROBLEMS, id))
                .collectList()
                .flatMap(problems -> Flux.fromIterable(problems)
                        .concatMap(problem -> matcher.supply(
                                problem.item(),
                                dictionary.documents(),
                                LibraryIndex.alias(Library.EXPERTS),
                                Library.EXPERTS,
                                CANDIDATES_A_PROBLEM,
                                ELEMENTS_A_PROBLEM))
                        .collectList()
                        .flatMap(supplies -> pool(problems, supplies, wishes, asOf.getYear())
                                .map(pool -> request(wanted, wishes, composition, supplies, pool))
                                .flatMap(request -> solved(request, wishes)
                                        .map(view -> view.withExcluded(
                                                request.pool().excluded(), mayKnow(actor, problems))))));
    }

    private static TeamComposition composition(TeamController.Wanted wanted) {
        Programme programme = Programmes.standard().stream()
                .filter(known -> known.id().equals(wanted.programme()))
                .findFirst()
                .orElseThrow(() -> ApiException.badRequest(
                        "programme",
                        "UNKNOWN_CHOICE",
                        "没有项目“" + wanted.programme() + "”，可选："
                                + Programmes.standard().stream()
                                        .map(Programme::id)
                                        .collect(Collectors.joining("、"))
                                + "。"));
        if (programme.category(wanted.category()).isEmpty()) {
            throw ApiException.badRequest(
                    "category",
                    "UNKNOWN_CHOICE",
                    "没有类别“" + wanted.category() + "”，可选："
                            + programme.categories().stream()
                                    .map(category -> category.id())
                                    .collect(Collectors.joining("、"))
                            + "。");
        }
        return programme.composition(wanted.category());
    }

    /** Those who were found and those who are wished for, as far as they are published. */
    private Mono<ProposalView.Pool> pool(
            List<StoredRecord> problems, List<Matcher.Supply> supplies, TeamController.Constraints wishes, int year) {
        Set<UUID> ids = new LinkedHashSet<>();
        supplies.forEach(supply -> supply.able()
                .forEach(able ->
                        ids.add(UUID.fromString(able.ranked().candidate().id()))));
        Set<String> fixed = named(wishes.fixed());
        fixed.forEach(id -> ids.add(RecordIds.parse(id)));
        return records.find(Library.EXPERTS, ids)
                .filter(expert -> expert.publication() == Publication.PUBLISHED)
                .collectMap(StoredRecord::id, stored -> (Expert) stored.item())
                .flatMap(experts -> excluded(problems, experts).map(excluded -> {
                    Map<String, Expert> byId = new LinkedHashMap<>();
                    Map<String, TeamCandidate> candidates = new LinkedHashMap<>();
                    for (UUID id : ids) {
                        Expert expert = experts.get(id);
                        if (expert != null && !excluded.containsKey(id.toString())) {
                            byId.put(id.toString(), expert);
                            candidates.put(id.toString(), ExpertTeams.candidate(id.toString(), expert, year));
                        }
                    }
                    for (String id : fixed) {
                        if (excluded.containsKey(id)) {
                            throw ApiException.badRequest(
                                    "constraints.fixed",
                                    "EXCLUDED",
                                    Objects.requireNonNull(excluded.get(id)).chinese());
                        }
                        if (!candidates.containsKey(id)) {
                            throw ApiException.badRequest(
                                    "constraints.fixed", "UNKNOWN_CHOICE", "专家库中没有指定的成员 " + id + "。");
                        }
                    }
                    return new ProposalView.Pool(candidates, byId, List.copyOf(excluded.values()));
                }));
    }

    /**
     * The first reason that keeps an expert out of every team for the problems, by the expert's id. Whoever has no room is no such case:
     * a rule of the team asks about it, and a repair may name it.
     */
    private Mono<Map<String, Sentence>> excluded(List<StoredRecord> problems, Map<UUID, Expert> experts) {
        List<HardFilters.Side> asking = problems.stream()
                .map(problem -> new HardFilters.Side(problem.id().toString(), problem.item()))
                .toList();
        List<HardFilters.Side> offered = new ArrayList<>();
        experts.forEach((id, expert) -> offered.add(new HardFilters.Side(id.toString(), expert)));
        List<HardFilters.Side> all = new ArrayList<>(asking);
        all.addAll(offered);
        return exclusions.filters(all).map(filters -> {
            Map<String, Sentence> excluded = new LinkedHashMap<>();
            for (HardFilters.Side candidate : offered) {
                asking.stream()
                        .flatMap(problem -> filters.exclusions(problem, candidate).stream())
                        .filter(reason -> reason.kind() != Exclusion.Kind.WORKLOAD)
                        .findFirst()
                        .ifPresent(reason -> excluded.put(candidate.id(), reason.sentence()));
            }
            return excluded;
        });
    }

    private static Set<String> named(@Nullable Collection<String> ids) {
        Set<String> named = new HashSet<>();
        if (ids != null) {
            for (String id : ids) {
                named.add(RecordIds.parse(id).toString());
            }
        }
        return named;
    }

    private record Search(TeamRequest request, ProposalView.Pool pool) {}

    private static Search request(
            TeamController.Wanted wanted,
            TeamController.Constraints wishes,
            TeamComposition composition,
            List<Matcher.Supply> supplies,
            ProposalView.Pool pool) {
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
            if (pool.candidates().containsKey(id)) {
                fits.put(id, fit(all, supplies.size()));
            }
        });
        Set<String> excluded = named(wishes.excluded());
        excluded.retainAll(pool.candidates().keySet());
        try {
            TeamPlan plan = new TeamPlan(
                    PLAN,
                    Set.copyOf(wanted.problemIds()),
                    weights.entrySet().stream()
                            .map(element -> new DemandElement(element.getKey(), element.getValue(), EXPERTS_AN_ELEMENT))
                            .toList(),
                    fits,
                    ExpertTeams.rules(
                            composition,
                            new ExpertTeams.Wishes(
                                    wishes.minSize(), wishes.maxSize(), named(wishes.fixed()), excluded)));
            return new Search(
                    new TeamRequest(List.copyOf(pool.candidates().values()), List.of(plan), TeamWeights.STANDARD),
                    pool);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("constraints", "CONTRADICTION", "人数或成员的要求互相矛盾，请检查最少与最多人数、指定与排除的成员。");
        }
    }

    private boolean mayKnow(Actor actor, List<StoredRecord> problems) {
        return problems.stream().allMatch(problem -> rights.may(actor, Action.EXCLUSION_READ, problem.subject()));
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

    private Mono<ProposalView> solved(Search search, TeamController.Constraints wishes) {
        int seconds = wishes.timeLimitSeconds() == null ? USUAL_SECONDS : wishes.timeLimitSeconds();
        int count = wishes.alternatives() == null ? 1 : wishes.alternatives();
        int difference = wishes.difference() == null ? 3 : wishes.difference();
        Effort effort = Effort.within(Duration.ofSeconds((long) seconds * count))
                .withSeed(wishes.seed() == null ? 1 : wishes.seed())
                .cancelledBy(() -> Thread.currentThread().isInterrupted());
        return Mono.fromCallable(() -> ProposalView.of(
                        count == 1
                                ? List.of(TeamBuilder.propose(search.request(), effort))
                                : TeamBuilder.alternatives(search.request(), count, difference, effort),
                        search.pool()))
                .subscribeOn(builders);
    }
}
