package org.jiebang.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The methods share one data directory, in order, because each start of Elasticsearch takes seconds. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalServicesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private static Path folder;

    private static LocalServicesOptions options() {
        return OwnerMain.options(folder.resolve("数据 with spaces/.jiebang"));
    }

    private static LocalServices start(LocalServicesOptions options, String what) {
        long begin = System.nanoTime();
        LocalServices services = LocalServices.start(options);
        long database = System.nanoTime();
        services.awaitElasticsearch(PATIENCE);
        System.out.printf(
                "%s: PostgreSQL after %d ms, Elasticsearch after %d ms%n",
                what, (database - begin) / 1_000_000, (System.nanoTime() - begin) / 1_000_000);
        return services;
    }

    @Test
    @Order(1)
    void keepsDocumentsOverAnOutageAndEverythingOverARestart() throws Exception {
        List<Long> pids;
        try (LocalServices services = start(options(), "cold")) {
            Probe probe = Probe.of(services);
            probe.writeRow("first");
            probe.writeDocument("1", "first");

            services.stopElasticsearch();
            assertThat(services.elasticsearchProcessId()).isEmpty();
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> probe.document("1"));
            assertThatExceptionOfType(LocalServicesException.class)
                    .isThrownBy(() -> services.awaitElasticsearch(PATIENCE))
                    .withMessageContaining("startElasticsearch()");
            assertThat(probe.rows()).as("the database does not notice").isEqualTo("first");

            URI before = services.elasticsearchUri();
            services.startElasticsearch();
            services.awaitElasticsearch(PATIENCE);
            assertThat(services.elasticsearchUri()).isEqualTo(before);
            assertThat(probe.document("1")).contains("first");
            probe.writeDocument("2", "second");

            pids = services.processIds();
            assertThat(pids).hasSizeGreaterThan(6);
            assertThat(pids).contains(services.postgresProcessId().orElseThrow());
            assertThat(pids).contains(services.elasticsearchProcessId().orElseThrow());
        }
        assertThat(ChildJvm.alive(pids)).isEmpty();

        try (LocalServices services = start(options(), "warm")) {
            Probe probe = Probe.of(services);
            assertThat(probe.rows()).isEqualTo("first");
            assertThat(probe.document("1")).contains("first");
            assertThat(probe.document("2")).contains("second");
        }
    }

    @Test
    @Order(2)
    void databaseIsAsThePlatformNeedsIt() throws Exception {
        try (LocalServices services = LocalServices.start(options().withServices(true, false))) {
            Probe probe = new Probe(
                    services.jdbcUrl(), services.user(), services.password(), URI.create("http://127.0.0.1:1"));
            assertThat(probe.sql("SHOW server_version")).startsWith("18.");
            assertThat(probe.sql("SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(probe.sql("SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(probe.sql("SELECT datlocale FROM pg_database WHERE datname = 'jiebang'"))
                    .isEqualTo("C.UTF-8");
            try (var connection = probe.connect();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm");
                statement.execute("CREATE EXTENSION IF NOT EXISTS btree_gist");
            }
            assertThat(probe.sql("SELECT similarity('固态电池材料', '固态电池') > 0.4")).isEqualTo("t");
            assertThat(probe.sql("SELECT string_agg(v, '' ORDER BY v COLLATE \"zh-Hans-x-icu\") "
                            + "FROM (VALUES ('苏'), ('安'), ('浙')) t(v)"))
                    .isEqualTo("安苏浙");

            assertThat(services.r2dbcUrl()).isEqualTo("r2dbc:" + services.databaseUrl());
            assertThatIllegalStateException().isThrownBy(services::elasticsearchUri);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(services.jdbcUrl(), services.user(), "wrong"))
                    .withMessageContaining("password");
        }
    }

    @Test
    @Order(3)
    void passwordIsPrivateAndALostOneIsReplaced() throws Exception {
        Path password = options().directory().resolve("postgresql/password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                .isEqualTo("rw-------");
        String before = Files.readString(password);
        Files.delete(password);
        try (LocalServices services = LocalServices.start(options().withServices(true, false))) {
            assertThat(services.password()).hasSize(32).isNotEqualTo(before);
            Probe probe = new Probe(
                    services.jdbcUrl(), services.user(), services.password(), URI.create("http://127.0.0.1:1"));
            assertThat(probe.rows()).isEqualTo("first");
        }
    }

    @Test
    @Order(4)
    void freshWipesBoth() throws Exception {
        try (LocalServices services = start(options().withFresh(true), "fresh")) {
            Probe probe = Probe.of(services);
            assertThat(probe.sql("SELECT count(*) FROM pg_tables WHERE tablename = 'note'"))
                    .isEqualTo("0");
            assertThat(probe.http("HEAD", "/note", "").statusCode()).isEqualTo(404);
        }
    }

    @Test
    @Order(5)
    void survivesAPidFileOfAStranger() throws Exception {
        Path data = options().directory().resolve("postgresql/data");
        Files.write(
                data.resolve("postmaster.pid"),
                List.of(
                        String.valueOf(ProcessHandle.current().pid()),
                        data.toString(),
                        "1",
                        "5432",
                        "",
                        "127.0.0.1",
                        "1 1",
                        "ready   "));
        try (LocalServices services = LocalServices.start(options().withServices(true, false))) {
            assertThat(services.postgresProcessId()).isPresent();
        }
    }

    @Test
    @Order(6)
    void brokenDataIsSaidWithTheLogAndTheWayOut() throws IOException {
        Path control = options().directory().resolve("postgresql/data/global/pg_control");
        Files.delete(control);
        assertThatExceptionOfType(LocalServicesException.class)
                .isThrownBy(() -> LocalServices.start(options().withServices(true, false)))
                .withMessageContaining("ended while it started")
                .withMessageContaining("postgresql.log")
                .withMessageContaining("pg_control")
                .withMessageContaining("Way out:")
                .withMessageContaining("--fresh");
        try (LocalServices services =
                LocalServices.start(options().withServices(true, false).withFresh(true))) {
            assertThat(services.postgresProcessId()).isPresent();
        }
    }

    @Test
    @Order(7)
    void otherMajorVersionIsRefused() throws IOException {
        Files.writeString(options().directory().resolve("postgresql/data/PG_VERSION"), "17\n");
        assertThatExceptionOfType(LocalServicesException.class)
                .isThrownBy(() -> LocalServices.start(options().withServices(true, false)))
                .withMessageContaining("PostgreSQL 17")
                .withMessageContaining("PostgreSQL 18");
    }

    @Test
    @Order(8)
    void elasticsearchThatDiesIsSaidWithTheLogAndLeavesTheDatabaseAlone() {
        LocalServicesOptions broken = options().withFresh(true).withElasticsearchJvmOptions("-XX:+NoSuchOption");
        try (LocalServices services = LocalServices.start(broken)) {
            assertThatExceptionOfType(LocalServicesException.class)
                    .isThrownBy(() -> services.awaitElasticsearch(PATIENCE))
                    .withMessageContaining("NoSuchOption")
                    .withMessageContaining("elasticsearch.log")
                    .withMessageContaining("Way out:");
            assertThat(services.postgresProcessId()).isPresent();
        }
    }

    @Test
    @Order(9)
    void missingElasticsearchIsSaid() {
        LocalServicesOptions broken = options().withElasticsearchHome(folder.resolve("nowhere"));
        try (LocalServices services = LocalServices.start(broken)) {
            assertThatExceptionOfType(LocalServicesException.class)
                    .isThrownBy(() -> services.awaitElasticsearch(PATIENCE))
                    .withMessageContaining("nowhere")
                    .withMessageContaining("mvn package");
        }
    }

    @Test
    @Order(10)
    void takesAnotherPortWhenTheChosenOneIsTaken() throws Exception {
        LocalServicesOptions postgres = options().withFresh(true).withServices(true, false);
        DataDirectory directory = new DataDirectory(postgres.directory());
        HeldPort taken = HeldPort.choose();
        try (ServerSocket other = new ServerSocket(taken.number(), 1, InetAddress.getLoopbackAddress())) {
            Iterator<HeldPort> ports = List.of(taken, HeldPort.choose()).iterator();
            PostgresServer server = PostgresServer.start(postgres, directory, ports::next);
            try {
                assertThat(server.url()).doesNotContain(":" + other.getLocalPort() + "/");
                assertThat(new ServiceLog(directory.logs().resolve("postgresql.log")).text())
                        .contains("could not bind");
            } finally {
                server.stop(PATIENCE);
            }
        }
    }
}
