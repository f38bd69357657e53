package org.jiebang.api.docking;

import java.time.Duration;
import org.jiebang.api.platform.BackgroundLoop;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Ends calls that are over and have no claim; several replicas may, for a step is taken once. */
@Configuration(proxyBeanMethods = false)
class CallExpiry {
    private static final int AT_ONCE = 20;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    @Bean
    BackgroundLoop callExpiryLoop(ProgressStore store, ProblemProgress progress) {
        return new BackgroundLoop(
                "Ending calls",
                PAUSE,
                () -> store.expired(ProblemProgress.today(), AT_ONCE)
                        .concatMap(id -> progress.expire(id).thenReturn(true))
                        .any(ended -> ended));
    }
}
