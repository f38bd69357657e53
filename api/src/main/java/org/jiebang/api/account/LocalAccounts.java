package org.jiebang.api.account;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.api.access.Role;
import org.jiebang.api.account.AccountMaker.NewAccount;
import org.jiebang.api.platform.BackgroundLoop;
import org.jiebang.catalog.Library;
import org.jiebang.region.RegionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One documented account a role, which works from this machine only. Once the sample records are there, the local enterprise, society and
 * expert own one each. Not in the package for production.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("jiebang.accounts.local")
class LocalAccounts implements InitialAccounts {
    /** Password of every documented account. */
    static final String PASSWORD = "jiebang-local";

    private static final RegionCode PROVINCE = new RegionCode("320000");
    private static final RegionCode CITY = new RegionCode("320500");
    private static final RegionCode COUNTY = new RegionCode("320582");

    private static final List<NewAccount> ACCOUNTS = List.of(
            account("admin", Role.ADMINISTRATOR, OrganisationKind.PROVINCE, "示例省科协", PROVINCE),
            account("staff", Role.STAFF, OrganisationKind.PROVINCE, "示例省科协", PROVINCE),
            account("reviewer", Role.REVIEWER, OrganisationKind.PROVINCE, "示例省科协", PROVINCE),
            account("auditor", Role.AUDITOR, OrganisationKind.PROVINCE, "示例省科协", PROVINCE),
            account("city", Role.CITY, OrganisationKind.CITY, "示例市科协", CITY),
            account("county", Role.COUNTY, OrganisationKind.COUNTY, "示例县科协", COUNTY),
            account("society", Role.SOCIETY, OrganisationKind.SOCIETY, "示例学会", null),
            account("enterprise", Role.ENTERPRISE, OrganisationKind.ENTERPRISE, "示例企业", COUNTY),
            account("expert", Role.EXPERT, OrganisationKind.EXPERT, "示例专家", null));

    /** Whose organisations own a sample record, by username. */
    private static final Map<String, Library> OWNERS =
            Map.of("enterprise", Library.ENTERPRISES, "society", Library.SOCIETIES, "expert", Library.EXPERTS);

    private final AccountStore accounts;
    private final AccountMaker maker;
    private final SampleOwners owners;
    private volatile boolean made;
    private volatile boolean owned;

    LocalAccounts(AccountStore accounts, AccountMaker maker, SampleOwners owners) {
        this.accounts = accounts;
        this.maker = maker;
        this.owners = owners;
    }

    private static NewAccount account(
            String username, Role role, OrganisationKind kind, String organisation, @Nullable RegionCode region) {
        return new NewAccount(username, role.label() + "（示例）", PASSWORD, role, kind, organisation, region, true);
    }

    @Override
    public Mono<Void> make() {
        return Flux.fromIterable(ACCOUNTS)
                .concatMap(account -> accounts.find(account.username())
                        .map(present -> false)
                        .switchIfEmpty(Mono.defer(() -> maker.make(account))))
                .then(Mono.fromRunnable(() -> made = true));
    }

    @Bean
    BackgroundLoop sampleOwnersLoop() {
        return new BackgroundLoop(
                "Sample owners",
                Duration.ofSeconds(5),
                () -> owned || !made
                        ? Mono.just(false)
                        : owners.make(OWNERS).doOnNext(all -> owned = all).thenReturn(false));
    }
}
