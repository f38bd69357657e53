package org.jiebang.api.account;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ready means that those who shall be able to sign in from the first minute can. */
@Component("accounts")
class FirstAccountsHealth implements ReactiveHealthIndicator {
    private final FirstAccounts accounts;

    FirstAccountsHealth(FirstAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Mono<Health> health() {
        return Mono.just(
                accounts.made() ? Health.up().build() : Health.outOfService().build());
    }
}
