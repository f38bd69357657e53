package org.jiebang.api.solution;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.RecordAccess;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ProblemStatus;
import org.jiebang.industry.IndustryClass;
import org.jiebang.problem.AgreementKind;
import org.jiebang.problem.ProblemState;
import org.jiebang.region.Region;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Cases of what was solved, and problems like another. */
@RestController
class CaseController {
    private static final int LARGEST_PAGE = 100;
    private static final int LONGEST_WORDS = 100;
    private static final String WHAT = "这个案例";

    private final CaseStore cases;
    private final SimilarProblems similar;
    private final RecordAccess records;
    private final Access access;
    private final AuditLog audit;
    private final TransactionalOperator transactions;
    private final RegionTree regions = RegionTree.standard();

    CaseController(
            CaseStore cases,
            SimilarProblems similar,
            RecordAccess records,
            Access access,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.cases = cases;
        this.similar = similar;
        this.records = records;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * A problem that was solved: the need, who solved it, how, and the figures.
     *
     * @param region name of the place; null if unknown
     * @param amount of the agreement in 万元; null where its proposer does not show it
     * @param days from the posting to the confirmation
     * @param stationed 蹲点 days of all people
     */
    record CaseView(
            UUID problemId,
            String title,
            String proposer,
            @Nullable String region,
            boolean sample,
            String need,
            List<String> solvers,
            String solution,
            String reached,
            @Nullable Integer grade,
            @Nullable AgreementKind kind,
            @Nullable String kindLabel,
            @Nullable BigDecimal amount,
            @Nullable Integer days,
            long stationed,
            OffsetDateTime confirmedAt) {}

    /**
     * Cases, the latest confirmed first. Values of one filter are alternatives.
     *
     * @param q words that stand in the case
     * @param city codes of four digits, 3205
     * @param year of the confirmation
     */
    @Requires(Action.RECORD_READ)
    @GetMapping("/api/cases")
    Flux<CaseView> all(
            @RequestParam(defaultValue = "") @Size(max = LONGEST_WORDS) String q,
            @RequestParam(defaultValue = "") List<@Pattern(regexp = "\\d{4}") String> city,
            @RequestParam(defaultValue = "") List<Integer> year,
            @RequestParam(defaultValue = "") List<IndustryClass> industryClass,
            @RequestParam(defaultValue = "0") @Min(0) long offset,
            @RequestParam(defaultValue = "20") @Min(1) @Max(LARGEST_PAGE) int size) {
        return cases.page(wanted(q, city, year, industryClass), size, offset).map(this::view);
    }

    /** How many cases have a value. */
    record CaseCount(String value, String label, long count) {}

    /** How many cases there are, and by city, year and class, each as if nothing of it were chosen. */
    record CaseCounts(long total, List<CaseCount> cities, List<CaseCount> years, List<CaseCount> industryClasses) {}

    /** Counts of the cases that {@link #all} answers. */
    @Requires(Action.RECORD_READ)
    @GetMapping("/api/case-counts")
    Mono<CaseCounts> counts(
            @RequestParam(defaultValue = "") @Size(max = LONGEST_WORDS) String q,
            @RequestParam(defaultValue = "") List<@Pattern(regexp = "\\d{4}") String> city,
            @RequestParam(defaultValue = "") List<Integer> year,
            @RequestParam(defaultValue = "") List<IndustryClass> industryClass) {
        return cases.counts(wanted(q, city, year, industryClass))
                .collectList()
                .map(found -> new CaseCounts(
                        found.stream()
                                .filter(one -> one.facet().equals("TOTAL"))
                                .mapToLong(CaseStore.Count::count)
                                .sum(),
                        counts(found, "CITY", this::cityName),
                        counts(found, "YEAR", UnaryOperator.identity()),
                        counts(
                                found,
                                "CLASS",
                                name -> IndustryClass.valueOf(name).label())));
    }

    private static CaseStore.Wanted wanted(
            String words, List<String> cities, List<Integer> years, List<IndustryClass> classes) {
        return new CaseStore.Wanted(
                words, cities, years, classes.stream().map(IndustryClass::name).toList());
    }

    private static List<CaseCount> counts(List<CaseStore.Count> found, String facet, UnaryOperator<String> label) {
        return found.stream()
                .filter(one -> one.facet().equals(facet))
                .map(one -> new CaseCount(one.value(), label.apply(one.value()), one.count()))
                .toList();
    }

    private String cityName(String city) {
        return regions.find(new RegionCode(city + "00")).map(Region::name).orElse(city);
    }

    @Requires(Action.RECORD_READ)
    @GetMapping("/api/cases/{problem}")
    Mono<CaseView> one(@PathVariable String problem) {
        return cases.find(RecordIds.parse(problem))
                .map(this::view)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound(WHAT)));
    }

    private CaseView view(CaseStore.SolvedCase found) {
        String region = found.region();
        AgreementKind kind = found.kind();
        return new CaseView(
                found.problemId(),
                found.title(),
                found.proposer(),
                region == null ? null : regions.fullName(new RegionCode(region)),
                found.sample(),
                found.need(),
                found.solvers(),
                found.solution(),
                found.reached(),
                found.grade(),
                kind,
                kind == null ? null : kind.label(),
                found.amount(),
                found.days(),
                found.stationed(),
                found.confirmedAt());
    }

    /**
     * What the served side agrees to show.
     *
     * @param showAmount may the amount of the agreement be shown?
     */
    record CaseConsent(
            @NotBlank(message = "请写明可以公开的需求。") @Size(max = 2000, message = "需求最多 2000 个字符。")
            String need,

            @NotBlank(message = "请写明可以公开的解决办法。") @Size(max = 4000, message = "解决办法最多 4000 个字符。")
            String solution,

            @NotBlank(message = "请写明可以公开的成效。") @Size(max = 2000, message = "成效最多 2000 个字符。")
            String reached,

            @NotNull(message = "请选择是否公开协议金额。") Boolean showAmount) {}

    /** What there is to show: what was agreed to before, else what the solver delivered. For the served side alone. */
    @Requires(Action.PROBLEM_CONFIRM)
    @GetMapping("/api/problems/{id}/case-draft")
    Mono<CaseConsent> draft(Actor actor, @PathVariable String id) {
        return own(actor, id)
                .flatMap(stored -> cases.delivered(stored.id()))
                .map(shown -> new CaseConsent(shown.need(), shown.solution(), shown.reached(), shown.showAmount()));
    }

    /** The served side agrees that its problem is shown as a case, in these words. */
    @Requires(Action.PROBLEM_CONFIRM)
    @PutMapping("/api/problems/{id}/case")
    Mono<CaseView> publish(Actor actor, @PathVariable String id, @Valid @RequestBody CaseConsent consent) {
        return transactions
                .transactional(own(actor, id)
                        .flatMap(stored -> cases.lockedState(stored.id())
                                .filter(ProblemState.CLOSED.name()::equals)
                                .switchIfEmpty(Mono.error(
                                        () -> new ApiException(ErrorCode.CONFLICT, "难题还没有确认解决，确认之后才能公开为案例。")))
                                .then(cases.write(
                                        stored.id(),
                                        new CaseStore.Shown(
                                                consent.need().strip(),
                                                consent.solution().strip(),
                                                consent.reached().strip(),
                                                Objects.requireNonNull(consent.showAmount())),
                                        Objects.requireNonNull(actor.account()).id()))
                                .then(audit.append(
                                        actor,
                                        AuditAction.CASE_PUBLISHED,
                                        AuditLog.Change.to("case", stored.id(), consent)))))
                .then(Mono.defer(() -> one(id)));
    }

    /** The served side takes its consent back. */
    @Requires(Action.PROBLEM_CONFIRM)
    @DeleteMapping("/api/problems/{id}/case")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> withdraw(Actor actor, @PathVariable String id) {
        return transactions.transactional(own(actor, id)
                .flatMap(stored -> cases.remove(stored.id())
                        .filter(removed -> removed)
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound(WHAT)))
                        .then(audit.append(
                                actor, AuditAction.CASE_WITHDRAWN, AuditLog.Change.to("case", stored.id(), "")))));
    }

    private Mono<StoredRecord> own(Actor actor, String id) {
        return records.find(actor, Library.PROBLEMS, id)
                .filter(stored -> access.may(actor, Action.PROBLEM_CONFIRM, stored.subject()))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这条难题")));
    }

    /**
     * A problem like another.
     *
     * @param solved is it solved?
     * @param caseShown is there a case of it?
     */
    record SimilarProblem(
            UUID id,
            String title,
            String proposer,
            ProblemStatus status,
            String statusLabel,
            boolean solved,
            boolean caseShown,
            boolean sample) {}

    /** Published problems like one that the reader may see; those that were solved come first. */
    @Requires(Action.RECORD_READ)
    @GetMapping("/api/problems/{id}/similar")
    Mono<List<SimilarProblem>> similar(Actor actor, @PathVariable String id) {
        return records.find(actor, Library.PROBLEMS, id)
                .flatMap(similar::of)
                .flatMap(found -> cases.among(
                                found.stream().map(StoredRecord::id).toList())
                        .map(HashSet::new)
                        .map(shown -> found.stream()
                                .map(stored -> similar(stored, shown))
                                .sorted(java.util.Comparator.comparing(one -> !one.solved()))
                                .toList()));
    }

    private static SimilarProblem similar(StoredRecord stored, Set<UUID> shown) {
        Problem problem = (Problem) stored.item();
        return new SimilarProblem(
                stored.id(),
                problem.title(),
                problem.proposer(),
                problem.status(),
                problem.status().label(),
                problem.status() == ProblemStatus.SOLVED,
                shown.contains(stored.id()),
                stored.sample());
    }
}
