package org.jiebang.api.account;

import java.time.Duration;
import java.util.List;
import org.jiebang.api.platform.BackgroundLoop;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes the initial accounts at the start; ready means that those who shall be able to sign in from the first minute can. */
@Configuration(proxyBeanMethods = false)
class FirstAccounts {
    private final List<InitialAccounts> initial;
    private volatile boolean made;

    FirstAccounts(List<InitialAccounts> initial) {
        this.initial = List.copyOf(initial);
    }

    @Bean
    BackgroundLoop firstAccountsLoop() {
        return new BackgroundLoop("First accounts", Duration.ofSeconds(5), () -> made ? Mono.just(false) : make());
    }

    @Bean("accounts")
    ReactiveHealthIndicator firstAccountsHealth() {
        return () ->
                Mono.just(made ? Health.up().build() : Health.outOfService().build());
    }

    private Mono<Boolean> make() {
        return Flux.fromIterable(initial).concatMap(InitialAccounts::make).then(Mono.fromSupplier(() -> {
            made = true;
            return false;
        }));
    }
}
