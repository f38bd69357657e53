package org.jiebang.api.privacy;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** The message of a log entry without what {@link LogMask} hides; stands for {@code %m}, see {@code logback-spring.xml}. */
public final class MaskedMessage extends MessageConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return LogMask.masked(super.convert(event));
    }
}
