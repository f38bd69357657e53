package org.jiebang.api.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Decision;
import org.jiebang.api.access.Membership;
import org.jiebang.api.access.Role;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.docking.ProblemProgress;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordAccess;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.api.privacy.ContactStore;
import org.jiebang.catalog.Assessment;
import org.jiebang.catalog.Contact;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ProblemStatus;
import org.jiebang.ingest.library.LibraryTable;
import org.jiebang.ingest.library.ProblemTable;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes, publishes and withdraws problems. A change names the version that its writer has seen; of two writers the second is told. */
@Component
public class Problems {
    private static final int MOST_OWN = 500;
    private static final int MOST_CELLS = 60;
    private static final String NAME = "难题问题名称";
    private static final String PROPOSER = "提出单位";

    private final RecordStore records;
    private final RecordAccess recordAccess;
    private final ConfidentialParts confidential;
    private final Access access;
    private final ContactStore contacts;
    private final ProblemProgress progress;
    private final AuditLog audit;
    private final TransactionalOperator transactions;
    private final ProblemTable table = (ProblemTable) LibraryTable.of(Library.PROBLEMS);

    Problems(
            RecordStore records,
            RecordAccess recordAccess,
            ConfidentialParts confidential,
            Access access,
            ContactStore contacts,
            ProblemProgress progress,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.records = records;
        this.recordAccess = recordAccess;
        this.confidential = confidential;
        this.access = access;
        this.contacts = contacts;
        this.progress = progress;
        this.audit = audit;
        this.transactions = transactions;
    }

    Flux<StoredRecord> own(Actor actor) {
        return records.ofOwner(Library.PROBLEMS, owner(actor), MOST_OWN);
    }

    Mono<StoredRecord> create(Actor actor, Map<String, String> cells, @Nullable String confidential) {
        Written written = parsed(actor, cells);
        Problem problem = judgedByOthers(actor, written.problem(), ProblemStatus.COLLECTED, Assessment.NONE);
        Mono<UUID> created = records.draft(problem, owner(actor))
                .switchIfEmpty(Mono.error(Problems::taken))
                .flatMap(id -> write(id, confidential)
                        .then(writeContact(id, written))
                        .then(audit.append(
                                actor,
                                AuditAction.PROBLEM_CREATED,
                                AuditLog.Change.to(Library.PROBLEMS.code(), id, table.cells(problem))))
                        .thenReturn(id));
        return transactions.transactional(created.flatMap(this::read));
    }

    /**
     * Changes a problem.
     *
     * @param cells every cell of the problem library that is to be filled, by heading; contact data stays where none is named
     * @param confidential null to leave it
     * @param version of the problem as it was seen; CONFLICT if it is another now
     */
    public Mono<StoredRecord> change(
            Actor actor, String id, Map<String, String> cells, @Nullable String confidential, long version) {
        Written written = parsed(actor, cells);
        return transactions.transactional(writable(actor, id)
                .flatMap(stored -> progress.requireWritable(actor, stored)
                        .then(Mono.defer(() -> change(actor, stored, written, version)))
                        .then(write(stored.id(), confidential))
                        .then(writeContact(stored.id(), written))
                        .then(read(stored.id()))));
    }

    private Mono<Void> change(Actor actor, StoredRecord stored, Written written, long version) {
        Problem before = (Problem) stored.item();
        Problem after = judgedByOthers(actor, written.problem(), before.status(), before.assessment());
        return records.change(stored.id(), version, after)
                .onErrorMap(DuplicateKeyException.class, taken -> taken())
                .filter(done -> done)
                .switchIfEmpty(Mono.error(Problems::changedElsewhere))
                .then(audit.append(
                        actor,
                        AuditAction.PROBLEM_CHANGED,
                        new AuditLog.Change(
                                Library.PROBLEMS.code(),
                                stored.id().toString(),
                                table.cells(before),
                                table.cells(after))));
    }

    /** Nobody but staff writes a problem's status and assessment: they follow from its steps. */
    private Problem judgedByOthers(Actor actor, Problem written, ProblemStatus status, Assessment assessment) {
        return access.decide(actor, Action.PROBLEM_MANAGE) == Decision.DENY
                ? written.withStatus(status).withAssessment(assessment)
                : written;
    }

