package org.jiebang.api.team;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jiebang.api.access.Actor;
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
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.Problem;
import org.jiebang.team.AssignmentProblem;
import org.jiebang.team.AssignmentResult;
import org.jiebang.team.AssignmentSolver;
import org.jiebang.team.Effort;
import org.jiebang.team.PairScores;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Assigns problems to experts or teams by their matches. Of each problem those are considered who fit best; an expert serves as many as he
 * has room for, what was allocated to him before counted, and never a problem of his own employer.
 */
@Component
class Assignments {
    private static final int USUAL_DEMAND = 3;
    private static final int USUAL_TEAM_LOAD = 3;
    private static final int USUAL_SECONDS = 30;
    private static final int CONSIDERED = 60;
    private static final int CONSIDERED_A_DEMAND = 10;

    private final RecordAccess access;
    private final RecordStore records;
    private final AllocationStore allocations;
    private final Matcher matcher;
    private final Dictionary dictionary;
    private final SolverThreads threads;

    Assignments(
            RecordAccess access,
            RecordStore records,
            AllocationStore allocations,
            Matcher matcher,
            Dictionary dictionary,
            SolverThreads threads) {
        this.access = access;
        this.records = records;
        this.allocations = allocations;
        this.matcher = matcher;
        this.dictionary = dictionary;
        this.threads = threads;
    }

    private static Library target(String target) {
        return switch (target) {
            case "experts" -> Library.EXPERTS;
            case "teams" -> Library.TEAMS;
            default ->
                throw ApiException.badRequest(
                        "target", "UNKNOWN_CHOICE", "不能分派给“" + target + "”，可选：experts（专家）、teams（服务团）。");
        };
    }

    /** Refuses what could not be searched for. */
    Mono<Void> permitted(Actor actor, TeamRequests.AllocationWanted wanted) {
        Library target = target(wanted.target());
        demands(wanted).forEach((problem, demand) -> {
            if (demand < 0 || demand > 10) {
                throw ApiException.badRequest("demands", "OUT_OF_RANGE", "每条难题需要 0 到 10 个，不是 " + demand + " 个。");
            }
        });
        loads(wanted).forEach((supply, load) -> {
            if (load < 0 || load > 100) {
                throw ApiException.badRequest("minLoad", "OUT_OF_RANGE", "最少承担数为 0 到 100，不是 " + load + "。");
            }
        });
        return Flux.fromIterable(new LinkedHashSet<>(wanted.problemIds()))
                .concatMap(id -> access.find(actor, Library.PROBLEMS, id))
                .then(records.find(target, loads(wanted).keySet())
                        .filter(supply -> supply.publication() == Publication.PUBLISHED)
                        .count())
                .doOnNext(found -> {
                    if (found < loads(wanted).size()) {
                        throw ApiException.badRequest("minLoad", "UNKNOWN_CHOICE", "最少承担数里有人已不在库中，请去掉后再试。");
                    }
                })
                .then();
    }

    private static Map<UUID, Integer> demands(TeamRequests.AllocationWanted wanted) {
        Map<UUID, Integer> demands = wanted.demands();
        return demands == null ? Map.of() : demands;
    }

    private static Map<UUID, Integer> loads(TeamRequests.AllocationWanted wanted) {
        Map<UUID, Integer> loads = wanted.minLoad();
        return loads == null ? Map.of() : loads;
    }

    private record Row(StoredRecord problem, List<Matcher.Ranked> ranked) {}

    /** Numbers for the solver, and the records behind them. */
    private record Instance(
            TeamRequests.AllocationWanted wanted,
            List<StoredRecord> problems,
            List<StoredRecord> supplies,
            Map<List<Integer>, Double> scores,
            AssignmentProblem problem,
            int[] most) {}

