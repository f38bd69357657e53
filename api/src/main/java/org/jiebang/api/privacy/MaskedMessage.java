package org.jiebang.api.privacy;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.regex.Pattern;

/** The message of a log entry without what {@link LogMask} hides; stands for {@code %m}, see {@code logback-spring.xml}. */
public final class MaskedMessage extends MessageConverter {
    private static final Pattern LINE_BREAKS = Pattern.compile("\\r\\n|[\\r\\n\\u0085\\u2028\\u2029]");

    @Override
    public String convert(ILoggingEvent event) {
        // One entry, one line: what somebody sent must not look like an entry of its own.
        return LINE_BREAKS.matcher(LogMask.masked(super.convert(event))).replaceAll("\\\\n");
    }
}
