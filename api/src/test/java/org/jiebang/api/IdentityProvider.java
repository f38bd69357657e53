package org.jiebang.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A Keycloak with one realm, client and two users. Every platform under test is told of it, for a provider is asked nothing before somebody
 * signs in there; it runs only for the tests that start it. Its shell ends it when this JVM is gone, however that ended.
 */
public final class IdentityProvider implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** Password of both users, lantern and heron. */
    public static final String PASSWORD = "light in the harbour";

    /** Where a test may stand between the platform and the provider. */
    public static final int PROXY_PORT = freePort();

    private static final int PORT = freePort();
    private static final Path HOME = home();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Reads its standard input, which ends with this JVM, and then ends the server. */
    private static final String SUPERVISED =
            "bash bin/kc.sh start-dev --import-realm --http-host=127.0.0.1 --http-port=" + PORT
                    + " --cache=local & server=$!; cat > /dev/null; kill -TERM $server; wait $server";

    private static Process process;

    /** Address by which the realm names itself. */
    public static String issuer() {
        return "http://127.0.0.1:" + PORT + "/realms/jiebang";
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String keycloak = "spring.security.oauth2.client.registration.keycloak.";
        String away = "spring.security.oauth2.client.registration.away.";
        // The same provider: once more with a strength that it never tells, and once through a proxy that alters its
        // tokens.
        for (String other : List.of("strict", "proxied")) {
            String registration = "spring.security.oauth2.client.registration." + other + ".";
            TestPropertyValues.of(
                            registration + "client-id=jiebang",
                            registration + "client-secret=secret-of-the-test",
                            registration + "scope=openid,profile",
                            "spring.security.oauth2.client.provider." + other + ".issuer-uri=" + issuer(),
                            "jiebang.sign-in.providers." + other + ".acr=gold")
                    .applyTo(context);
        }
        String proxied = "spring.security.oauth2.client.provider.proxied.";
        TestPropertyValues.of(
                        proxied + "token-uri=http://127.0.0.1:" + PROXY_PORT + "/token",
                        proxied + "jwk-set-uri=http://127.0.0.1:" + PROXY_PORT + "/keys")
                .applyTo(context);
        TestPropertyValues.of(Map.of(
                        keycloak + "client-id",
                        "jiebang",
                        keycloak + "client-secret",
                        "secret-of-the-test",
                        keycloak + "client-name",
                        "统一身份认证",
                        keycloak + "scope",
                        "openid,profile,email",
                        "spring.security.oauth2.client.provider.keycloak.issuer-uri",
                        issuer(),
                        away + "client-id",
                        "jiebang",
                        away + "client-secret",
                        "secret-of-the-test",
                        away + "scope",
                        "openid",
                        // Nobody listens at this port.
                        "spring.security.oauth2.client.provider.away.issuer-uri",
                        "http://127.0.0.1:1/realms/away"))
                .applyTo(context);
    }

    /** Starts the server, if it does not run, and waits until it answers. */
    public static synchronized void start() throws IOException, InterruptedException {
        if (process != null) {
            return;
        }
        delete(HOME.resolve("data"));
        Files.createDirectories(HOME.resolve("data/import"));
        try (InputStream realm = Objects.requireNonNull(
                IdentityProvider.class.getResourceAsStream("account/keycloak-realm.json"), "keycloak-realm.json")) {
            Files.copy(realm, HOME.resolve("data/import/jiebang.json"), StandardCopyOption.REPLACE_EXISTING);
        }
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", SUPERVISED)
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx320m -XX:TieredStopAtLevel=1");
        builder.environment().put("JAVA_OPTS_APPEND", "--add-opens=java.base/java.lang=ALL-UNNAMED");
        process = builder.start();
        long begun = System.nanoTime();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - begun > PATIENCE.toNanos()) {
                stop();
                throw new IllegalStateException("Keycloak does not start; see " + log().toAbsolutePath());
            }
            Thread.sleep(200);
        }
        System.out.printf("Keycloak answers after %.1f s%n", (System.nanoTime() - begun) / 1e9);
    }

    /** Ends the server and waits until it is gone. */
    public static synchronized void stop() throws IOException, InterruptedException {
        if (process == null) {
            return;
        }
        process.getOutputStream().close();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        process = null;
    }

    private static boolean answers() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException | InterruptedException notYet) {
            return false;
        }
    }

    private static Path log() {
        return Path.of("target", "keycloak.log");
    }

    /** Unpacked by the build, see pom.xml. */
    private static Path home() {
        Path unpacked = Path.of("target", "keycloak");
        if (!Files.isDirectory(unpacked)) {
            return unpacked;
        }
        try (Stream<Path> found = Files.list(unpacked)) {
            return found.filter(Files::isDirectory).findFirst().orElse(unpacked);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException error) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
