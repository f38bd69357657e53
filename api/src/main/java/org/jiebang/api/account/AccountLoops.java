package org.jiebang.api.account;

import java.time.Duration;
import org.jiebang.api.platform.BackgroundLoop;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccountLoops {
    @Bean
    BackgroundLoop firstAccountsLoop(FirstAccounts accounts) {
        return new BackgroundLoop(
                "First accounts", Duration.ofSeconds(5), () -> accounts.make().thenReturn(false));
    }
}