    Mono<StoredRecord> publish(Actor actor, String id, long version, Publication publication) {
        AuditAction action =
                publication == Publication.PUBLISHED ? AuditAction.PROBLEM_PUBLISHED : AuditAction.PROBLEM_WITHDRAWN;
        return transactions.transactional(writable(actor, id)
                .flatMap(stored -> progress.requireUntouched(stored)
                        .then(Mono.defer(() -> records.publish(stored.id(), publication, version)))
                        .filter(done -> done || stored.version() == version)
                        .switchIfEmpty(Mono.error(Problems::changedElsewhere))
                        .filter(done -> done)
                        .flatMap(done -> audit.append(
                                actor,
                                action,
                                new AuditLog.Change(
                                        Library.PROBLEMS.code(),
                                        stored.id().toString(),
                                        stored.publication(),
                                        publication)))
                        .then(read(stored.id()))));
    }

    private Mono<Void> write(UUID id, @Nullable String text) {
        return text == null ? Mono.empty() : confidential.write(id, text);
    }

    private Mono<StoredRecord> writable(Actor actor, String id) {
        return recordAccess.find(actor, Library.PROBLEMS, id).doOnNext(stored -> {
            if (!access.may(actor, Action.PROBLEM_WRITE, stored.subject())) {
                throw ApiException.notFound("这条难题");
            }
        });
    }

    private Mono<StoredRecord> read(UUID id) {
        return records.find(Library.PROBLEMS, id).switchIfEmpty(Mono.error(() -> ApiException.notFound("这条难题")));
    }

    /** Whoever may write acts for an organisation: only a visitor does not, and he may not write. */
    private static UUID owner(Actor actor) {
        return Objects.requireNonNull(actor.organisationId());
    }

    /**
     * What was read from the cells.
     *
     * @param contact null where the cells name no column with contact data, so that the contact stays as it is
     */
    private record Written(Problem problem, @Nullable Contact contact) {}

    private Mono<Void> writeContact(UUID id, Written written) {
        Contact contact = written.contact();
        return contact == null ? Mono.empty() : contacts.write(id, contact);
    }

    private Written parsed(Actor actor, Map<String, String> written) {
        Map<String, String> cells = withProposer(actor, written);
        if (cells.size() > MOST_CELLS) {
            throw ApiException.badRequest("cells", "TOO_MANY", "内容项过多，请对照难题表的各列填写。");
        }
        List<String> unknown = cells.keySet().stream()
                .filter(heading -> table.columns().stream()
                        .noneMatch(column -> column.heading().equals(heading)))
                .toList();
        if (!unknown.isEmpty()) {
            throw ApiException.badRequest("cells", "UNKNOWN_COLUMN", "难题表没有这些列：" + String.join("、", unknown) + "。");
        }
        if (cells.getOrDefault(NAME, "").isBlank()) {
            throw ApiException.badRequest(NAME, "MISSING", "“" + NAME + "”为空，请填写。");
        }
        LibraryTable.Outcome<Problem> outcome = table.parse(1, cells);
        Problem problem = outcome.item();
        // What an import would only remark upon its writer can mend here, so that nothing he wrote is left out.
        if (problem == null || !outcome.findings().isEmpty()) {
            throw new ApiException(
                    ErrorCode.BAD_REQUEST,
                    "有 " + outcome.findings().size() + " 项内容需要修改。",
                    outcome.findings().stream()
                            .map(finding -> new ApiException.Violation(
                                    finding.column(), finding.code().name(), finding.message()))
                            .toList());
        }
        boolean named = cells.keySet().stream()
                .anyMatch(heading -> table.recordColumns().stream()
                        .noneMatch(column -> column.heading().equals(heading)));
        return new Written(problem, named ? outcome.contact() : null);
    }

    /** An enterprise asks in its own name. */
    private static Map<String, String> withProposer(Actor actor, Map<String, String> written) {
        Membership acting = actor.acting();
        if (acting == null || acting.role() != Role.ENTERPRISE) {
            return written;
        }
        Map<String, String> cells = new LinkedHashMap<>(written);
        cells.put(PROPOSER, acting.organisation());
        return cells;
    }

    private static ApiException taken() {
        return new ApiException(ErrorCode.CONFLICT, "难题库中已有同一单位的同名难题，请换一个名称，或修改原来的那条。");
    }

    private static ApiException changedElsewhere() {
        return new ApiException(ErrorCode.CONFLICT, "这条难题刚被别人改过，请重新打开后再改；您写的内容请先留好。");
    }
}
