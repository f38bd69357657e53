package org.jiebang.api.organisation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.api.access.Requires;
import org.jiebang.api.access.Role;
import org.jiebang.api.access.Subject;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.Choice;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.region.Region;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Organisations: who there is, and registering another. */
@RestController
@RequestMapping("/api/organisations")
class OrganisationController {
    private static final int MOST = 500;

    private final OrganisationStore organisations;
    private final InvitationStore invitations;
    private final Access access;
    private final AuditLog audit;
    private final TransactionalOperator transactions;
    private final RegionTree regions = RegionTree.standard();

    OrganisationController(
            OrganisationStore organisations,
            InvitationStore invitations,
            Access access,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.organisations = organisations;
        this.invitations = invitations;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * An organisation for people.
     *
     * @param recordId its record in a library, once claimed and approved
     * @param members how many act for it
     */
    record OrganisationView(
            UUID id,
            String kind,
            String kindLabel,
            String name,
            @Nullable String creditCode,
            @Nullable Choice region,
            @Nullable UUID recordId,
            long members) {}

    /** An organisation with those who act for it and the invitations that can still be accepted. */
    record OrganisationDetails(
            UUID id,
            String kind,
            String kindLabel,
            String name,
            @Nullable String creditCode,
            @Nullable Choice region,
            @Nullable UUID recordId,
            List<OrganisationStore.MemberView> members,
            List<InvitationController.InvitationView> invitations) {}

    /** Those of the organisations that the caller may see, in the order of their names, {@value #MOST} at most. */
    @Requires(Action.ORGANISATION_READ)
    @GetMapping
    Mono<List<OrganisationView>> organisations(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable OrganisationKind kind,
            Actor actor) {
        return organisations
                .search(q.strip(), kind)
                .filter(organisation -> access.may(actor, Action.ORGANISATION_READ, organisation.subject()))
                .take(MOST)
                .map(this::view)
                .collectList();
    }

    private OrganisationView view(Organisation organisation) {
        return new OrganisationView(
                organisation.id(),
                organisation.kind().name(),
                organisation.kind().label(),
                organisation.name(),
                organisation.creditCode(),
                region(organisation),
                organisation.recordId(),
                organisation.members());
    }

    private @Nullable Choice region(Organisation organisation) {
        return organisation.region() == null
                ? null
                : Choice.regions(organisation.regions(), regions).getFirst();
    }

    @Requires(Action.ORGANISATION_READ)
    @GetMapping("/{id}")
    Mono<OrganisationDetails> organisation(@PathVariable String id, Actor actor) {
        return organisations
                .find(RecordIds.parse(id))
                .filter(organisation -> access.may(actor, Action.ORGANISATION_READ, organisation.subject()))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这个机构")))
                .flatMap(organisation -> Mono.zip(
                        organisations.members(organisation.id()).collectList(),
                        invitations
                                .open(organisation.id())
                                .map(InvitationController.InvitationView::of)
                                .collectList(),
                        (members, open) -> details(organisation, members, open)));
    }

    private OrganisationDetails details(
            Organisation organisation,
            List<OrganisationStore.MemberView> members,
            List<InvitationController.InvitationView> open) {
        return new OrganisationDetails(
                organisation.id(),
                organisation.kind().name(),
                organisation.kind().label(),
                organisation.name(),
                organisation.creditCode(),
                region(organisation),
                organisation.recordId(),
                members,
                open);
    }

    /**
     * What a new organisation is.
     *
     * @param creditCode unified social credit code; may be absent
     * @param region code of a place; a county and a city association must name theirs
     */
    record OrganisationRequest(
            @NotNull(message = "请选择机构类型。") OrganisationKind kind,

            @NotBlank(message = "请填写机构名称。") @Size(max = 100, message = "机构名称最多 100 个字符。")
            String name,

            @Nullable String creditCode,
            @Nullable String region) {}

    @Requires(Action.ORGANISATION_CREATE)
    @PostMapping
    Mono<OrganisationView> registerOrganisation(@Valid @RequestBody OrganisationRequest request, Actor actor) {
        RegionCode region = region(request);
        String creditCode = creditCode(request.creditCode());
        Set<RegionCode> places = region == null ? Set.of() : Set.of(region);
        if (!access.may(actor, Action.ORGANISATION_CREATE, new Subject(null, null, places))) {
            throw new ApiException(ErrorCode.FORBIDDEN, "您只能登记本地区的机构，请选择本地区内的所在地。");
        }
        if (request.kind() == OrganisationKind.PROVINCE && actor.role() != Role.ADMINISTRATOR) {
            throw new ApiException(ErrorCode.FORBIDDEN, "省级机构由平台管理员登记，请联系管理员。");
        }
        return transactions.transactional(organisations
                .create(request.kind(), request.name().strip(), creditCode, region)
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "已有同名或同一信用代码的机构，请在机构列表中查找。")))
                .flatMap(id -> audit.append(
                                actor,
                                AuditAction.ORGANISATION_CREATED,
                                AuditLog.Change.to("organisation", id, Registered.of(request)))
                        .then(organisations.find(id)))
                .map(this::view));
    }

    /** For the audit log, which is never erased: the name of an expert's own organisation is a person's name. */
    private record Registered(
            OrganisationKind kind,
            @Nullable String name,
            @Nullable String region) {
        static Registered of(OrganisationRequest request) {
            boolean person = request.kind() == OrganisationKind.EXPERT;
            return new Registered(request.kind(), person ? null : request.name(), request.region());
        }
    }

    private @Nullable RegionCode region(OrganisationRequest request) {
        String given = request.region() == null ? "" : request.region().strip();
        Region.Level level = switch (request.kind()) {
            case COUNTY -> Region.Level.COUNTY;
            case CITY -> Region.Level.CITY;
            case ENTERPRISE, SOCIETY, PROVINCE, EXPERT -> null;
        };
        if (given.isEmpty() && level == null) {
            return null;
        }
        return regions.all().stream()
                .filter(region -> region.code().value().equals(given) && (level == null || region.level() == level))
                .map(Region::code)
                .findFirst()
                .orElseThrow(() -> ApiException.badRequest(
                        "region",
                        "REGION",
                        level == null
                                ? "请从列表中选择所在地区。"
                                : "请选择这个科协所在的" + (level == Region.Level.CITY ? "设区市。" : "县（市、区）。")));
    }

    private static @Nullable String creditCode(@Nullable String given) {
        return given == null || given.isBlank()
                ? null
                : CreditCodes.parse(given).value();
    }
}
