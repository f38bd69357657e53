package org.jiebang.api.platform;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in words what to do where {@link EncryptedConnections} stops the start. */
final class PlainConnectionFailureAnalyzer extends AbstractFailureAnalyzer<PlainConnectionRefused> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PlainConnectionRefused cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Use TLS as docs/security.md says under 运营者的职责. Only where the network between the machines encrypts by"
                        + " itself, set jiebang.transport.allow-plain=true.",
                cause);
    }
}
