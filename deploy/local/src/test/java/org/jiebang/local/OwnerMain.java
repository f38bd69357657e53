package org.jiebang.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** An application that has the services: says where they are, and lives until its standard input is closed. */
final class OwnerMain {

    /** Arguments: data directory, Elasticsearch home. */
    public static void main(String[] arguments) throws IOException {
        LocalServicesOptions options = options(Path.of(arguments[0]));
        if (arguments.length > 1) {
            options = options.withElasticsearchHome(Path.of(arguments[1]));
        }
        System.out.println("starting now");
        LocalServices services = LocalServices.start(options);
        System.out.println("database " + services.jdbcUrl());
        System.out.println("user " + services.user());
        System.out.println("password " + services.password());
        System.out.println("elasticsearch " + services.elasticsearchUri());
        services.awaitElasticsearch(Duration.ofSeconds(90));
        System.out.println(
                "pids " + services.processIds().stream().map(String::valueOf).collect(Collectors.joining(" ")));
        while (System.in.read() >= 0) {
            // Lives on.
        }
        // Ends without close(), as most applications do.
    }

    /** Starts Elasticsearch a little faster; these tests are not about vectors. */
    static LocalServicesOptions options(Path directory) {
        return LocalServicesOptions.in(directory).withElasticsearchJvmOptions("-XX:TieredStopAtLevel=1");
    }

    static Probe probe(ChildJvm owner) throws IOException {
        return new Probe(
                owner.await("database"),
                owner.await("user"),
                owner.await("password"),
                URI.create(owner.await("elasticsearch")));
    }

    static List<Long> pids(ChildJvm owner) throws IOException {
        return List.of(owner.await("pids").split(" ")).stream()
                .map(Long::valueOf)
                .toList();
    }

    private OwnerMain() {}
}
