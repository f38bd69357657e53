package org.jiebang.api.notify;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jiebang.api.platform.BackgroundLoop;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reminds people of what waits for them; several replicas may, for of an occasion a person is told once. */
@Configuration(proxyBeanMethods = false)
class Reminders {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Duration PAUSE = Duration.ofMinutes(10);

    @Bean
    BackgroundLoop reminderLoop(Notices notices) {
        return new BackgroundLoop(
                "Reminding people",
                PAUSE,
                () -> notices.remind(LocalDate.now(ZONE)).thenReturn(false));
    }
}
