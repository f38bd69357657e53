package org.jiebang.api.organisation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Open;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.api.access.Requires;
import org.jiebang.api.access.Role;
import org.jiebang.api.account.Administrators;
import org.jiebang.api.account.Registration;
import org.jiebang.api.account.Secrets;
import org.jiebang.api.account.SessionView;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** How people become members of an organisation, and cease to be. */
@RestController
class InvitationController {
    private final OrganisationStore organisations;
    private final InvitationStore invitations;
    private final Registration registration;
    private final Administrators administrators;
    private final Access access;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    InvitationController(
            OrganisationStore organisations,
            InvitationStore invitations,
            Registration registration,
            Administrators administrators,
            Access access,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.organisations = organisations;
        this.invitations = invitations;
        this.registration = registration;
        this.administrators = administrators;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** An invitation without its secret. */
    record InvitationView(UUID id, String role, String roleLabel, OffsetDateTime expiresAt) {
        static InvitationView of(InvitationStore.Invitation invitation) {
            return new InvitationView(
                    invitation.id(), invitation.role().name(), invitation.role().label(), invitation.expiresAt());
        }
    }

    /**
     * An invitation with its address on this platform, which is shown this once; who opens it first joins.
     *
     * @param url path, e.g. {@code /invitation#…}: a browser sends nothing behind the sign to any server, so that no log keeps the secret
     */
    record NewInvitationView(UUID id, String role, String url, OffsetDateTime expiresAt) {}

    record InvitationRequest(@NotNull(message = "请选择身份。") Role role) {}

    @Requires(Action.ORGANISATION_MEMBER_MANAGE)
    @PostMapping("/api/organisations/{id}/invitations")
    Mono<NewInvitationView> invite(
            @PathVariable String id, @Valid @RequestBody InvitationRequest request, Actor actor) {
        UUID by = Objects.requireNonNull(actor.account()).id();
        String secret = Secrets.next();
        return managed(id, actor)
                .doOnNext(organisation -> organisation.kind().requireRole(request.role()))
                .flatMap(organisation -> transactions.transactional(invitations
                        .create(organisation.id(), request.role(), secret, by)
                        .flatMap(invitation -> audit.append(
                                        actor,
                                        AuditAction.MEMBER_INVITED,
                                        AuditLog.Change.to("organisation", organisation.id(), request))
                                .thenReturn(invitation))))
                .map(invitation -> new NewInvitationView(
                        invitation.id(), invitation.role().name(), "/invitation#" + secret, invitation.expiresAt()));
    }

    @Requires(Action.ORGANISATION_MEMBER_MANAGE)
    @DeleteMapping("/api/organisations/{id}/invitations/{invitationId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> withdrawInvitation(@PathVariable String id, @PathVariable String invitationId, Actor actor) {
        UUID invitation = RecordIds.parse(invitationId);
        return managed(id, actor)
                .flatMap(organisation -> transactions.transactional(invitations
                        .withdraw(organisation.id(), invitation)
                        .filter(withdrawn -> withdrawn)
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound("这个邀请")))
                        .then(audit.append(
                                actor,
                                AuditAction.INVITATION_WITHDRAWN,
                                AuditLog.Change.of("organisation", organisation.id())))));
    }

    /** Who was removed, for the audit log. */
    private record Removed(UUID membershipId, Role role) {}

    /** Ends a membership with the sessions and tokens that act for it; the last administrator stays. */
    @Requires(Action.ORGANISATION_MEMBER_MANAGE)
    @DeleteMapping("/api/organisations/{id}/members/{membershipId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> removeMember(@PathVariable String id, @PathVariable String membershipId, Actor actor) {
        UUID membership = RecordIds.parse(membershipId);
        return managed(id, actor)
                .flatMap(organisation -> transactions.transactional(organisations
                        .role(organisation.id(), membership)
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound("这个成员")))
                        .flatMap(role -> (role == Role.ADMINISTRATOR
                                        ? administrators.remainWithout(membership)
                                        : Mono.<Void>empty())
                                .then(organisations.remove(membership))
                                .then(audit.append(
                                        actor,
                                        AuditAction.MEMBER_REMOVED,
                                        new AuditLog.Change(
                                                "organisation",
                                                organisation.id().toString(),
                                                new Removed(membership, role),
                                                null))))));
    }

    /** The organisation, if the actor manages its members; those who stand above all regions are the administrators' business. */
    private Mono<Organisation> managed(String id, Actor actor) {
        return organisations
                .find(RecordIds.parse(id))
                .filter(organisation -> access.may(actor, Action.ORGANISATION_MEMBER_MANAGE, organisation.subject()))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这个机构")))
                .doOnNext(organisation -> {
                    if (organisation.kind() == OrganisationKind.PROVINCE && actor.role() != Role.ADMINISTRATOR) {
                        throw new ApiException(ErrorCode.FORBIDDEN, "省级机构的成员由平台管理员管理，请联系管理员。");
                    }
                });
    }

    /** What an invitation is for. */
    record OfferView(String organisation, String role, String roleLabel, OffsetDateTime expiresAt) {}

    /** What the link holds. */
    record InvitationSecret(@NotBlank(message = "邀请链接不完整。") String secret) {
        /** Never in a log. */
        @Override
        public String toString() {
            return "InvitationSecret";
        }
    }

    /** Asked by POST, for a secret does not belong into an address. Changes nothing. */
    @Open
    @PostMapping("/api/invitations/offer")
    Mono<OfferView> invitation(@Valid @RequestBody InvitationSecret invited) {
        return open(invited.secret())
                .map(invitation -> new OfferView(
                        invitation.organisation(),
                        invitation.role().name(),
                        invitation.role().label(),
                        invitation.expiresAt()));
    }

    private Mono<InvitationStore.Invitation> open(String secret) {
        return invitations.find(secret).switchIfEmpty(Mono.error(InvitationController::gone));
    }

    private static ApiException gone() {
        return new ApiException(ErrorCode.NOT_FOUND, "这个邀请不存在、已被使用或已过期，请向邀请您的机构索取新的邀请。");
    }

    /** The secret of an invitation and a new account of somebody invited; all but the secret absent for somebody who is signed in and joins with the account that he has. */
    record Acceptance(
            @NotBlank(message = "邀请链接不完整。") String secret,
            @Nullable String username,
            @Nullable String displayName,
            @Nullable String password) {
        /** Never in a log. */
        @Override
        public String toString() {
            return "Acceptance";
        }
    }

    /** Accepts an invitation once; the session acts for the new membership. */
    @Open
    @PostMapping("/api/invitations/acceptance")
    Mono<SessionView> acceptInvitation(
            @Valid @RequestBody Acceptance acceptance, Actor actor, ServerWebExchange exchange) {
        return open(acceptance.secret())
                .flatMap(invitation -> account(acceptance, actor)
                        .flatMap(account -> transactions.transactional(account.flatMap(id -> invitations
                                .use(invitation.id(), id)
                                .filter(used -> used)
                                .switchIfEmpty(Mono.error(InvitationController::gone))
                                .then(registration.join(id, invitation.organisationId(), invitation.role()))
                                .flatMap(membership -> audit.append(
                                                actor,
                                                AuditAction.INVITATION_ACCEPTED,
                                                AuditLog.Change.to(
                                                        "organisation", invitation.organisationId(), new Joined(id)))
                                        .then(registration.begin(exchange, actor, id, membership)))))));
    }

    /** Who joined, for the audit log. */
    private record Joined(UUID accountId) {}

    /** Says how to get at the account that joins, which a new person's is made only within the transaction. */
    private Mono<Mono<UUID>> account(Acceptance acceptance, Actor actor) {
        String username = acceptance.username();
        if (username != null) {
            return registration
                    .prepare(
                            username.strip(),
                            Objects.requireNonNullElse(acceptance.displayName(), "")
                                    .strip(),
                            Objects.requireNonNullElse(acceptance.password(), ""))
                    .map(account -> registration.create(actor, account));
        }
        Actor.Person person = actor.account();
        if (person == null || actor.scopes() != null) {
            return Mono.error(new ApiException(ErrorCode.SIGN_IN_REQUIRED, "请登录后接受邀请，或填写用户名、姓名和密码新建账号。"));
        }
        return Mono.just(Mono.just(person.id()));
    }
}