    Mono<AssignmentView> solve(
            TeamRequests.AllocationWanted wanted, BooleanSupplier cancelled, Consumer<Effort.Progress> progress) {
        Library target = target(wanted.target());
        Set<UUID> ids = new LinkedHashSet<>();
        wanted.problemIds().forEach(id -> ids.add(RecordIds.parse(id)));
        int seconds = Objects.requireNonNullElse(wanted.timeLimitSeconds(), USUAL_SECONDS);
        Effort effort = Effort.within(Duration.ofSeconds(seconds))
                .withSeed(Objects.requireNonNullElse(wanted.seed(), 1L))
                .cancelledBy(cancelled)
                .telling(progress);
        return Flux.fromIterable(ids)
                .takeUntil(id -> cancelled.getAsBoolean())
                .concatMap(id -> records.find(Library.PROBLEMS, id)
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound("这条难题"))))
                .concatMap(problem -> ranked(wanted, target, problem))
                .collectList()
                .flatMap(rows -> instance(wanted, target, rows))
                .flatMap(instance -> threads.run(() -> view(instance, result(instance, effort))));
    }

    private Mono<Row> ranked(TeamRequests.AllocationWanted wanted, Library target, StoredRecord problem) {
        int considered = Math.max(CONSIDERED, CONSIDERED_A_DEMAND * demand(wanted, problem.id()));
        return matcher.rank(problem.item(), dictionary.documents(), target, considered, List.of())
                .map(ranked -> new Row(problem, ranked));
    }

    private static int demand(TeamRequests.AllocationWanted wanted, UUID problem) {
        int usual = Objects.requireNonNullElse(wanted.demand(), USUAL_DEMAND);
        return demands(wanted).getOrDefault(problem, usual);
    }

    private Mono<Instance> instance(TeamRequests.AllocationWanted wanted, Library target, List<Row> rows) {
        Set<UUID> ids = new LinkedHashSet<>();
        rows.forEach(row -> row.ranked()
                .forEach(ranked -> ids.add(UUID.fromString(ranked.candidate().id()))));
        ids.addAll(loads(wanted).keySet());
        return records.find(target, ids)
                .filter(supply -> supply.publication() == Publication.PUBLISHED)
                .collectMap(StoredRecord::id)
                .zipWith(allocations.accepted(ids), (supplies, taken) -> instance(wanted, rows, ids, supplies, taken));
    }

    private static Instance instance(
            TeamRequests.AllocationWanted wanted,
            List<Row> rows,
            Set<UUID> ids,
            Map<UUID, StoredRecord> known,
            Map<UUID, Integer> taken) {
        List<StoredRecord> supplies =
                ids.stream().filter(known::containsKey).map(known::get).toList();
        Map<UUID, Integer> places = new LinkedHashMap<>();
        supplies.forEach(supply -> places.put(supply.id(), places.size()));
        Set<TeamRequests.SupplyConflict> conflicts =
                new HashSet<>(Objects.requireNonNullElse(wanted.conflicts(), List.<TeamRequests.SupplyConflict>of()));
        PairScores.Builder pairs = new PairScores.Builder(rows.size(), supplies.size());
        Map<List<Integer>, Double> scores = new LinkedHashMap<>();
        for (int item = 0; item < rows.size(); item++) {
            Row row = rows.get(item);
            for (Matcher.Ranked ranked : row.ranked()) {
                UUID id = UUID.fromString(ranked.candidate().id());
                Integer place = places.get(id);
                if (place != null
                        && !conflicts.contains(
                                new TeamRequests.SupplyConflict(row.problem().id(), id))
                        && !isOwn(row.problem(), Objects.requireNonNull(known.get(id)))) {
                    pairs.add(item, place, ranked.score().value());
                    scores.put(List.of(item, place), ranked.score().value());
                }
            }
        }
        int[] demand = rows.stream()
                .mapToInt(row -> demand(wanted, row.problem().id()))
                .toArray();
        int[] most = supplies.stream()
                .mapToInt(supply -> room(wanted, supply, taken.getOrDefault(supply.id(), 0)))
                .toArray();
        int[] least = supplies.stream()
                .mapToInt(supply -> loads(wanted).getOrDefault(supply.id(), 0))
                .toArray();
        for (int i = 0; i < most.length; i++) {
            if (least[i] > most[i]) {
                throw ApiException.badRequest(
                        "minLoad",
                        "CONTRADICTION",
                        "“" + supplies.get(i).item().title() + "”最多还能承担 " + most[i] + " 条，不能要求至少 " + least[i] + " 条。");
            }
        }
        return new Instance(
                wanted,
                rows.stream().map(Row::problem).toList(),
                supplies,
                scores,
                new AssignmentProblem(pairs.build(), demand, least, most),
                most);
    }

    /** Nobody helps his own employer out of turn. */
    private static boolean isOwn(StoredRecord problem, StoredRecord supply) {
        return problem.item() instanceof Problem asked
                && supply.item() instanceof Expert expert
                && !asked.proposer().isBlank()
                && LibraryRecord.normalized(asked.proposer()).equals(LibraryRecord.normalized(expert.employer()));
    }

    private static int room(TeamRequests.AllocationWanted wanted, StoredRecord supply, int taken) {
        Integer most = wanted.maxLoad();
        if (supply.item() instanceof Expert expert) {
            int free = Math.max(0, expert.capacity() - expert.activeTasks() - taken);
            return most == null ? free : Math.min(most, free);
        }
        return Math.max(0, Objects.requireNonNullElse(most, USUAL_TEAM_LOAD) - taken);
    }

    private static AssignmentResult result(Instance instance, Effort effort) {
        return Boolean.TRUE.equals(instance.wanted().fair())
                ? AssignmentSolver.solveFairly(instance.problem(), effort)
                : AssignmentSolver.solve(instance.problem(), effort);
    }

    private static AssignmentView view(Instance instance, AssignmentResult result) {
        return switch (result) {
            case AssignmentResult.Assigned assigned -> assigned(instance, assigned);
            case AssignmentResult.Unassignable none ->
                new AssignmentView(
                        "IMPOSSIBLE",
                        instance.wanted().target(),
                        0,
                        0,
                        0,
                        null,
                        instance.scores().size(),
                        seconds(none.elapsed()),
                        List.of(),
                        List.of(),
                        none.shortages().stream()
                                .map(shortage -> shortage(instance, shortage))
                                .toList(),
                        missing(instance, none.missing()));
            case AssignmentResult.Undecided open ->
                new AssignmentView(
                        "UNDECIDED",
                        instance.wanted().target(),
                        0,
                        0,
                        0,
                        null,
                        instance.scores().size(),
                        seconds(open.elapsed()),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        };
    }

    private static double seconds(Duration elapsed) {
        return elapsed.toMillis() / 1000.0;
    }

    private static AssignmentView assigned(Instance instance, AssignmentResult.Assigned assigned) {
        List<AssignmentView.ServedProblem> problems = new ArrayList<>();
        int[] load = new int[instance.supplies().size()];
        double worst = Double.POSITIVE_INFINITY;
        for (int item = 0; item < instance.problems().size(); item++) {
            List<AssignmentView.ServingSupply> by = new ArrayList<>();
            for (int place : assigned.candidates()[item]) {
                double score = instance.scores().getOrDefault(List.of(item, place), 0.0);
                worst = Math.min(worst, score);
                load[place]++;
                StoredRecord supply = instance.supplies().get(place);
                by.add(new AssignmentView.ServingSupply(
                        supply.id(), supply.item().title(), score));
            }
            by.sort(Comparator.comparingDouble(AssignmentView.ServingSupply::score)
                    .reversed());
            StoredRecord problem = instance.problems().get(item);
            problems.add(new AssignmentView.ServedProblem(
                    problem.id(), problem.item().title(), by));
        }
        List<AssignmentView.SupplyLoad> loads = IntStream.range(0, load.length)
                .filter(place -> load[place] > 0)
                .mapToObj(place -> new AssignmentView.SupplyLoad(
                        instance.supplies().get(place).id(),
                        instance.supplies().get(place).item().title(),
                        load[place],
                        instance.most()[place]))
                .sorted(Comparator.comparingInt(AssignmentView.SupplyLoad::load).reversed())
                .toList();
        return new AssignmentView(
                assigned.finished() ? "OPTIMAL" : "FEASIBLE",
                instance.wanted().target(),
                assigned.objective(),
                assigned.bound(),
                assigned.gap(),
                Double.isFinite(worst) ? worst : null,
                instance.scores().size(),
                seconds(assigned.elapsed()),
                problems,
                loads,
                List.of(),
                List.of());
    }

    private static AssignmentView.ShortageView shortage(Instance instance, AssignmentResult.Shortage shortage) {
        List<String> problems = Arrays.stream(shortage.items())
                .mapToObj(item -> instance.problems().get(item).item().title())
                .toList();
        List<String> supplies = Arrays.stream(shortage.candidates())
                .mapToObj(place -> instance.supplies().get(place).item().title())
                .toList();
        ProposalView.SentenceView sentence = switch (shortage.kind()) {
            case ITEMS ->
                new ProposalView.SentenceView(
                        "有 " + problems.size() + " 条难题共需要 " + shortage.needed() + " 人次，能承担它们的 " + supplies.size()
                                + " 个供方最多只能承担 " + shortage.available() + " 人次。",
                        problems.size() + " problem(s) need " + shortage.needed()
                                + " places; the " + supplies.size() + " who may serve them have room for "
                                + shortage.available() + ".");
            case CANDIDATES ->
                new ProposalView.SentenceView(
                        "有 " + supplies.size() + " 个供方至少要承担 " + shortage.needed() + " 人次，适合他们的难题只需要 "
                                + shortage.available() + " 人次。",
                        supplies.size() + " who must serve at least " + shortage.needed()
                                + " problems between them fit problems that need only " + shortage.available()
                                + ".");
        };
        return new AssignmentView.ShortageView(sentence, problems, supplies, shortage.needed(), shortage.available());
    }

    private static List<AssignmentView.ShortProblem> missing(Instance instance, int[] missing) {
        List<AssignmentView.ShortProblem> all = new ArrayList<>();
        for (int item = 0; item < missing.length; item++) {
            if (missing[item] > 0) {
                StoredRecord problem = instance.problems().get(item);
                int wanted = instance.problem().demand()[item];
                all.add(new AssignmentView.ShortProblem(
                        problem.id(), problem.item().title(), wanted, wanted - missing[item]));
            }
        }
        return all;
    }
}
