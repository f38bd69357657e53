package org.jiebang.api.account;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Membership;
import org.jiebang.api.access.Role;
import org.jiebang.api.access.SecondFactorRule;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** How people come in: accounts, memberships and the session that follows. */
@Component
public class Registration {
    static final Pattern USERNAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{1,39}");

    private static final int LONGEST_DISPLAY_NAME = 40;

    private final AccountStore accounts;
    private final Passwords passwords;
    private final SignIn signIn;
    private final Access access;
    private final SecondFactorRule secondFactorRule;
    private final SignInProperties settings;
    private final AuditLog audit;

    Registration(
            AccountStore accounts,
            Passwords passwords,
            SignIn signIn,
            Access access,
            SecondFactorRule secondFactorRule,
            SignInProperties settings,
            AuditLog audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.signIn = signIn;
        this.access = access;
        this.secondFactorRule = secondFactorRule;
        this.settings = settings;
        this.audit = audit;
    }

    /** An account that may be made. */
    public record NewAccount(String username, String displayName, String passwordHash, boolean temporary) {
        /** Never in a log. */
        @Override
        public String toString() {
            return "NewAccount";
        }
    }

    /** Checks names and password of somebody who registers himself; refuses a weak password with the violation WEAK_PASSWORD. */
    public Mono<NewAccount> prepare(String username, String displayName, String password) {
        return Mono.defer(() -> {
            checkNames(username, displayName);
            return passwords
                    .check("password", password, List.of(username, displayName))
                    .then(hashed(username, displayName, password, false));
        });
    }

    /** The same with a password that somebody else knows, to be changed at the first sign-in. */
    Mono<NewAccount> prepareTemporary(String username, String displayName, String password) {
        return Mono.defer(() -> {
            checkNames(username, displayName);
            return hashed(username, displayName, password, true);
        });
    }

    private Mono<NewAccount> hashed(String username, String displayName, String password, boolean temporary) {
        return passwords.hash(password).map(hash -> new NewAccount(username, displayName, hash, temporary));
    }

    private static void checkNames(String username, String displayName) {
        if (!USERNAME.matcher(username).matches()) {
            throw ApiException.badRequest("username", "USERNAME", "用户名应为 2 到 40 个文字、字母、数字或 . _ @ -，以文字、字母或数字开头。");
        }
        if (displayName.isBlank() || displayName.length() > LONGEST_DISPLAY_NAME) {
            throw ApiException.badRequest("displayName", "DISPLAY_NAME", "姓名应为 1 到 " + LONGEST_DISPLAY_NAME + " 个字符。");
        }
    }

    /** Makes the account within the open transaction; a name that is taken is refused as a conflict. */
    public Mono<UUID> create(Actor actor, NewAccount account) {
        return accounts.create(
                        account.username(), account.displayName(), account.passwordHash(), account.temporary(), false)
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "这个用户名已有人使用，请换一个。")))
                .flatMap(id -> (account.temporary()
                                ? accounts.setTemporaryPassword(
                                        id, account.passwordHash(), settings.temporaryPassword())
                                : Mono.<Void>empty())
                        .then(audit.append(actor, AuditAction.ACCOUNT_CREATED, AuditLog.Change.of("account", id)))
                        .thenReturn(id));
    }

    /** Makes an account a member; answers the membership, also where it was one before. */
    public Mono<UUID> join(UUID account, UUID organisation, Role role) {
        return accounts.join(account, organisation, role);
    }

    /**
     * Begins a session of an account, acting for one of its memberships; the session that the browser had ends. It is as strong as that one
     * if it was the same person's.
     */
    public Mono<SessionView> begin(ServerWebExchange exchange, Actor actor, UUID account, UUID membership) {
        Actor.Person person = actor.account();
        boolean twoFactors = person != null && person.id().equals(account) && person.twoFactors();
        return accounts.find(account)
                .flatMap(found -> signIn.begin(exchange, found, membership, twoFactors))
                .flatMap(this::view);
    }

    /** What an actor is and may do, with all his memberships. */
    Mono<SessionView> view(Actor actor) {
        Actor.Person person = actor.account();
        return (person == null
                        ? Mono.just(List.<Membership>of())
                        : accounts.memberships(person.id()).collectList())
                .map(memberships -> SessionView.of(actor, memberships, access, secondFactorRule.lacks(actor)));
    }
}
