package org.jiebang.api.application;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Subject;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.api.programme.ProgrammeCatalog;
import org.jiebang.application.ApplicationForm;
import org.jiebang.application.ApplicationTerms;
import org.jiebang.catalog.Library;
import org.jiebang.form.Form;
import org.jiebang.form.FormValues;
import org.jiebang.programme.Application;
import org.jiebang.programme.Deadline;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Applications: begun with all that is known, written by several people at once, read by the unit, those in charge of its region and staff.
 * An edit names the version of the field that its writer has seen: who write different fields both win, and of two who write one field the
 * second is told, with both texts.
 */
@Component
public class Applications {
    static final String WHAT = "这份申报";
    static final String TYPE = "application";

    /** Far beyond every limit of a form; what lies between is told by how much it is too long. */
    private static final int LONGEST = 20_000;

    private static final int MOST_ROWS = 300;

    private final ApplicationStore store;
    private final FieldStore fields;
    private final KnownValues known;
    private final ProgrammeCatalog catalog;
    private final RecordStore records;
    private final Access access;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    Applications(
            ApplicationStore store,
            FieldStore fields,
            KnownValues known,
            ProgrammeCatalog catalog,
            RecordStore records,
            Access access,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.store = store;
        this.fields = fields;
        this.known = known;
        this.catalog = catalog;
        this.records = records;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
    }

    static LocalDate today() {
        return LocalDate.now(Deadline.ZONE);
    }

    static LocalDateTime now() {
        return LocalDateTime.now(Deadline.ZONE);
    }

    /** What documents print of an application, for who may read it; NOT_FOUND for others. */
    public Mono<ApplicationContent> content(Actor actor, UUID id) {
        return read(actor, id)
                .flatMap(situation -> store.steps(id).collectList().map(steps -> content(situation, steps)));
    }

    private static ApplicationContent content(ApplicationSituation situation, List<ApplicationStep> steps) {
        return new ApplicationContent(
                situation.stored().id(),
                situation.stored().title(),
                situation.form(),
                situation.formValues(),
                situation.application().team(),
                situation.programme(),
                situation.stored().category(),
                situation.stored().organisation(),
                situation.stored().progress(),
                steps);
    }

