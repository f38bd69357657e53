package org.jiebang.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What to start, and where its data is.
 *
 * @param directory where data, logs and unpacked binaries are kept between runs; made absolute here
 * @param fresh whether the data of the services that are started is wiped first
 * @param postgres whether PostgreSQL is started
 * @param elasticsearch whether Elasticsearch is started
 * @param lockWait how long to wait for another process that holds the directory, zero or more
 * @param startLimit how long PostgreSQL may take until it answers, positive; recovery after a crash is part of it
 * @param elasticsearchHeap heap of the Elasticsearch JVM as the JVM writes it, such as {@code 512m} or {@code 2g}
 * @param elasticsearchJvmOptions further options of that JVM, one option an element
 * @param elasticsearchHome the unpacked server, or empty for the one that the build unpacked
 */
public record LocalServicesOptions(
        Path directory,
        boolean fresh,
        boolean postgres,
        boolean elasticsearch,
        Duration lockWait,
        Duration startLimit,
        String elasticsearchHeap,
        List<String> elasticsearchJvmOptions,
        Optional<Path> elasticsearchHome) {

    private static final Pattern HEAP = Pattern.compile("[1-9][0-9]{0,5}[mMgG]");

    public LocalServicesOptions {
        directory = directory.toAbsolutePath().normalize();
        elasticsearchJvmOptions = List.copyOf(elasticsearchJvmOptions);
        if (directory.getParent() == null) {
            throw new IllegalArgumentException("directory is " + directory + ", the root of the file system. "
                    + "Give it a directory of its own, such as .jiebang");
        }
        if (directory.toString().chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("directory has a control character in its name: " + directory);
        }
        if (!postgres && !elasticsearch) {
            throw new IllegalArgumentException("postgres and elasticsearch are both false. Start at least one of them");
        }
        if (lockWait.isNegative()) {
            throw new IllegalArgumentException("lockWait is " + lockWait + ", less than zero");
        }
        if (startLimit.isNegative() || startLimit.isZero()) {
            throw new IllegalArgumentException("startLimit is " + startLimit + ", not more than zero");
        }
        if (!HEAP.matcher(elasticsearchHeap).matches()) {
            throw new IllegalArgumentException(
                    "elasticsearchHeap is \"" + elasticsearchHeap + "\". Write it as 512m or 2g");
        }
        for (String option : elasticsearchJvmOptions) {
            if (!option.startsWith("-") || option.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "elasticsearchJvmOptions has \"" + option + "\". Each element is one option starting with -");
            }
        }
    }

    /** Both services with their data in {@code directory}, kept between runs. */
    public static LocalServicesOptions in(Path directory) {
        return new LocalServicesOptions(
                directory,
                false,
                true,
                true,
                Duration.ofSeconds(15),
                Duration.ofSeconds(60),
                "512m",
                List.of(),
                Optional.empty());
    }

    public LocalServicesOptions withFresh(boolean value) {
        return new LocalServicesOptions(
                directory,
                value,
                postgres,
                elasticsearch,
                lockWait,
                startLimit,
                elasticsearchHeap,
                elasticsearchJvmOptions,
                elasticsearchHome);
    }

    /** Chooses which services are started; at least one. */
    public LocalServicesOptions withServices(boolean startPostgres, boolean startElasticsearch) {
        return new LocalServicesOptions(
                directory,
                fresh,
                startPostgres,
                startElasticsearch,
                lockWait,
                startLimit,
                elasticsearchHeap,
                elasticsearchJvmOptions,
                elasticsearchHome);
    }

    public LocalServicesOptions withLockWait(Duration value) {
        return new LocalServicesOptions(
                directory,
                fresh,
                postgres,
                elasticsearch,
                value,
                startLimit,
                elasticsearchHeap,
                elasticsearchJvmOptions,
                elasticsearchHome);
    }

    public LocalServicesOptions withStartLimit(Duration value) {
        return new LocalServicesOptions(
                directory,
                fresh,
                postgres,
                elasticsearch,
                lockWait,
                value,
                elasticsearchHeap,
                elasticsearchJvmOptions,
                elasticsearchHome);
    }

    public LocalServicesOptions withElasticsearchHeap(String value) {
        return new LocalServicesOptions(
                directory,
                fresh,
                postgres,
                elasticsearch,
                lockWait,
                startLimit,
                value,
                elasticsearchJvmOptions,
                elasticsearchHome);
    }

    /**
     * Adds options to the Elasticsearch JVM. {@code -XX:TieredStopAtLevel=1} starts it 1.6 s faster and makes the
     * indexing of dense vectors 20 times slower: for tests of text only.
     */
    public LocalServicesOptions withElasticsearchJvmOptions(String... values) {
        return new LocalServicesOptions(
                directory,
                fresh,
                postgres,
                elasticsearch,
                lockWait,
                startLimit,
                elasticsearchHeap,
                List.of(values),
                elasticsearchHome);
    }

    public LocalServicesOptions withElasticsearchHome(Path value) {
        return new LocalServicesOptions(
                directory,
                fresh,
                postgres,
                elasticsearch,
                lockWait,
                startLimit,
                elasticsearchHeap,
                elasticsearchJvmOptions,
                Optional.of(value));
    }
}
