package org.jiebang.api.privacy;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jiebang.api.platform.BackgroundLoop;
import org.jiebang.api.platform.Compute;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Throws away what nobody needs any more, a few thousand rows at a time: rows of the database, and files that a server which was killed
 * left in the folder for temporary files. The audit log and the libraries are not touched.
 */
@Component
class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final int BATCH = 5000;

    /** Every temporary file of ours begins so. */
    private static final String OURS = "jiebang-*";

    /** Folders in which the framework receives uploads. */
    private static final String UPLOADS = "spring-multipart-*";

    private static final Duration FILES = Duration.ofDays(1);

    private final DatabaseClient database;
    private final Compute compute;
    private final Path folder;
    private final List<Rule> rules;

    /**
     * What goes when.
     *
     * @param old rows that may go, by a condition with the age in seconds as $1
     */
    private record Rule(String table, String old, Duration age) {}

    @Autowired
    Retention(DatabaseClient database, Compute compute, RetentionProperties periods) {
        this(database, compute, periods, Path.of(System.getProperty("java.io.tmpdir")));
    }

    Retention(DatabaseClient database, Compute compute, RetentionProperties periods, Path folder) {
        this.database = database;
        this.compute = compute;
        this.folder = folder;
        String ago = "now() - make_interval(secs => $1)";
        this.rules = List.of(
                new Rule(
                        "import_finding",
                        "job_id IN (SELECT id FROM import_job WHERE finished_at < " + ago + ")",
                        periods.importFindings()),
                new Rule(
                        "import_change",
                        "job_id IN (SELECT id FROM import_job WHERE finished_at < " + ago + ")"
                                + " AND job_id NOT IN (SELECT job_id FROM import_rollback WHERE state = 'RUNNING')",
                        periods.importChanges()),
                new Rule(
                        "import_file_piece",
                        "job_id IN (SELECT id FROM import_job WHERE finished_at < " + ago + ")",
                        periods.importFiles()),
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
                .concatWith(compute.run(this::removeFiles))
                .reduce(0L, Long::sum)
                .map(removed -> removed > 0);
    }

    private long removeFiles() throws IOException {
        long removed = removeFiles(folder, OURS);
        try (DirectoryStream<Path> uploads = Files.newDirectoryStream(folder, UPLOADS)) {
            for (Path directory : uploads) {
                // The folder itself may be that of a server which still runs.
                removed += Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) ? removeFiles(directory, "*") : 0;
            }
        }
        return removed;
    }

    private static long removeFiles(Path directory, String names) throws IOException {
        Instant before = Instant.now().minus(FILES);
        long removed = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, names)) {
            for (Path file : files) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    removed += removed(file) ? 1 : 0;
                }
            }
        }
        return removed;
    }

    /** A file of another user is left to whom it belongs. */
    private static boolean removed(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("{} is left where it is", file, e);
            return false;
        }
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
