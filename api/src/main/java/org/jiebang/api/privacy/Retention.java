package org.jiebang.api.privacy;

import java.time.Duration;
import java.util.List;
import org.jiebang.api.platform.BackgroundLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Throws away what nobody needs any more, a few thousand rows at a time. The audit log and the libraries are not touched. */
@Component
class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final int BATCH = 5000;

    private final DatabaseClient database;
    private final List<Rule> rules;

    /**
     * What goes when.
     *
     * @param old rows that may go, by a condition with the age in seconds as $1
     */
    private record Rule(String table, String old, Duration age) {}

    Retention(DatabaseClient database, RetentionProperties periods) {
        this.database = database;
        String ago = "now() - make_interval(secs => $1)";
        this.rules = List.of(
                new Rule(
                        "import_finding",
                        "job_id IN (SELECT id FROM import_job WHERE finished_at < " + ago + ")",
                        periods.importFindings()),
                new Rule("session", "last_seen_at < " + ago + " AND created_at < " + ago, periods.sessions()),
                new Rule(
                        "sign_in_failure",
                        "first_at < " + ago + " AND (locked_until IS NULL OR locked_until < now())",
                        periods.signInFailures()),
                new Rule("api_token", "expires_at < " + ago, periods.tokens()),
                new Rule("invitation", "expires_at < " + ago + " OR used_at < " + ago, periods.invitations()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Loops {
        @Bean
        BackgroundLoop retentionLoop(Retention retention) {
            return new BackgroundLoop("Retention", PAUSE, retention::work);
        }
    }

    /** Throws away one batch by every rule; answers whether there was one. */
    Mono<Boolean> work() {
        return Flux.fromIterable(rules)
                .concatMap(this::apply)
                .reduce(0L, Long::sum)
                .map(removed -> removed > 0);
    }

    private Mono<Long> apply(Rule rule) {
        return database.sql("DELETE FROM %1$s WHERE ctid IN (SELECT ctid FROM %1$s WHERE %2$s LIMIT %3$d)"
                        .formatted(rule.table(), rule.old(), BATCH))
                .bind("$1", (double) rule.age().toSeconds())
                .fetch()
                .rowsUpdated()
                .doOnNext(rows -> {
                    if (rows > 0) {
                        LOG.info("{} rows of {} were older than {} and are gone", rows, rule.table(), rule.age());
                    }
                });
    }
}
