package org.jiebang.api.audit;

import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.Objects;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Verifies the audit log of a database: {@code bin/verify-audit}. Reads the variables that the platform reads ({@code JIEBANG_DATABASE_URL},
 * {@code JIEBANG_DATABASE_USER}, {@code JIEBANG_DATABASE_PASSWORD}), prints what it found, and ends with 0 if the chain is whole, with 1 if
 * it is broken.
 */
final class VerifyAudit {
    private VerifyAudit() {}

    public static void main(String[] arguments) {
        var factory = ConnectionFactories.get(ConnectionFactoryOptions.parse(required("JIEBANG_DATABASE_URL"))
                .mutate()
                .option(ConnectionFactoryOptions.USER, required("JIEBANG_DATABASE_USER"))
                .option(ConnectionFactoryOptions.PASSWORD, required("JIEBANG_DATABASE_PASSWORD"))
                .build());
        AuditLog log = new AuditLog(
                DatabaseClient.create(factory),
                TransactionalOperator.create(new R2dbcTransactionManager(factory)),
                JsonMapper.shared());
        AuditVerifier.Report report = Objects.requireNonNull(
                new AuditVerifier(log).verify().toFuture().join());
        AuditVerifier.Broken broken = report.firstBroken();
        if (broken == null) {
            System.out.printf("entries: %d  intact: true  head: %s%n", report.entries(), report.head());
        } else {
            System.out.printf(
                    "entries: %d  intact: false  broken at %d: %s%n",
                    report.entries(), broken.position(), broken.reason());
            System.exit(1);
        }
    }

    private static String required(String variable) {
        String value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            System.err.println("Set " + variable + " as for the platform.");
            System.exit(2);
        }
        return String.valueOf(value);
    }
}
