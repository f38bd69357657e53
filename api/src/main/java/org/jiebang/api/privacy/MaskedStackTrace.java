package org.jiebang.api.privacy;

import ch.qos.logback.classic.spi.IThrowableProxy;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;

/** The stack trace of a log entry without what {@link LogMask} hides; stands for {@code %wEx}, see {@code logback-spring.xml}. */
public final class MaskedStackTrace extends ExtendedWhitespaceThrowableProxyConverter {
    @Override
    protected String throwableProxyToString(IThrowableProxy throwable) {
        return LogMask.masked(super.throwableProxyToString(throwable));
    }
}