    /** For those who judge it, without its history; the caller must have made sure that they may. */
    public Mono<ReviewedApplication> reviewed(UUID id) {
        return store.find(id)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound(WHAT)))
                .flatMap(this::situation)
                .map(situation -> {
                    Application application = situation.application();
                    List<String> units = new ArrayList<>();
                    units.add(situation.stored().organisation());
                    application.partners().forEach(partner -> units.add(partner.name()));
                    units.addAll(application.plan().hosts());
                    return new ReviewedApplication(
                            content(situation, List.of()),
                            situation.stored().organisationId(),
                            units.stream()
                                    .filter(unit -> !unit.isBlank())
                                    .distinct()
                                    .toList(),
                            application.team());
                });
    }

    /** May the actor read it? */
    public Mono<Boolean> mayRead(Actor actor, UUID id) {
        return store.find(id)
                .map(stored -> access.may(actor, Action.APPLICATION_READ, stored.subject()))
                .defaultIfEmpty(false);
    }

    /** May the actor write its form now? */
    public Mono<Boolean> mayWrite(Actor actor, UUID id) {
        return store.find(id)
                .map(stored -> stored.progress().state().writable()
                        && access.may(actor, Action.APPLICATION_WRITE, stored.subject()))
                .defaultIfEmpty(false);
    }

    Mono<ApplicationSituation> read(Actor actor, UUID id) {
        return permitted(actor, Action.APPLICATION_READ, store.find(id)).flatMap(this::situation);
    }

    Mono<StoredApplication> permitted(Actor actor, Action action, Mono<StoredApplication> found) {
        return found.switchIfEmpty(Mono.error(() -> ApiException.notFound(WHAT)))
                .doOnNext(stored -> access.require(actor, action, stored.subject(), WHAT));
    }

    Mono<ApplicationSituation> situation(StoredApplication stored) {
        return Mono.zip(
                        catalog.version(stored.programme(), stored.programmeVersion()),
                        fields.values(stored.id()),
                        store.handedIn(stored.id()).collectMap(ApplicationStore.HandedIn::rule))
                .map(all -> ApplicationSituation.of(stored, all.getT1().programme(), all.getT2(), all.getT3()));
    }

    /** What somebody wants to apply for, and from what. */
    record Begin(
            String programme,
            String category,
            @Nullable UUID problemId,
            @Nullable UUID claimId,
            @Nullable UUID teamId,
            @Nullable String title) {}

    private record From(
            ProgrammeCatalog.Entry entry,
            KnownValues.Unit unit,
            java.util.Optional<KnownValues.ClaimText> claim,
            java.util.Optional<StoredRecord> team,
            java.util.Optional<StoredRecord> problem) {}

    /** Begins an application with all that is known of what its form asks. */
    Mono<UUID> begin(Actor actor, Begin wanted) {
        UUID organisation = actor.organisationId();
        if (organisation == null) {
            throw new ApiException(ErrorCode.FORBIDDEN, "请先加入一个机构，再以它的名义申报。");
        }
        access.require(actor, Action.APPLICATION_WRITE, new Subject(organisation, null, java.util.Set.of()), WHAT);
        return from(organisation, wanted).flatMap(from -> {
            Form form = ApplicationForm.of(from.entry().programme(), wanted.category());
            return known.of(
                            form,
                            from.unit(),
                            wanted.title() == null ? "" : wanted.title().strip(),
                            from.claim().orElse(null),
                            from.team().orElse(null),
                            from.problem().orElse(null))
                    .flatMap(values -> transactions.transactional(create(actor, organisation, wanted, from, values)));
        });
    }

    private Mono<From> from(UUID organisation, Begin wanted) {
        Mono<ProgrammeCatalog.Entry> entry = catalog.inForce(wanted.programme()).doOnNext(found -> {
            if (found.programme().category(wanted.category()).isEmpty()) {
                throw ApiException.badRequest(
                        "category", "UNKNOWN_CATEGORY", "这个项目没有类别“" + wanted.category() + "”，请从列表中选择。");
            }
        });
        Mono<java.util.Optional<KnownValues.ClaimText>> claim = wanted.claimId() == null
                ? Mono.just(java.util.Optional.empty())
                : known.claim(wanted.claimId())
                        .filter(found -> found.organisationId().equals(organisation))
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound("这个揭榜方案")))
                        .map(java.util.Optional::of);
        return Mono.zip(entry, known.unit(organisation), claim).flatMap(found -> {
            KnownValues.ClaimText from = found.getT3().orElse(null);
            UUID team = wanted.teamId() != null ? wanted.teamId() : from == null ? null : from.teamId();
            UUID problem = wanted.problemId() != null ? wanted.problemId() : from == null ? null : from.problemId();
            return Mono.zip(
                            record(Library.TEAMS, team, organisation, "这个服务团"),
                            record(Library.PROBLEMS, problem, organisation, "这条难题"))
                    .map(records ->
                            new From(found.getT1(), found.getT2(), found.getT3(), records.getT1(), records.getT2()));
        });
    }

    /** A record that everybody may read, or the organisation's own. */
    private Mono<java.util.Optional<StoredRecord>> record(
            Library library, @Nullable UUID id, UUID organisation, String what) {
        return id == null
                ? Mono.just(java.util.Optional.empty())
                : records.find(library, id)
                        .filter(stored ->
                                stored.publication() == Publication.PUBLISHED || organisation.equals(stored.ownerId()))
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound(what)))
                        .map(java.util.Optional::of);
    }

    private Mono<UUID> create(
            Actor actor, UUID organisation, Begin wanted, From from, List<FieldStore.NewValue> values) {
        String title = wanted.title() != null && !wanted.title().isBlank()
                ? wanted.title().strip()
                : from.team()
                        .or(from::problem)
                        .map(stored -> stored.item().title())
                        .orElseGet(() -> from.entry()
                                .programme()
                                .category(wanted.category())
                                .orElseThrow()
                                .name()
                                .chinese());
        return store.create(
                        from.entry().programme(),
                        from.entry().version(),
                        wanted.category(),
                        organisation,
                        title,
                        new ApplicationStore.Origin(
                                from.problem().map(StoredRecord::id).orElse(null),
                                wanted.claimId(),
                                from.team().map(StoredRecord::id).orElse(null)),
                        ApplicationTerms.of(from.entry().programme(), wanted.category())
                                .cap())
                .flatMap(id -> Flux.fromIterable(values)
                        .concatMap(value -> fields.write(id, value, 0, actor))
                        .then(audit.append(
                                actor,
                                AuditAction.APPLICATION_CREATED,
                                AuditLog.Change.to(
                                        TYPE, id, new Begun(wanted.programme(), wanted.category(), values.size()))))
                        .thenReturn(id));
    }

    /** For the audit log. */
    private record Begun(String programme, String category, int filled) {}

    private record Edited(String field, long version) {}

    /**
     * What became of an edit.
     *
     * @param saved false: somebody else wrote the field meanwhile; nothing of his was overwritten
     * @param now the value that counts
     */
    record Edit(boolean saved, FieldValue now) {}

    /** Writes a field over the version that its writer has seen. */
    Mono<Edit> edit(Actor actor, UUID id, String field, Object value, long seen) {
        FormValues read = read(field, value);
        Object kept =
                read.texts().containsKey(field) ? read.text(field) : value instanceof List<?> ? read.rows(field) : "";
        return transactions
                .transactional(permitted(actor, Action.APPLICATION_WRITE, store.locked(id))
                        .doOnNext(Applications::requireWritable)
                        .flatMap(this::situation)
                        .doOnNext(situation -> {
                            if (!situation.knows(field)) {
                                throw ApiException.badRequest(
                                        "field", "UNKNOWN_FIELD", "申报书没有“" + field + "”这一栏，请刷新页面。");
                            }
                        })
                        .flatMap(situation -> fields.write(
                                id, new FieldStore.NewValue(field, kept, ValueSource.TYPED, null), seen, actor))
                        .flatMap(saved -> !saved
                                ? Mono.just(false)
                                : store.touch(id, title(field, kept))
                                        .then(audit.append(
                                                actor,
                                                AuditAction.APPLICATION_CHANGED,
                                                AuditLog.Change.to(TYPE, id, new Edited(field, seen + 1))))
                                        .thenReturn(true)))
                .flatMap(saved -> fields.versions(id, field).next().map(latest -> new Edit(saved, latest)))
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "版本号不对，请刷新页面；您写的内容请先留好。")));
    }

    private static FormValues read(String field, Object value) {
        if (value instanceof String text && text.length() > LONGEST
                || value instanceof List<?> rows && rows.size() > MOST_ROWS) {
            throw ApiException.badRequest(
                    "value", "TOO_LONG", "这一栏过长：文字最多 " + LONGEST + " 字，表格最多 " + MOST_ROWS + " 行。");
        }
        try {
            return FormValues.of(java.util.Map.of(field, value));
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("value", "UNREADABLE", "这一栏的值应是文字，或一行行的表格。");
        }
    }

    private static @Nullable String title(String field, Object value) {
        return field.equals("项目名称") && value instanceof String text && !text.isBlank() ? text : null;
    }

    private static void requireWritable(StoredApplication stored) {
        if (!stored.progress().state().writable()) {
            throw new ApiException(
                    ErrorCode.CONFLICT,
                    "这份申报现在是“" + stored.progress().state().label() + "”，内容不能再改。要修改请先撤回，或请工作人员退回补正。");
        }
    }

    /** All that a field ever was, the latest first. */
    Flux<FieldValue> versions(Actor actor, UUID id, String field) {
        return permitted(actor, Action.APPLICATION_READ, store.find(id))
                .flatMapMany(stored -> fields.versions(id, field));
    }

    /** Hands in what a rule asks for. */
    Mono<Void> handIn(Actor actor, UUID id, String rule, List<UUID> evidence, long seen) {
        return transactions.transactional(permitted(actor, Action.APPLICATION_WRITE, store.locked(id))
                .flatMap(this::situation)
                .doOnNext(situation -> requireAsked(situation, rule))
                .flatMap(situation -> store.handIn(id, rule, seen, evidence, actor))
                .filter(done -> done)
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "这一项成果刚被别人更新，请刷新后再交。")))
                .then(store.touch(id, null))
                .then(audit.append(
                        actor,
                        AuditAction.APPLICATION_CHANGED,
                        AuditLog.Change.to(TYPE, id, new Edited(rule, seen + 1)))));
    }

    private static void requireAsked(ApplicationSituation situation, String rule) {
        if (situation.deliverables().stream().noneMatch(due -> due.rule().id().equals(rule))) {
            throw ApiException.badRequest("rule", "UNKNOWN_RULE", "这一类别没有编号为“" + rule + "”的成果要求。");
        }
        switch (situation.stored().progress().state()) {
            case CONTRACTED, RUNNING, MIDTERM, RECTIFYING, POSTPONED, CHECKED, CLOSING_POSTPONED -> {
                // The time in which results come in.
            }
            default ->
                throw new ApiException(
                        ErrorCode.CONFLICT,
                        "项目现在是“" + situation.stored().progress().state().label() + "”，立项签约后、提交结题材料前才能交成果。");
        }
    }
}
