package org.jiebang.api.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.jiebang.api.platform.Compute;
import org.jiebang.ingest.page.PageRefusal;
import org.jiebang.ingest.page.PageRefused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class PageFetcherTest {
    private static final int LARGEST = 1 << 20;

    private final Compute compute = new Compute();
    private final TestSite site = new TestSite();
    private final PageFetcher fetcher = new PageFetcher(properties(true, Duration.ofMillis(600)), compute);
    private final PageFetcher guarded = new PageFetcher(properties(false, Duration.ofMillis(600)), compute);

    private static SourceProperties properties(boolean anywhere, Duration timeout) {
        return new SourceProperties(
                anywhere, "jiebangbot", Duration.ZERO, Duration.ofMillis(5), timeout, Duration.ofSeconds(60));
    }

    @AfterEach
    void close() {
        site.close();
        compute.destroy();
    }

    private Mono<Fetched> fetch(String path) {
        return fetcher.fetch(site.url(path), Fetched.Validators.NONE, LARGEST);
    }

    private static void refused(Mono<Fetched> asked, PageRefusal expected) {
        StepVerifier.create(asked)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                PageRefused.class,
                                refused -> assertThat(refused.refusal())
                                        .as(refused.getMessage())
                                        .isEqualTo(expected)))
                .verify(Duration.ofSeconds(20));
    }

    private static Fetched.Content content(Mono<Fetched> asked) {
        return (Fetched.Content) java.util.Objects.requireNonNull(asked.block(Duration.ofSeconds(10)));
    }

    @Test
    void asksOnlyWhetherSomethingChanged() {
        site.page("/a", "<p>字</p>");
        Fetched.Content first = content(fetch("/a"));
        assertThat(first.isPage()).isTrue();
        assertThat(first.charset()).isEqualTo("utf-8");
        StepVerifier.create(fetcher.fetch(site.url("/a"), first.validators(), LARGEST))
                .expectNext(new Fetched.Unchanged())
                .verifyComplete();
        assertThat(site.takeAsked()).extracting(TestSite.Asked::conditional).containsExactly(false, true);
    }

    @Test
    void whatRobotsTxtForbidsIsNotAskedFor() {
        site.page(
                        "/robots.txt",
                        "User-agent: *\nDisallow: /\n\nUser-agent: JiebangBot\nDisallow: /private\nAllow: /private/open\n")
                .page("/private/x", "<p>字</p>")
                .page("/private/open", "<p>字</p>")
                .page("/b", "<p>字</p>");
        refused(fetch("/private/x"), PageRefusal.ROBOTS);
        assertThat(content(fetch("/private/open")).bytes()).isNotEmpty();
        assertThat(content(fetch("/b")).bytes()).isNotEmpty();
        assertThat(site.takeAsked()).extracting(TestSite.Asked::path).containsExactly("/private/open", "/b");
    }

    @Test
    void withoutAnAnswerAboutRobotsNothingIsAskedFor() {
        site.odd("/robots.txt", (request, response) -> response.status(500).send())
                .page("/a", "<p>字</p>");
        refused(fetch("/a"), PageRefusal.SERVER_ERROR);
        assertThat(site.takeAsked()).isEmpty();
    }

    @Test
    void aCrawlDelayIsKept() {
        site.page("/robots.txt", "User-agent: *\nCrawl-delay: 1\n").page("/a", "<p>字</p>");
        content(fetch("/a"));
        long begun = System.nanoTime();
        content(fetch("/a"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(950));
    }

    @Test
    void oneRequestAtATimeGoesToAHost() {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        site.odd("/slow", (request, response) -> {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            // Closed before the answer goes out: whoever has it may ask again before the server is done with it.
            return response.sendString(Mono.delay(Duration.ofMillis(30))
                    .doOnNext(tick -> open.decrementAndGet())
                    .map(tick -> "<p>字</p>"));
        });
        List<Mono<Fetched>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(fetch("/slow"));
        }
        StepVerifier.create(Flux.merge(all)).expectNextCount(6).verifyComplete();
        assertThat(most.get()).isEqualTo(1);
    }

    @Test
    void whoIsBusyIsAskedAgainAfterAWhileAndThenLeftAlone() {
        AtomicInteger asked = new AtomicInteger();
        site.odd(
                        "/busy",
                        (request, response) -> asked.incrementAndGet() < 3
                                ? response.status(503)
                                        .header(HttpHeaderNames.RETRY_AFTER, "0")
                                        .send()
                                : response.header(HttpHeaderNames.CONTENT_TYPE, "text/html")
                                        .sendString(Mono.just("<p>字</p>")))
                .odd("/busy/always", (request, response) -> response.status(429).send())
                .odd(
                        "/busy/long",
                        (request, response) -> response.status(503)
                                .header(HttpHeaderNames.RETRY_AFTER, "86400")
                                .send());
        assertThat(content(fetch("/busy")).isPage()).isTrue();
        refused(fetch("/busy/always"), PageRefusal.BUSY);
        refused(fetch("/busy/long"), PageRefusal.BUSY);
        assertThat(site.takeAsked().stream().filter(one -> one.path().equals("/busy/always")))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "401, FORBIDDEN",
        "403, FORBIDDEN",
        "404, GONE",
        "410, GONE",
        "451, FORBIDDEN",
        "500, SERVER_ERROR",
        "204, SERVER_ERROR"
    })
    void aStatusIsToldAsAReason(int status, PageRefusal reason) {
        site.odd("/status", (request, response) -> response.status(status).send());
        refused(fetch("/status"), reason);
    }

    @Test
    void redirectsAreFollowedFiveTimes() {
        site.odd(
                        "/r",
                        (request, response) -> response.status(302)
                                .header("Location", "r2?a=1")
                                .send())
                .odd(
                        "/r2",
                        (request, response) ->
                                response.status(301).header("Location", "/end").send())
                .page("/end", "<p>字</p>")
                .odd(
                        "/circle",
                        (request, response) -> response.status(302)
                                .header("Location", "/circle")
                                .send());
        assertThat(content(fetch("/r")).address().getPath()).isEqualTo("/end");
        refused(fetch("/circle"), PageRefusal.REDIRECTS);
    }

    @Test
    void nothingThatDoesNotEndIsReadToItsEnd() {
        byte[] piece = new byte[1 << 16];
        site.odd(
                        "/endless",
                        (request, response) -> response.sendByteArray(Flux.<byte[]>generate(sink -> sink.next(piece))))
                .odd(
                        "/drip",
                        (request, response) -> response.sendString(Flux.interval(Duration.ofMillis(20))
                                .onBackpressureDrop()
                                .map(tick -> "x")))
                .odd(
                        "/claims",
                        (request, response) -> response.header(HttpHeaderNames.CONTENT_LENGTH, "209715200")
                                .sendByteArray(Mono.just(piece)))
                .odd("/silent", (request, response) -> Mono.never())
                .odd("/headers", (request, response) -> {
                    for (int i = 0; i < 200; i++) {
                        response.header("X-Header-" + i, "y".repeat(1000));
                    }
                    return response.send();
                });
        refused(fetch("/endless"), PageRefusal.TOO_LARGE);
        refused(fetch("/drip"), PageRefusal.TIMEOUT);
        refused(fetch("/claims"), PageRefusal.TOO_LARGE);
        refused(fetch("/silent"), PageRefusal.TIMEOUT);
        refused(fetch("/headers"), PageRefusal.TOO_LARGE);
    }

    @Test
    void aPackedAnswerUnpacksOnlyToTheLimit() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 64; i++) {
                zip.write(new byte[1 << 20]);
            }
        }
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(page)) {
            zip.write("<p>字</p>".getBytes(StandardCharsets.UTF_8));
        }
        site.odd("/bomb", packed(packed.toByteArray()))
                .odd("/page", packed(page.toByteArray()))
                .odd("/broken", packed("no gzip".getBytes(StandardCharsets.UTF_8)));
        refused(fetch("/bomb"), PageRefusal.TOO_LARGE);
        refused(fetch("/broken"), PageRefusal.DAMAGED);
        assertThat(new String(content(fetch("/page")).bytes(), StandardCharsets.UTF_8))
                .isEqualTo("<p>字</p>");
    }

    private static TestSite.Odd packed(byte[] bytes) {
        return (request, response) -> response.header(HttpHeaderNames.CONTENT_ENCODING, "gzip")
                .send(Mono.just(Unpooled.wrappedBuffer(bytes)));
    }

    @Test
    void anAnswerThatIsNoHttpIsRefused() {
        try (java.net.ServerSocket socket =
                new java.net.ServerSocket(0, 9, java.net.InetAddress.getLoopbackAddress())) {
            Thread speaker = Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try (java.net.Socket caller = socket.accept()) {
                        caller.getOutputStream()
                                .write("SSH-2.0-OpenSSH\r\n\r\n\u0000\u0001".getBytes(StandardCharsets.ISO_8859_1));
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            StepVerifier.create(fetcher.fetch(
                            "http://127.0.0.1:" + socket.getLocalPort() + "/", Fetched.Validators.NONE, LARGEST))
                    .expectError(PageRefused.class)
                    .verify(Duration.ofSeconds(20));
            assertThat(speaker).isNotNull();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void nobodyAtThePortIsToldSo() {
        site.close();
        refused(fetch("/"), PageRefusal.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "http://localhost:%d/",
                "http://LOCALHOST.:%d/",
                "http://2130706433:%d/",
                "http://127.1:%d/",
                "http://0.0.0.0:%d/",
                "http://[::1]:%d/",
                "http://[::]:%d/",
                "http://[::ffff:127.0.0.1]:%d/",
                "http://[::ffff:7f00:1]:%d/",
                "http://[64:ff9b::7f00:1]:%d/",
                "http://[fd00::1]:%d/",
                "http://[fe80::1]:%d/",
                "http://10.0.0.1:%d/",
                "http://172.16.0.1:%d/",
                "http://192.168.1.1:%d/",
                "http://169.254.169.254:%d/latest/meta-data",
                "http://100.64.0.1:%d/"
            })
    void aPrivateAddressIsNeverCalled(String address) {
        site.page("/", "<p>geheim</p>");
        StepVerifier.create(guarded.fetch(address.formatted(site.port()), Fetched.Validators.NONE, LARGEST))
                .expectErrorSatisfies(error -> assertThat(((PageRefused) error).refusal())
                        .isIn(PageRefusal.NOT_PUBLIC, PageRefusal.UNREACHABLE, PageRefusal.BAD_ADDRESS))
                .verify(Duration.ofSeconds(20));
        assertThat(site.takeAsked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "gopher://127.0.0.1/",
                "http://user:secret@example.org/",
                "http:///nowhere",
                "javascript:alert(1)",
                "http://exa mple.org/",
                "jar:http://example.org/a!/b",
                "",
                "//example.org/"
            })
    void whatIsNoWebAddressIsRefused(String address) {
        refused(guarded.fetch(address, Fetched.Validators.NONE, LARGEST), PageRefusal.BAD_ADDRESS);
    }

    /** A public page that leads inside: each hop is looked at as the first address is. */
    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1/", "http://[::ffff:10.0.0.1]/", "//169.254.169.254/", "http://localhost/"})
    void aRedirectionToAPrivateAddressIsRefused(String location) {
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                PageRefused.class,
                                () -> guarded.checked(java.net
                                        .URI
                                        .create("http://example.org/")
                                        .resolve(location)
                                        .toString()))
                        .refusal())
                .isEqualTo(PageRefusal.NOT_PUBLIC);
        site.odd(
                "/out",
                (request, response) -> response.status(302)
                        .header("Location", "file:///etc/passwd")
                        .send());
        refused(fetch("/out"), PageRefusal.BAD_ADDRESS);
    }
}
