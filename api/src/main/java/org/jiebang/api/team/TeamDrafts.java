package org.jiebang.api.team;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Subject;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordAccess;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ServiceTeam;
import org.jiebang.catalog.TeamMember;
import org.jiebang.catalog.TeamRole;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.SegmentId;
import org.jiebang.programme.Strength;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Teams in the making: saved, checked, accepted into the library and taken back from it. A change names the version that its writer has
 * seen; of two writers the second is told.
 */
@Component
class TeamDrafts {
    private static final int MOST_OWN = 500;
    private static final String WHAT = "这个服务团草稿";
    private static final String TYPE = "team-draft";

    private final TeamDraftStore drafts;
    private final TeamChecks checks;
    private final TeamSearches searches;
    private final RecordStore records;
    private final RecordAccess recordAccess;
    private final Access access;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    TeamDrafts(
            TeamDraftStore drafts,
            TeamChecks checks,
            TeamSearches searches,
            RecordStore records,
            RecordAccess recordAccess,
            Access access,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.drafts = drafts;
        this.checks = checks;
        this.searches = searches;
        this.records = records;
        this.recordAccess = recordAccess;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
    }

    Flux<TeamDraftStore.Draft> own(Actor actor) {
        return drafts.of(organisation(actor), MOST_OWN);
    }

    /** A draft that the actor may write, or NOT_FOUND. */
    Mono<TeamDraftStore.Draft> find(Actor actor, UUID id) {
        return permitted(actor, drafts.find(id));
    }

    Mono<TeamDraftStore.Draft> create(Actor actor, TeamContent named) {
        return drafts.once(named).flatMap(content -> createOnce(actor, content));
    }

    private Mono<TeamDraftStore.Draft> createOnce(Actor actor, TeamContent content) {
        return usable(actor, content)
                .then(transactions.transactional(drafts.add(organisation(actor), content)
                        .flatMap(id -> audit.append(
                                        actor, AuditAction.TEAM_DRAFTED, AuditLog.Change.to(TYPE, id, content))
                                .thenReturn(id))))
                .flatMap(id -> find(actor, id));
    }

    Mono<TeamDraftStore.Draft> change(Actor actor, UUID id, TeamContent named, long version) {
        return drafts.once(named).flatMap(content -> changeOnce(actor, id, content, version));
    }

    private Mono<TeamDraftStore.Draft> changeOnce(Actor actor, UUID id, TeamContent content, long version) {
        return usable(actor, content)
                .then(write(actor, id, version, draft -> {
                    if (draft.accepted()) {
                        throw new ApiException(ErrorCode.CONFLICT, "这个团已接受入库，请先撤销接受再修改。");
                    }
                    return drafts.change(id, content)
                            .then(audit.append(
                                    actor,
                                    AuditAction.TEAM_CHANGED,
                                    new AuditLog.Change(TYPE, id.toString(), draft.content(), content)));
                }))
                .then(Mono.defer(() -> find(actor, id)));
    }

    Mono<Void> remove(Actor actor, UUID id, long version) {
        return write(actor, id, version, draft -> {
            if (draft.accepted()) {
                throw new ApiException(ErrorCode.CONFLICT, "这个团已接受入库，请先撤销接受再删除草稿。");
            }
            return drafts.remove(id)
                    .then(audit.append(
                            actor,
                            AuditAction.TEAM_DRAFT_REMOVED,
                            new AuditLog.Change(TYPE, id.toString(), draft.content(), null)));
        });
    }

    /** Puts the team into the library. A hard rule that is not met stands against it, with its words. */
    Mono<TeamDraftStore.Draft> accept(Actor actor, UUID id, long version) {
        return write(actor, id, version, draft -> {
                    if (draft.accepted()) {
                        return Mono.empty();
                    }
                    if (draft.content().members().isEmpty()) {
                        throw ApiException.badRequest("members", "MISSING", "这个团还没有成员，请先选入成员再接受。");
                    }
                    return check(draft, null)
                            .doOnNext(TeamDrafts::requireNothingBlocks)
                            .then(Mono.defer(() -> library(draft)))
                            .flatMap(record -> drafts.accept(id, record, true)
                                    .then(audit.append(
                                            actor,
                                            AuditAction.TEAM_ACCEPTED,
                                            AuditLog.Change.to(TYPE, id, Map.of("team", record)))));
                })
                .then(Mono.defer(() -> find(actor, id)));
    }

