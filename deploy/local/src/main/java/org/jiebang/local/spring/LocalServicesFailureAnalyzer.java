package org.jiebang.local.spring;

import org.jiebang.local.LocalServicesException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints the problem and the way out in place of a stack trace. */
final class LocalServicesFailureAnalyzer extends AbstractFailureAnalyzer<LocalServicesException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, LocalServicesException cause) {
        return new FailureAnalysis(cause.problem(), cause.wayOut(), cause);
    }
}
