package org.jiebang.api.privacy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Objects;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/** Hides in every text of a structured log entry what {@link LogMask} hides; see {@code logging.structured} in application.yaml. */
public final class MaskedJson implements StructuredLoggingJsonMembersCustomizer<ILoggingEvent> {
    @Override
    public void customize(JsonWriter.Members<ILoggingEvent> members) {
        members.applyingValueProcessor(
                JsonWriter.ValueProcessor.of(String.class, text -> LogMask.masked(Objects.requireNonNull(text))));
    }
}
