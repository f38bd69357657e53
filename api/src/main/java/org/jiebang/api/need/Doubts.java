package org.jiebang.api.need;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.api.problem.Problems;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.Problem;
import org.jiebang.ingest.library.LibraryTable;
import org.jiebang.ingest.library.ProblemTable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Decides what a doubtful value should be. The right value goes into the record as any change of a person does, and never over what
 * somebody has changed since it was read. Of two people who decide one question the second is told.
 */
@Component
class Doubts {
    private static final String WHAT = "这一项，它可能已重新读取，或难题已不在";
    private static final String TYPE = "field-doubt";

    private final DoubtStore store;
    private final RecordStore records;
    private final Problems problems;
    private final AuditLog audit;
    private final TransactionalOperator transactions;
    private final ProblemTable table = (ProblemTable) LibraryTable.of(Library.PROBLEMS);

    Doubts(
            DoubtStore store,
            RecordStore records,
            Problems problems,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.store = store;
        this.records = records;
        this.problems = problems;
        this.audit = audit;
        this.transactions = transactions;
    }

    Mono<DoubtStore.Doubt> find(UUID id) {
        return store.find(id).switchIfEmpty(Mono.error(() -> ApiException.notFound(WHAT)));
    }

    /** Cells of a problem by heading. */
    Map<String, String> cells(StoredRecord stored) {
        return table.cells((Problem) stored.item());
    }

    /**
     * Decides a question.
     *
     * @param value what is right, as a cell of the problem library; blank if the text does not say it
     */
    Mono<DoubtStore.Doubt> decide(Actor actor, UUID id, String value) {
        return transactions.transactional(find(id).flatMap(doubt ->
                doubt.decision() == null ? decide(actor, doubt, value) : this.<DoubtStore.Doubt>decidedElsewhere(id)));
    }

    private Mono<DoubtStore.Doubt> decide(Actor actor, DoubtStore.Doubt doubt, String value) {
        UUID id = doubt.id();
        return record(doubt).flatMap(stored -> {
            Map<String, String> cells = cells(stored);
            String now = cells.getOrDefault(doubt.heading(), "");
            String decided = canonical(cells, doubt.heading(), value);
            if (!now.equals(decided) && !now.equals(doubt.read())) {
                throw changedSince(doubt.heading(), now);
            }
            return store.decide(id, decided, now, account(actor))
                    .filter(done -> done)
                    .switchIfEmpty(Mono.defer(() -> decidedElsewhere(id)))
                    .then(Mono.defer(() -> write(actor, stored, cells, doubt.heading(), decided)))
                    .then(Mono.defer(() -> audit.append(
                            actor,
                            AuditAction.DOUBT_DECIDED,
                            new AuditLog.Change(TYPE, id.toString(), said(doubt, doubt.read()), said(doubt, decided)))))
                    .then(Mono.defer(() -> find(id)));
        });
    }

    /** Takes back what the actor decided; the record is again what it was, unless somebody has changed it since. */
    Mono<DoubtStore.Doubt> undo(Actor actor, UUID id) {
        return transactions.transactional(find(id).flatMap(doubt -> {
            DoubtStore.Decision decision = doubt.decision();
            if (decision == null || !decision.by().equals(account(actor))) {
                throw new ApiException(ErrorCode.CONFLICT, "这一项现在不是您核对的，不能撤销；请刷新。");
            }
            return record(doubt).flatMap(stored -> {
                Map<String, String> cells = cells(stored);
                String now = cells.getOrDefault(doubt.heading(), "");
                if (!now.equals(decision.value())) {
                    throw changedSince(doubt.heading(), now);
                }
                return store.reopen(id, decision)
                        .onErrorMap(
                                DuplicateKeyException.class,
                                asked -> new ApiException(ErrorCode.CONFLICT, "网页已重新读取，这一项另列在待核栏目中；请刷新。"))
                        .filter(done -> done)
                        .switchIfEmpty(Mono.defer(() -> decidedElsewhere(id)))
                        .then(Mono.defer(() -> write(actor, stored, cells, doubt.heading(), decision.before())))
                        .then(Mono.defer(() -> audit.append(
                                actor,
                                AuditAction.DOUBT_REOPENED,
                                new AuditLog.Change(
                                        TYPE,
                                        id.toString(),
                                        said(doubt, decision.value()),
                                        said(doubt, doubt.read())))))
                        .then(Mono.defer(() -> find(id)));
            });
        }));
    }

    private Mono<StoredRecord> record(DoubtStore.Doubt doubt) {
        return records.find(Library.PROBLEMS, doubt.recordId())
                .switchIfEmpty(Mono.error(() -> ApiException.notFound(WHAT)));
    }

    private Mono<Void> write(
            Actor actor, StoredRecord stored, Map<String, String> cells, String heading, String value) {
        if (cells.getOrDefault(heading, "").equals(value)) {
            return Mono.empty();
        }
        Map<String, String> written = new LinkedHashMap<>(cells);
        CellRule.put(written, heading, value);
        return problems.change(actor, stored.id().toString(), written, null, stored.version())
                .then();
    }

    /** The value as the library writes it; what it cannot read is the person's to mend. */
    private String canonical(Map<String, String> cells, String heading, String value) {
        String wanted = value.strip();
        if (wanted.isEmpty() || wanted.equals(cells.get(heading))) {
            return wanted;
        }
        Map<String, String> written = new LinkedHashMap<>(cells);
        CellRule.put(written, heading, wanted);
        LibraryTable.Outcome<Problem> outcome = table.parse(1, written);
        Problem problem = outcome.item();
        List<ApiException.Violation> violations = outcome.findings().stream()
                .filter(finding -> finding.column().equals(heading))
                .map(finding -> new ApiException.Violation(
                        finding.column(), finding.code().name(), finding.message()))
                .toList();
        if (problem == null || !violations.isEmpty()) {
            throw new ApiException(ErrorCode.BAD_REQUEST, "“" + heading + "”不能这样填写。", violations);
        }
        return table.cells(problem).getOrDefault(heading, "");
    }

    private static Map<String, Object> said(DoubtStore.Doubt doubt, String value) {
        return Map.of("record", doubt.recordId(), doubt.heading(), value);
    }

    private static ApiException changedSince(String heading, String now) {
        String words = now.isEmpty() ? "清空" : "改为“" + now + "”";
        return new ApiException(ErrorCode.CONFLICT, "“" + heading + "”读取以后已有人" + words + "，没有覆盖；请刷新后按现在的值核对。");
    }

    private <T> Mono<T> decidedElsewhere(UUID id) {
        return find(id).flatMap(doubt -> {
                    DoubtStore.Decision decision = doubt.decision();
                    return decision == null ? Mono.<String>empty() : store.nameOf(decision.by());
                })
                .defaultIfEmpty("有人")
                .flatMap(who -> Mono.error(new ApiException(ErrorCode.CONFLICT, who + "刚刚核对过这一项，请刷新。")));
    }

    private static UUID account(Actor actor) {
        return Objects.requireNonNull(actor.account()).id();
    }
}