    /** Takes the team out of the library again; the draft is as it was. */
    Mono<TeamDraftStore.Draft> undo(Actor actor, UUID id, long version) {
        return write(actor, id, version, draft -> {
                    UUID record = draft.recordId();
                    if (!draft.accepted() || record == null) {
                        return Mono.empty();
                    }
                    return records.publish(record, Publication.WITHDRAWN)
                            .then(drafts.accept(id, record, false))
                            .then(audit.append(
                                    actor,
                                    AuditAction.TEAM_ACCEPTANCE_UNDONE,
                                    new AuditLog.Change(TYPE, id.toString(), Map.of("team", record), null)));
                })
                .then(Mono.defer(() -> find(actor, id)));
    }

    /** How a draft that is not saved stands to its rules. */
    Mono<TeamCheckView> check(Actor actor, @Nullable UUID id, TeamContent named, @Nullable LocalDate asOf) {
        UUID organisation = organisation(actor);
        return visible(actor, named)
                .then(drafts.once(named))
                .flatMap(content -> records.ownerName(organisation)
                        .flatMap(unit -> drafts.accepted(organisation, content.programme())
                                .collectList()
                                .flatMap(others -> checks.check(id, unit, content, others, asOf))));
    }

    Mono<TeamCheckView> check(TeamDraftStore.Draft draft, @Nullable LocalDate asOf) {
        return records.ownerName(draft.organisation())
                .flatMap(unit -> drafts.accepted(
                                draft.organisation(), draft.content().programme())
                        .collectList()
                        .flatMap(others -> checks.check(draft.id(), unit, draft.content(), others, asOf)));
    }

    /** A team of the library or a draft of one's own, under the rules of a category, or under those it was made for. */
    Mono<TeamCheckView> check(
            Actor actor, String id, @Nullable String programme, @Nullable String category, @Nullable LocalDate asOf) {
        UUID key = RecordIds.parse(id);
        Mono<TeamCheckView> draft = drafts.find(key)
                .filter(found -> access.may(actor, Action.TEAM_WRITE, subject(found)))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这个服务团")))
                .flatMap(found -> check(under(found, programme, category), asOf));
        return records.find(Library.TEAMS, key)
                .hasElement()
                .flatMap(isInLibrary -> isInLibrary
                        ? recordAccess
                                .find(actor, Library.TEAMS, id)
                                .flatMap(stored -> drafts.ofRecord(key)
                                        .flatMap(found -> check(under(found, programme, category), asOf))
                                        .switchIfEmpty(Mono.defer(() -> checks.check(
                                                key,
                                                (ServiceTeam) stored.item(),
                                                required("programme", programme),
                                                required("category", category),
                                                asOf))))
                        : draft);
    }

    private static TeamDraftStore.Draft under(
            TeamDraftStore.Draft draft, @Nullable String programme, @Nullable String category) {
        TeamContent content = draft.content();
        return draft.with(new TeamContent(
                content.name(),
                programme == null ? content.programme() : programme,
                category == null ? content.category() : category,
                content.problems(),
                content.members(),
                content.excluded(),
                content.chains(),
                content.regions(),
                content.stations(),
                content.plan(),
                content.content(),
                content.results()));
    }

