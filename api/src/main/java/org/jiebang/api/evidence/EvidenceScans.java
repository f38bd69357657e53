package org.jiebang.api.evidence;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jiebang.api.access.Actor;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.platform.BackgroundLoop;
import org.jiebang.api.platform.Compute;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Scans what waits, one file after another on each replica. If the scanner is away files stay in quarantine and are tried again. */
@Component
class EvidenceScans {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final EvidenceStore store;
    private final VirusScanner scanner;
    private final EvidenceProperties properties;
    private final Compute compute;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    EvidenceScans(
            EvidenceStore store,
            VirusScanner scanner,
            EvidenceProperties properties,
            Compute compute,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.store = store;
        this.scanner = scanner;
        this.properties = properties;
        this.compute = compute;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(EvidenceProperties.class)
    static class Loop {
        @Bean
        BackgroundLoop evidenceScanLoop(EvidenceScans scans) {
            return new BackgroundLoop("Scanning files", PAUSE, scans::scanNext);
        }
    }

    /** Scans the file that has waited longest; false if none is due or there is no scanner. */
    Mono<Boolean> scanNext() {
        return scanner.isConfigured()
                ? store.due(properties.scanner().retry()).flatMap(this::scan).defaultIfEmpty(false)
                : Mono.just(false);
    }

    private Mono<Boolean> scan(EvidenceFile file) {
        return store.content(file.id())
                .collectList()
                .flatMap(pieces -> compute.run(() -> scanner.scan(pieces)))
                .flatMap(found -> judge(file, found));
    }

    private Mono<Boolean> judge(EvidenceFile file, Optional<String> found) {
        if (found.isEmpty()) {
            return store.judged(file.id(), ScanState.CLEAN).thenReturn(true);
        }
        return transactions.transactional(store.judged(file.id(), ScanState.INFECTED)
                .filter(first -> first)
                .flatMap(first -> audit.append(
                        Actor.platform(),
                        AuditAction.EVIDENCE_INFECTED,
                        AuditLog.Change.to("evidence", file.id(), List.of(found.orElseThrow()))))
                .thenReturn(true));
    }
}
