package org.jiebang.api.account;

import org.jiebang.api.access.Actor;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.api.access.Role;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.region.RegionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Makes an account with an organisation of its own in the platform's name. */
@Component
class AccountMaker {
    /**
     * @param loopbackOnly works from this machine only, and keeps its password; any other must change it at the first sign-in
     */
    record NewAccount(
            String username,
            String displayName,
            String password,
            Role role,
            OrganisationKind kind,
            String organisation,
            @Nullable RegionCode region,
            boolean loopbackOnly) {
        /** Never in a log. */
        @Override
        public String toString() {
            return "NewAccount[" + username + "]";
        }
    }

    private final AccountStore accounts;
    private final Passwords passwords;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    AccountMaker(AccountStore accounts, Passwords passwords, AuditLog audit, TransactionalOperator transactions) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** Another replica may make the same account at the same time; then this one makes none, and answers false. */
    Mono<Boolean> make(NewAccount account) {
        return passwords
                .hash(account.password())
                .flatMap(hash -> transactions.transactional(accounts.create(
                                account.username(),
                                account.displayName(),
                                hash,
                                !account.loopbackOnly(),
                                account.loopbackOnly())
                        .flatMap(id -> accounts.organisation(account.kind(), account.organisation(), account.region())
                                .flatMap(organisation -> accounts.join(id, organisation, account.role()))
                                .then(audit.append(
                                        Actor.platform(),
                                        AuditAction.ACCOUNT_CREATED,
                                        AuditLog.Change.to("account", id, account.role())))
                                .thenReturn(true))))
                .defaultIfEmpty(false);
    }
}
