package org.jiebang.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command under {@code supervise.sh}, which ends it when this JVM stops it or dies.
 *
 * <p>It runs in a session of its own where {@code setsid} exists, so that Ctrl-C in the terminal reaches the application
 * alone and the services outlive its shutdown.
 */
final class SupervisedProcess {

    /** Below 10 s together with the time that the supervisor needs. */
    private static final int SECONDS_AFTER_OWNER_DIED = 7;

    private final Files2 files;
    private final Process supervisor;

    /** Where the process ids of a service are written: its own, and that of the server it may start in turn. */
    record Files2(Path processId, Path serverProcessId) {}

    private SupervisedProcess(Files2 files, Process supervisor) {
        this.files = files;
        this.supervisor = supervisor;
    }
}
