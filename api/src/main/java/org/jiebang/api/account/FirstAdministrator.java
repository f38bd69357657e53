package org.jiebang.api.account;

import java.util.List;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.api.access.Role;
import org.jiebang.region.RegionCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The administrator whom the environment names, made where there is none. */
@Component
class FirstAdministrator implements InitialAccounts {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);
    private static final RegionCode PROVINCE = new RegionCode("320000");

    private final AccountStore accounts;
    private final Passwords passwords;
    private final AccountMaker maker;
    private final FirstAccountsProperties properties;

    FirstAdministrator(
            AccountStore accounts, Passwords passwords, AccountMaker maker, FirstAccountsProperties properties) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.maker = maker;
        this.properties = properties;
    }

    @Override
    public Mono<Void> make() {
        if (properties.administrator().isBlank()
                || properties.administratorPassword().isBlank()) {
            return Mono.empty();
        }
        return accounts.hasAdministrator().flatMap(there -> there ? Mono.empty() : administrator());
    }

    private Mono<Void> administrator() {
        return passwords
                .check(
                        "JIEBANG_ADMIN_PASSWORD",
                        properties.administratorPassword(),
                        List.of(properties.administrator()))
                .then(maker.make(new AccountMaker.NewAccount(
                        properties.administrator(),
                        Role.ADMINISTRATOR.label(),
                        properties.administratorPassword(),
                        Role.ADMINISTRATOR,
                        OrganisationKind.PROVINCE,
                        "平台管理",
                        PROVINCE,
                        false)))
                .doOnNext(made -> LOG.info("The first administrator is there"))
                .then();
    }
}
