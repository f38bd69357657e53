package org.jiebang.api.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.identity.IdentityKeys;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.ingest.work.Work;
import org.jiebang.ingest.work.WorkFile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Takes files of works, takes them back, and decides whose works are whose. Works, their authors, the jobs of the profiles and the audit
 * entry commit together.
 */
@Component
class WorkUploads {
    private static final String WHAT = "work-upload";

    private final WorkStore works;
    private final AuthorStore authors;
    private final AuthorshipStore authorships;
    private final Attribution attribution;
    private final AuditLog audit;
    private final Compute compute;
    private final TransactionalOperator transactions;

    WorkUploads(
            WorkStore works,
            AuthorStore authors,
            AuthorshipStore authorships,
            Attribution attribution,
            AuditLog audit,
            Compute compute,
            TransactionalOperator transactions) {
        this.works = works;
        this.authors = authors;
        this.authorships = authorships;
        this.attribution = attribution;
        this.audit = audit;
        this.compute = compute;
        this.transactions = transactions;
    }

    /**
     * Takes the works of a file.
     *
     * @param expert whose works they are said to be; null for anybody's
     */
    Mono<WorkStore.Upload> take(Actor actor, String fileName, WorkFile.Result read, @Nullable UUID expert) {
        return transactions.transactional(works.lock()
                .then(compute.run(() -> keyed(read.works())))
                .flatMap(keyed -> works.known(
                                keyed.stream()
                                        .map(WorkStore.Kept::numberKey)
                                        .filter(key -> !key.isEmpty())
                                        .toList(),
                                keyed.stream().map(WorkStore.Kept::textKey).toList())
                        .collectList()
                        .flatMap(known -> compute.run(() -> sorted(keyed, known))))
                .flatMap(sorted -> attribution
                        .of(sorted.all(), expert)
                        .flatMap(found -> write(actor, fileName, read, expert, sorted, found))));
    }

    private Mono<WorkStore.Upload> write(
            Actor actor,
            String fileName,
            WorkFile.Result read,
            @Nullable UUID expert,
            Sorted sorted,
            Attribution.Result found) {
        WorkStore.NewUpload upload = new WorkStore.NewUpload(
                fileName, expert, sorted.all().size(), sorted.added().size(), read.rejected(), account(actor));
        return works.add(sorted.added())
                .then(authors.add(found.authors()))
                .then(works.addUpload(upload))
                .flatMap(id -> works.addSources(id, sorted.all())
                        .then(authorships.write(found.proposals()))
                        .then(authorships.queueUpload(id))
                        .then(audit.append(
                                actor,
                                AuditAction.WORKS_UPLOADED,
                                AuditLog.Change.to(
                                        WHAT,
                                        id,
                                        Map.of(
                                                "works",
                                                upload.works(),
                                                "added",
                                                upload.added(),
                                                "rejected",
                                                read.rejected().size()))))
                        .then(works.upload(id)));
    }

    /** Works with the ids that they have in the database, each once. */
    private record Sorted(List<WorkStore.Kept> all, List<WorkStore.Kept> added) {}

    private static List<WorkStore.Kept> keyed(List<Work> read) {
        return read.stream()
                .map(work -> new WorkStore.Kept(
                        UUID.randomUUID(),
                        work.numberKey().isEmpty() ? "" : IdentityKeys.digest(work.numberKey()),
                        IdentityKeys.digest(work.textKey()),
                        work))
                .toList();
    }

    /** Two descriptions are of one work if their numbers are equal, or if all else is and not both have a number. */
    private static Sorted sorted(List<WorkStore.Kept> keyed, List<WorkStore.Known> known) {
        Map<String, UUID> byNumber = new HashMap<>();
        Map<String, List<WorkStore.Known>> byText = new HashMap<>();
        for (WorkStore.Known work : known) {
            note(work, byNumber, byText);
        }
        Map<UUID, WorkStore.Kept> all = new LinkedHashMap<>();
        List<WorkStore.Kept> added = new ArrayList<>();
        for (WorkStore.Kept work : keyed) {
            UUID there = byNumber.get(work.numberKey());
            if (there == null) {
                there = byText.getOrDefault(work.textKey(), List.of()).stream()
                        .filter(other ->
                                other.numberKey().isEmpty() || work.numberKey().isEmpty())
                        .map(WorkStore.Known::id)
                        .findFirst()
                        .orElse(null);
            }
            if (there == null) {
                added.add(work);
                note(new WorkStore.Known(work.id(), work.numberKey(), work.textKey()), byNumber, byText);
            }
            UUID id = there == null ? work.id() : there;
            all.putIfAbsent(id, new WorkStore.Kept(id, work.numberKey(), work.textKey(), work.work()));
        }
        return new Sorted(List.copyOf(all.values()), added);
    }

    private static void note(
            WorkStore.Known work, Map<String, UUID> byNumber, Map<String, List<WorkStore.Known>> byText) {
        if (!work.numberKey().isEmpty()) {
            byNumber.putIfAbsent(work.numberKey(), work.id());
        }
        byText.computeIfAbsent(work.textKey(), none -> new ArrayList<>()).add(work);
    }

    /** Takes a file back: what it alone brought goes, with every decision about it. */
    Mono<WorkStore.Upload> undo(Actor actor, UUID id) {
        return transactions.transactional(works.lock()
                .then(works.upload(id))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这次导入")))
                .then(works.undo(id, account(actor)))
                .filter(undone -> undone)
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "这次导入已经撤回，请刷新。")))
                .then(authorships.queueUpload(id))
                .then(works.removeWorks(id))
                .then(audit.append(actor, AuditAction.WORKS_UNDONE, AuditLog.Change.of(WHAT, id)))
                .then(works.upload(id)));
    }

    /**
     * Decides whether an author is the expert, or takes that back.
     *
     * @param state OPEN takes back
     */
    Mono<AuthorshipStore.Authorship> decide(Actor actor, UUID id, long version, AuthorshipState state) {
        return transactions.transactional(works.lock()
                .then(authorships.find(id))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这位作者")))
                .flatMap(seen -> authorships
                        .decide(id, version, state, account(actor))
                        .filter(decided -> decided)
                        .switchIfEmpty(Mono.error(
                                () -> new ApiException(ErrorCode.CONFLICT, "已有人作了认定，或这位作者已认定为另一位专家，请刷新后再看一遍。")))
                        .then(authorships.queueExpert(seen.expert()))
                        .then(audit.append(
                                actor,
                                AuditAction.AUTHORSHIP_DECIDED,
                                new AuditLog.Change("authorship", id.toString(), seen.state(), state)))
                        .then(authorships.find(id))));
    }

    private static UUID account(Actor actor) {
        return Objects.requireNonNull(actor.account()).id();
    }
}
