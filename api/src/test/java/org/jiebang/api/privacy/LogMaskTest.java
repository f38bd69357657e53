package org.jiebang.api.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogMaskTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            call 13812345678 now                            | call 138****5678 now
            电话13812345678，                                | 电话138****5678，
            zhang.san@example.com.cn failed                 | z***@example.com.cn failed
            token jb_AbC-12_3 used                          | token jb_*** used
            {"password":"top, secret","user":"a"}           | {"password":***,"user":"a"}
            newPassword=hunter2&user=a                      | newPassword=***&user=a
            spring.r2dbc.password: s3cret                   | spring.r2dbc.password: ***
            密码：hunter2                                    | 密码：***
            jiebang-session=abc123; other                   | jiebang-session=***; other
            Authorization: Bearer abc.def.ghi               | Authorization: ***
            [authorization:"Basic dXNlcjpwYXNz", a:"b"]     | [authorization:***
            sent Bearer abcdefgh12345678 to it              | sent Bearer *** to it
            client_secret=xyz                               | client_secret=***
            open /invitation#AbCdEfGh12345678-_x           | open /invitation#***
            at /api/invitations/AbCdEfGh12345678-_x gone    | at /api/invitations/*** gone
            """)
    void hidesWhatNoLogMayTell(String text, String masked) {
        assertThat(LogMask.masked(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "Import 0198f3b2-0000-7000-8000-138123456789 took 1234 ms",
        "123456789012 is no number",
        "record 91320000100000001X",
        "the password was wrong",
        "a basic error",
        "Local services after 1382 ms"
    })
    void leavesTheRestAlone(String text) {
        assertThat(LogMask.masked(text)).isSameAs(text);
    }

    @Test
    void everyEntryOfTheConsoleIsMasked() throws JoranException {
        LoggerContext context = new LoggerContext();
        try {
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(
                    Path.of("src/main/resources/logback-spring.xml").toFile());
            ConsoleAppender<?> console =
                    (ConsoleAppender<?>) context.getLogger("ROOT").getAppender("CONSOLE");
            PatternLayoutEncoder encoder = (PatternLayoutEncoder) console.getEncoder();
            LoggingEvent event = new LoggingEvent(
                    "",
                    context.getLogger("test"),
                    Level.WARN,
                    "call {}",
                    new IllegalStateException("no 13812345678", new RuntimeException("password=hunter2")),
                    new Object[] {"13800000000\r\n2026-01-01 ERROR forged"});
            String line = encoder.getLayout().doLayout(event);
            assertThat(line)
                    .contains(
                            "call 138****0000\\n2026-01-01 ERROR forged",
                            "IllegalStateException: no 138****5678",
                            "password=***",
                            "\tat ")
                    .doesNotContain("13812345678", "13800000000", "hunter2");
        } finally {
            context.stop();
        }
    }
}
