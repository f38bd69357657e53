package org.jiebang.api.privacy;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints what is wrong with the keys and the way out in place of a stack trace. */
final class KeyRingFailureAnalyzer extends AbstractFailureAnalyzer<KeyRingRefused> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, KeyRingRefused cause) {
        return new FailureAnalysis(cause.getMessage(), KeyRingRefused.WAY_OUT, cause);
    }
}
