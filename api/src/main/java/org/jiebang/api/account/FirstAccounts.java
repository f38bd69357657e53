package org.jiebang.api.account;

import java.util.List;
import java.util.Map;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.api.access.Role;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.catalog.Library;
import org.jiebang.region.RegionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The accounts that are there before anybody can make one: the first administrator, named by the environment, and in the local profile one
 * documented account a role, which works from this machine only. Once the sample records are there, the local enterprise, society and
 * expert own one each.
 */
@Component
class FirstAccounts {
    /** Password of every documented account of the local profile. */
    static final String LOCAL_PASSWORD = "jiebang-local";

    private static final Logger LOG = LoggerFactory.getLogger(FirstAccounts.class);
    private static final RegionCode PROVINCE = new RegionCode("320000");
    private static final RegionCode CITY = new RegionCode("320500");
    private static final RegionCode COUNTY = new RegionCode("320582");

    private static final List<LocalAccount> LOCAL = List.of(
            new LocalAccount("admin", Role.ADMINISTRATOR, OrganisationKind.PROVINCE, "示例省科协", PROVINCE),
            new LocalAccount("staff", Role.STAFF, OrganisationKind.PROVINCE, "示例省科协", PROVINCE),
            new LocalAccount("reviewer", Role.REVIEWER, OrganisationKind.PROVINCE, "示例省科协", PROVINCE),
            new LocalAccount("auditor", Role.AUDITOR, OrganisationKind.PROVINCE, "示例省科协", PROVINCE),
            new LocalAccount("city", Role.CITY, OrganisationKind.CITY, "示例市科协", CITY),
            new LocalAccount("county", Role.COUNTY, OrganisationKind.COUNTY, "示例县科协", COUNTY),
            new LocalAccount("society", Role.SOCIETY, OrganisationKind.SOCIETY, "示例学会", null),
            new LocalAccount("enterprise", Role.ENTERPRISE, OrganisationKind.ENTERPRISE, "示例企业", COUNTY),
            new LocalAccount("expert", Role.EXPERT, OrganisationKind.EXPERT, "示例专家", null));

    /** Whose organisations own a sample record, by username. */
    private static final Map<String, Library> OWNERS =
            Map.of("enterprise", Library.ENTERPRISES, "society", Library.SOCIETIES, "expert", Library.EXPERTS);

    private final AccountStore accounts;
    private final Passwords passwords;
    private final AuditLog audit;
    private final TransactionalOperator transactions;
    private final FirstAccountsProperties properties;
    private final SampleOwners owners;
    private volatile boolean made;
    private volatile boolean owned;

    FirstAccounts(
            AccountStore accounts,
            Passwords passwords,
            AuditLog audit,
            TransactionalOperator transactions,
            FirstAccountsProperties properties,
            SampleOwners owners) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.audit = audit;
        this.transactions = transactions;
        this.properties = properties;
        this.owners = owners;
    }

    private record LocalAccount(
            String username,
            Role role,
            OrganisationKind kind,
            String organisation,
            @Nullable RegionCode region) {}

    /** Makes what is missing. */
    Mono<Void> make() {
        return (made ? Mono.<Void>empty() : accounts())
                .then(Mono.defer(() -> owned || !properties.local() ? Mono.<Void>empty() : samples()));
    }

    private Mono<Void> accounts() {
        return (properties.local() ? Flux.fromIterable(LOCAL) : Flux.<LocalAccount>empty())
                .concatMap(this::local)
                .then(administrator())
                .doOnNext(done -> made = true)
                .then();
    }

    private Mono<Void> samples() {
        return owners.make(OWNERS).doOnNext(all -> owned = all).then();
    }

    /** Has everything been made that shall be there? */
    boolean made() {
        return made;
    }

    private Mono<Boolean> local(LocalAccount account) {
        return accounts.find(account.username())
                .map(present -> false)
                .switchIfEmpty(Mono.defer(() ->
                        make(account.username(), account.role().label() + "（示例）", LOCAL_PASSWORD, account, true)));
    }

    private Mono<Boolean> administrator() {
        if (properties.administrator().isBlank()
                || properties.administratorPassword().isBlank()) {
            return Mono.just(false);
        }
        return accounts.hasAdministrator().flatMap(there -> {
            if (there) {
                return Mono.just(false);
            }
            return passwords
                    .check(
                            "JIEBANG_ADMIN_PASSWORD",
                            properties.administratorPassword(),
                            List.of(properties.administrator()))
                    .then(make(
                            properties.administrator(),
                            Role.ADMINISTRATOR.label(),
                            properties.administratorPassword(),
                            new LocalAccount(
                                    properties.administrator(),
                                    Role.ADMINISTRATOR,
                                    OrganisationKind.PROVINCE,
                                    "平台管理",
                                    PROVINCE),
                            false))
                    .doOnNext(made -> LOG.info("The first administrator is there"));
        });
    }

    /** Another replica may make the same account at the same time; then this one makes none. */
    private Mono<Boolean> make(
            String username, String displayName, String password, LocalAccount account, boolean loopbackOnly) {
        return passwords
                .hash(password)
                .flatMap(hash -> transactions.transactional(accounts.create(
                                username, displayName, hash, !loopbackOnly, loopbackOnly)
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