    private static String required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw ApiException.badRequest(field, "MISSING", "请写明按哪个项目（programme）的哪个类别（category）检查。");
        }
        return value;
    }

    private static void requireNothingBlocks(TeamCheckView check) {
        List<ApiException.Violation> blocks = check.violations().stream()
                .filter(violation -> violation.strength() == Strength.HARD)
                .map(violation -> new ApiException.Violation(
                        violation.rule(),
                        violation.code(),
                        violation.found().chinese() + "。" + violation.remedy().chinese() + "。原文：“" + violation.quote()
                                + "”"))
                .toList();
        if (!blocks.isEmpty()) {
            throw new ApiException(ErrorCode.CONFLICT, "这个团不符合 " + blocks.size() + " 条必须满足的规则，还不能接受。", blocks);
        }
    }

    /** Writes the team of the library, a new one or the one that the draft was before. */
    private Mono<UUID> library(TeamDraftStore.Draft draft) {
        UUID before = draft.recordId();
        return team(draft).flatMap(team -> {
            if (before == null) {
                return records.draft(team, draft.organisation())
                        .switchIfEmpty(Mono.error(TeamDrafts::taken))
                        .flatMap(record ->
                                records.publish(record, Publication.PUBLISHED).thenReturn(record));
            }
            return records.find(Library.TEAMS, before)
                    .switchIfEmpty(Mono.error(() -> ApiException.notFound("这个服务团")))
                    .flatMap(stored -> records.change(before, stored.version(), team))
                    .onErrorMap(DuplicateKeyException.class, taken -> taken())
                    .filter(changed -> changed)
                    .switchIfEmpty(Mono.error(TeamDrafts::changedElsewhere))
                    .then(records.publish(before, Publication.PUBLISHED))
                    .thenReturn(before);
        });
    }

    private Mono<ServiceTeam> team(TeamDraftStore.Draft draft) {
        TeamContent content = draft.content();
        return checks.known(List.of(content)).zipWith(records.ownerName(draft.organisation()), (known, unit) -> {
            List<TeamMember> roster = new ArrayList<>();
            for (TeamContent.DraftMember member : content.members()) {
                Expert expert = known.experts().get(member.id());
                if (expert != null) {
                    roster.add(new TeamMember(expert.name(), expert.employer(), expert.birthYear(), role(member)));
                }
            }
            Set<IndustryField> fields = new TreeSet<>();
            Set<SegmentId> segments = new TreeSet<>();
            List<String> coverage = new ArrayList<>();
            for (Problem problem : known.problems(content)) {
                fields.addAll(problem.fields());
                segments.addAll(problem.segments());
                coverage.add(problem.title());
            }
            content.content()
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(coverage::add);
            return new ServiceTeam(
                    content.name(), unit, roster, fields, segments, known.regions(content), content.plan(), coverage);
        });
    }

    /** The roster has one role a line. */
    private static TeamRole role(TeamContent.DraftMember member) {
        return member.roles().stream()
                .sorted()
                .findFirst()
                .map(role -> TeamRole.valueOf(role.name()))
                .orElse(TeamRole.MEMBER);
    }

    private Mono<Void> write(Actor actor, UUID id, long version, Function<TeamDraftStore.Draft, Mono<Void>> deed) {
        return transactions.transactional(permitted(actor, drafts.lock(id)).flatMap(draft -> {
            if (draft.version() != version) {
                throw changedElsewhere();
            }
            return deed.apply(draft);
        }));
    }

    private Mono<TeamDraftStore.Draft> permitted(Actor actor, Mono<TeamDraftStore.Draft> draft) {
        return draft.switchIfEmpty(Mono.error(() -> ApiException.notFound(WHAT)))
                .doOnNext(found -> access.require(actor, Action.TEAM_WRITE, subject(found), WHAT));
    }

    private static Subject subject(TeamDraftStore.Draft draft) {
        return new Subject(draft.organisation(), draft.id(), Set.of());
    }

    /** Refuses what could never be checked or accepted: unknown rules, people and problems. */
    private Mono<Void> usable(Actor actor, TeamContent content) {
        return searches.programme(content.programme(), content.category())
                .then(visible(actor, content))
                .then(Mono.defer(() -> checks.known(List.of(content))))
                .doOnNext(known -> {
                    TeamApplications.requireRegions(content);
                    List<ApiException.Violation> unknown = content.members().stream()
                            .filter(member -> !known.experts().containsKey(member.id()))
                            .map(member -> new ApiException.Violation(
                                    "members", "UNKNOWN_CHOICE", "专家库中没有成员 " + member.id() + "，请移出后再保存。"))
                            .toList();
                    if (!unknown.isEmpty()) {
                        throw new ApiException(ErrorCode.BAD_REQUEST, "有 " + unknown.size() + " 位成员已不在专家库中。", unknown);
                    }
                })
                .then();
    }

    private Mono<Void> visible(Actor actor, TeamContent content) {
        return Flux.fromIterable(content.problems())
                .concatMap(problem -> recordAccess.find(actor, Library.PROBLEMS, problem.toString()))
                .then();
    }

    /** Whoever may write acts for an organisation. */
    private static UUID organisation(Actor actor) {
        return Objects.requireNonNull(actor.organisationId());
    }

    private static ApiException taken() {
        return new ApiException(ErrorCode.CONFLICT, "服务团库中已有本单位的同名服务团，请换一个名称。");
    }

    private static ApiException changedElsewhere() {
        return new ApiException(ErrorCode.CONFLICT, "这个团刚被别人改过，请重新打开后再改；您改的内容请先留好。");
    }
}
