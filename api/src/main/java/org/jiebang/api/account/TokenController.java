package org.jiebang.api.account;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Decision;
import org.jiebang.api.access.Requires;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tokens by which programs act for a person, each for one membership and a part of what it may do. */
@RestController
class TokenController {
    private static final int MOST_TOKENS = 20;
    private static final int MOST_DAYS = 365;

    /** In strange hands one could not be sure to have taken such a token back. */
    private static final Set<Action> NEVER = EnumSet.of(Action.TOKEN_MANAGE, Action.ACCOUNT_MANAGE);

    private final TokenStore tokens;
    private final Access access;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    TokenController(TokenStore tokens, Access access, AuditLog audit, TransactionalOperator transactions) {
        this.tokens = tokens;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * A token.
     *
     * @param scopes names of actions
     * @param membership for whom it acts
     */
    record TokenView(
            UUID id,
            String name,
            List<String> scopes,
            SessionView.MembershipView membership,
            OffsetDateTime createdAt,
            OffsetDateTime expiresAt,
            @Nullable OffsetDateTime lastUsedAt) {
        static TokenView of(TokenStore.Token token) {
            return new TokenView(
                    token.id(),
                    token.name(),
                    token.scopes(),
                    SessionView.MembershipView.of(token.membership()),
                    token.createdAt(),
                    token.expiresAt(),
                    token.lastUsedAt());
        }
    }

    /** A token with its secret, which is shown this once. */
    record NewTokenView(
            UUID id,
            String name,
            List<String> scopes,
            SessionView.MembershipView membership,
            OffsetDateTime createdAt,
            OffsetDateTime expiresAt,
            @Nullable OffsetDateTime lastUsedAt,
            String secret) {
        static NewTokenView of(TokenView token, String secret) {
            return new NewTokenView(
                    token.id(),
                    token.name(),
                    token.scopes(),
                    token.membership(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.lastUsedAt(),
                    secret);
        }
    }

    @Requires(Action.TOKEN_MANAGE)
    @GetMapping("/api/tokens")
    Mono<List<TokenView>> tokens(Actor actor) {
        return tokens.list(Sessions.person(actor).id()).map(TokenView::of).collectList();
    }

    /**
     * What a new token shall be.
     *
     * @param days until it expires
     */
    record TokenRequest(
            @NotBlank(message = "请填写令牌名称。") @Size(max = 60, message = "令牌名称最多 60 个字符。")
            String name,

            @NotEmpty(message = "请至少选择一项权限。") List<String> scopes,

            @NotNull(message = "请选择有效期。")
            @Min(value = 1, message = "有效期为 1 到 365 天。")
            @Max(value = MOST_DAYS, message = "有效期为 1 到 365 天。")
            Integer days) {}

    @Requires(Action.TOKEN_MANAGE)
    @PostMapping("/api/tokens")
    Mono<NewTokenView> createToken(@Valid @RequestBody TokenRequest request, Actor actor) {
        Actor.Person person = Sessions.person(actor);
        UUID membership = Objects.requireNonNull(actor.acting()).id();
        Set<Action> scopes = scopes(actor, request.scopes());
        String secret = Sessions.TOKEN_PREFIX + Secrets.next();
        return transactions
                .transactional(tokens.countLocked(person.id())
                        .filter(count -> count < MOST_TOKENS)
                        .switchIfEmpty(Mono.error(() -> new ApiException(
                                ErrorCode.CONFLICT, "每个账号最多 " + MOST_TOKENS + " 个令牌（含已过期的），请先吊销不用的令牌。")))
                        .then(tokens.create(
                                person.id(), membership, request.name().strip(), secret, scopes, request.days()))
                        .flatMap(id -> audit.append(
                                        actor,
                                        AuditAction.TOKEN_CREATED,
                                        AuditLog.Change.to("token", id, new Granted(request.scopes(), request.days())))
                                .thenReturn(id)))
                .flatMap(id -> tokens.list(person.id())
                        .filter(token -> token.id().equals(id))
                        .next())
                .map(token -> NewTokenView.of(TokenView.of(token), secret));
    }

    /** For the audit log. */
    private record Granted(List<String> scopes, int days) {}

    private Set<Action> scopes(Actor actor, List<String> codes) {
        Set<Action> scopes = EnumSet.noneOf(Action.class);
        for (String code : codes) {
            scopes.add(Action.find(code)
                    .filter(action -> !NEVER.contains(action) && access.decide(actor, action) != Decision.DENY)
                    .orElseThrow(() ->
                            ApiException.badRequest("scopes", "SCOPE", "不能把这项权限交给令牌：" + code + "。请只选您当前身份可用的权限。")));
        }
        return scopes;
    }

    @Requires(Action.TOKEN_MANAGE)
    @DeleteMapping("/api/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> revokeToken(@PathVariable String id, Actor actor) {
        UUID token = RecordIds.parse(id);
        return transactions.transactional(tokens.revoke(Sessions.person(actor).id(), token)
                .filter(revoked -> revoked)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这个令牌")))
                .then(audit.append(actor, AuditAction.TOKEN_REVOKED, AuditLog.Change.of("token", token))));
    }
}
