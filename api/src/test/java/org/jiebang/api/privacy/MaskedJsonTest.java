package org.jiebang.api.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MaskedJsonTest {
    /** The encoder as the platform's own settings make it. */
    private static StructuredLogEncoder encoder(LoggerContext context) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("application", new ClassPathResource("application.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        context.putObject(Environment.class.getName(), environment);
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat(environment.getRequiredProperty("logging.structured.format.console"));
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.start();
        return encoder;
    }

    @Test
    void anEntryIsOneLineOfJsonWithoutContactsAndSecrets() throws IOException {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        LoggingEvent event = new LoggingEvent(
                "",
                context.getLogger("audit"),
                Level.WARN,
                "called 13812345678\nnext line, token jb_0123456789abcdef",
                new IllegalStateException("for zhang@example.cn"),
                null);

        String line = new String(encoder(context).encode(event), StandardCharsets.UTF_8);

        assertThat(line.strip()).doesNotContain("\n");
        JsonNode entry = JsonMapper.shared().readTree(line);
        assertThat(entry.path("message").asString()).isEqualTo("called 138****5678\nnext line, token jb_***");
        assertThat(entry.path("log").path("logger").asString()).isEqualTo("audit");
        assertThat(entry.path("@timestamp").asString()).isNotBlank();
        assertThat(line).contains("IllegalStateException").doesNotContain("zhang@", "0123456789abcdef");
    }
}
