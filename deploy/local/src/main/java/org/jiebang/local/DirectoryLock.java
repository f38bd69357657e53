package org.jiebang.local;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right of one process to the data directory. The kernel takes the lock back when the process dies, in whatever way.
 *
 * <p>What the holder says about itself is in a second file: with POSIX locks, closing any descriptor of the locked file
 * gives the lock away, so that nothing may ever read it. For the same reason a second attempt in this JVM is stopped
 * before it opens the file.
 */
final class DirectoryLock implements AutoCloseable {

    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path key;
    private final Path holderFile;
    private final FileChannel channel;
    private final Properties holder = new Properties();

    private DirectoryLock(Path key, Path holderFile, FileChannel channel) {
        this.key = key;
        this.holderFile = holderFile;
        this.channel = channel;
    }

    /**
     * @param patience how long to wait for another holder
     * @throws LocalServicesException when the other one still holds it then; says who that is
     */
    static DirectoryLock acquire(DataDirectory directory, Duration patience) {
        Path holderFile = directory.run().resolve("holder.properties");
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            Path key = directory.root().toRealPath();
            while (true) {
                FileChannel channel = tryLock(key, directory.run().resolve("lock"));
                if (channel != null) {
                    DirectoryLock lock = new DirectoryLock(key, holderFile, channel);
                    lock.tell("process", String.valueOf(ProcessHandle.current().pid()));
                    lock.tell(
                            "since",
                            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
                    lock.tell("command", command());
                    return lock;
                }
                if (System.nanoTime() - deadline >= 0) {
                    throw held(directory, holderFile, patience);
                }
                Pause.of(100);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot lock " + directory.root(), failed);
        }
    }

    private static @Nullable FileChannel tryLock(Path key, Path lockFile) throws IOException {
        if (!HELD_HERE.add(key)) {
            return null;
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
            channel.close();
            HELD_HERE.remove(key);
            return null;
        } catch (IOException | RuntimeException failed) {
            if (channel != null) {
                channel.close();
            }
            HELD_HERE.remove(key);
            throw failed;
        }
    }

    private static LocalServicesException held(DataDirectory directory, Path holderFile, Duration patience) {
        Properties told = read(holderFile);
        StringBuilder problem = new StringBuilder("The data directory ")
                .append(directory.root())
                .append(" is held by another start of the platform (waited ")
                .append(patience.toMillis())
                .append(" ms):");
        for (String name : new String[] {"process", "since", "command", "database", "elasticsearch"}) {
            String value = told.getProperty(name);
            if (value != null) {
                problem.append(System.lineSeparator())
                        .append("  ")
                        .append(name)
                        .append(": ")
                        .append(value);
            }
        }
        String process = told.getProperty("process");
        boolean here = String.valueOf(ProcessHandle.current().pid()).equals(process);
        return new LocalServicesException(
                problem.toString(),
                (here
                                ? "that is this very process; close the other LocalServices first"
                                : "stop that one" + (process == null ? "" : " (kill " + process + ")"))
                        + ", or give this one a directory of its own (jiebang.local.directory).");
    }

    private static Properties read(Path holderFile) {
        Properties told = new Properties();
        try {
            told.load(new StringReader(Files.readString(holderFile)));
        } catch (IOException ignored) {
            // The holder has not said anything yet.
        }
        return told;
    }

    /** Main class or jar without its arguments, which may hold secrets. */
    private static String command() {
        return System.getProperty("sun.java.command", "unknown").split(" ", 2)[0];
    }

    /** Tells those who wait something about this holder. */
    synchronized void tell(String name, String value) {
        holder.setProperty(name, value);
        StringBuilder text = new StringBuilder();
        holder.stringPropertyNames().stream()
                .sorted()
                .forEach(key -> text.append(key)
                        .append('=')
                        .append(holder.getProperty(key).replace("\\", "\\\\"))
                        .append('\n'));
        try {
            Path next = holderFile.resolveSibling("holder.next");
            Files.writeString(next, text);
            Files.move(next, holderFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot write " + holderFile, failed);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(holderFile);
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot release the lock of " + key, failed);
        } finally {
            HELD_HERE.remove(key);
        }
    }
}
