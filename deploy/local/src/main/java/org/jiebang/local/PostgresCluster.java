package org.jiebang.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The files of the database and its password, made at the first start. */
final class PostgresCluster {

    static final String USER = "jiebang";
    static final String DATABASE = "jiebang";

    static final String SYSTEM_LOCALE = System.getProperty("os.name", "").equals("Linux") ? "C.UTF-8" : "en_US.UTF-8";

    private static final Duration STEP_LIMIT = Duration.ofSeconds(60);

    private final DataDirectory directory;
    private final PostgresBinaries binaries;
    private final List<String> prefix;
    private final ServiceLog log;

    PostgresCluster(DataDirectory directory, PostgresBinaries binaries, List<String> prefix, ServiceLog log) {
        this.directory = directory;
        this.binaries = binaries;
        this.prefix = prefix;
        this.log = log;
    }

    Path data() {
        return directory.postgres().resolve("data");
    }

    /**
     * Makes what is missing, and gives the password. An interrupted first start leaves only {@code data.next}, which is
     * thrown away; a lost password is replaced by a new one.
     */
    String prepare() {
        try {
            DataDirectory.create(directory.postgres());
            Path passwordFile = directory.postgres().resolve("password");
            boolean lost = !Files.exists(passwordFile);
            if (lost) {
                writePrivately(passwordFile, HexFormat.of().formatHex(randomBytes()));
            }
            String password = Files.readString(passwordFile).strip();
            if (!Files.isDirectory(data())) {
                create(passwordFile);
            } else {
                refuseOtherVersion();
                if (lost) {
                    single(data(), "ALTER ROLE " + USER + " PASSWORD '" + password + "'");
                }
            }
            return password;
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot prepare " + directory.postgres(), failed);
        }
    }

    private void create(Path passwordFile) throws IOException {
        Path next = directory.postgres().resolve("data.next");
        DataDirectory.wipe(next);
        run(
                "initdb",
                List.of(
                        binaries.program("initdb"),
                        "--pgdata=" + next,
                        "--username=" + USER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=" + SYSTEM_LOCALE,
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8"));
        single(next, "CREATE DATABASE " + DATABASE);
        Files.move(next, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Runs one statement without a server. */
    private void single(Path data, String statement) throws IOException {
        Path file = directory.postgres().resolve("statement.sql");
        writePrivately(file, statement);
        run(
                "postgres-single",
                List.of(
                        "/bin/sh",
                        "-c",
                        "exec \"$0\" --single -j -D \"$1\" postgres <\"$2\"",
                        binaries.program("postgres"),
                        data.toString(),
                        file.toString()));
        Files.delete(file);
    }

    private void run(String step, List<String> command) {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(command);
        int status = SupervisedProcess.start(directory, step, "INT", line, Map.of(), log)
                .awaitEnd(STEP_LIMIT);
        if (status != 0) {
            throw new LocalServicesException(
                    "PostgreSQL cannot make its data directory: " + step + " ended with " + status + ". " + log.tail(),
                    "mend what the log says; if the data may be lost, start with --fresh.");
        }
    }

    private void refuseOtherVersion() throws IOException {
        String found = Files.readString(data().resolve("PG_VERSION")).strip();
        String wanted = BuildProperties.load().postgresVersion().split("\\.", 2)[0];
        if (!found.equals(wanted)) {
            throw new LocalServicesException(
                    data() + " was written by PostgreSQL " + found + ", and this build brings PostgreSQL " + wanted
                            + ".",
                    "start with --fresh, which throws the data away, or dump it with the earlier build first.");
        }
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
