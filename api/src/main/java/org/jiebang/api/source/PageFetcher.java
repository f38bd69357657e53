package org.jiebang.api.source;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.timeout.TimeoutException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.PublicAddresses;
import org.jiebang.ingest.page.PageRefusal;
import org.jiebang.ingest.page.PageRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Asks for pages of others politely: what robots.txt forbids is not asked for (RFC 9309), a host gets one request at a time with a pause
 * between, and whoever fails is left alone for longer and longer. Only public addresses are called, looked at with every hop and connected
 * to as they were looked at. Sizes, times and hops have limits, so that no answer can be too long.
 */
@Component
@EnableConfigurationProperties(SourceProperties.class)
class PageFetcher {
    private static final int MOST_HOPS = 5;
    private static final int MOST_ATTEMPTS = 3;
    private static final int LARGEST_ROBOTS = 512 << 10;
    private static final int LONGEST_HEADERS = 16 << 10;
    private static final int LONGEST_ADDRESS = 2000;
    private static final int MOST_ORIGINS = 1000;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ROBOTS_FRESH = Duration.ofHours(1);

    private final SourceProperties properties;
    private final Compute compute;
    private final HttpClient http;
    private final HostGate gate = new HostGate();
    private final Cache<String, SimpleRobotRules> robots = Caffeine.newBuilder()
            .expireAfterWrite(ROBOTS_FRESH)
            .maximumSize(MOST_ORIGINS)
            .build();

    PageFetcher(SourceProperties properties, Compute compute) {
        this.properties = properties;
        this.compute = compute;
        HttpClient client = HttpClient.create()
                .followRedirect(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT.toMillis())
                .responseTimeout(properties.timeout())
                .httpResponseDecoder(spec -> spec.maxHeaderSize(LONGEST_HEADERS).maxInitialLineLength(LONGEST_HEADERS));
        this.http = properties.privateAddresses() ? client : client.resolver(PublicAddresses.resolver());
    }

    /** A failure that may pass, and when the server says that it will. */
    private static final class Passing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final PageRefused refused;
        private final Duration after;

        Passing(PageRefused refused, Duration after) {
            this.refused = refused;
            this.after = after;
        }
    }

    /**
     * An address that may be called.
     *
     * @throws PageRefused if it is no http or https address, has a user in it, or is an address of no public network
     */
    URI checked(String address) {
        URI uri;
        try {
            uri = new URI(address.strip()).normalize();
        } catch (java.net.URISyntaxException e) {
            throw new PageRefused(PageRefusal.BAD_ADDRESS, "Malformed address", e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("http") || scheme.equals("https");
        if (!web || uri.getHost() == null || uri.getUserInfo() != null || address.length() > LONGEST_ADDRESS) {
            throw new PageRefused(PageRefusal.BAD_ADDRESS, "No web address");
        }
        if (!properties.privateAddresses() && !PublicAddresses.mayBePublic(uri.getHost())) {
            throw new PageRefused(PageRefusal.NOT_PUBLIC, "Private address");
        }
        return uri;
    }

    /**
     * Asks for a page or a file. Fails with {@link PageRefused} for everything but content and "the same as before".
     *
     * @param known what the server gave with the content that is kept; {@link Fetched.Validators#NONE} to get the content in any case
     * @param largest bytes of the content, unpacked
     */
    Mono<Fetched> fetch(String address, Fetched.Validators known, int largest) {
        return Mono.fromCallable(() -> checked(address))
                .flatMap(uri -> attempt(uri, known, largest, 1))
                .onErrorMap(Passing.class, passing -> passing.refused);
    }

    private Mono<Fetched> attempt(URI address, Fetched.Validators known, int largest, int number) {
        return allowed(address, known, largest, 0).onErrorResume(Passing.class, passing -> {
            Duration pause = properties.backOff().multipliedBy(1L << (number - 1));
            Duration wait = passing.after.compareTo(pause) > 0 ? passing.after : pause;
            return number >= MOST_ATTEMPTS || wait.compareTo(properties.longestDelay()) > 0
                    ? Mono.error(passing.refused)
                    : Mono.delay(wait).then(attempt(address, known, largest, number + 1));
        });
    }

    /** One hop, if the host's robots.txt allows it. */
    private Mono<Fetched> allowed(URI address, Fetched.Validators known, int largest, int hops) {
        return rules(address).flatMap(rules -> {
            if (!rules.isAllowed(address.toString())) {
                return Mono.error(new PageRefused(PageRefusal.ROBOTS, "Forbidden by robots.txt"));
            }
            Duration asked = rules.getCrawlDelay() > 0 ? Duration.ofMillis(rules.getCrawlDelay()) : Duration.ZERO;
            if (asked.compareTo(properties.longestDelay()) > 0) {
                return Mono.error(new PageRefused(PageRefusal.BUSY, "Crawl-delay of " + asked.toSeconds() + " s"));
            }
            Duration pause = asked.compareTo(properties.interval()) > 0 ? asked : properties.interval();
            return gate.pass(address.getHost(), pause, asked(address, known, largest))
                    .flatMap(answer -> answer.location() == null
                            ? Mono.just(answer.fetched())
                            : hops >= MOST_HOPS
                                    ? Mono.error(new PageRefused(PageRefusal.REDIRECTS, "More than " + MOST_HOPS))
                                    : allowed(answer.location(), known, largest, hops + 1));
        });
    }

    private Mono<SimpleRobotRules> rules(URI address) {
        String origin = address.getScheme() + "://" + address.getRawAuthority();
        SimpleRobotRules fresh = robots.getIfPresent(origin);
        if (fresh != null) {
            return Mono.just(fresh);
        }
        URI file = URI.create(origin + "/robots.txt");
        return robots(file, 0).doOnNext(rules -> robots.put(origin, rules));
    }

    /** No robots.txt allows everything; one that cannot be had now lets nothing be asked now. */
    private Mono<SimpleRobotRules> robots(URI file, int hops) {
        Mono<Answer> asked =
                gate.pass(file.getHost(), properties.interval(), asked(file, Fetched.Validators.NONE, LARGEST_ROBOTS));
        return asked.flatMap(answer -> answer.location() == null
                        ? Mono.just(parsed(file, answer.fetched()))
                        : hops >= MOST_HOPS ? Mono.just(everything()) : robots(answer.location(), hops + 1))
                .onErrorResume(
                        PageRefused.class,
                        refused -> refused.refusal() == PageRefusal.GONE
                                        || refused.refusal() == PageRefusal.FORBIDDEN
                                        || refused.refusal() == PageRefusal.TOO_LARGE
                                ? Mono.just(everything())
                                : Mono.error(refused));
    }

    private static SimpleRobotRules everything() {
        return new SimpleRobotRules(SimpleRobotRules.RobotRulesMode.ALLOW_ALL);
    }

    private SimpleRobotRules parsed(URI file, Fetched fetched) {
        return fetched instanceof Fetched.Content content
                ? new SimpleRobotRulesParser()
                        .parseContent(
                                file.toString(),
                                content.bytes(),
                                "text/plain",
                                List.of(properties.agent().toLowerCase(Locale.ROOT)))
                : everything();
    }

    /** Either a redirection or what was fetched. */
    private record Answer(@Nullable URI location, Fetched fetched) {}

    private Mono<Answer> asked(URI address, Fetched.Validators known, int largest) {
        return http.headers(headers -> ask(headers, known))
                .get()
                .uri(address)
                .response((response, content) -> answer(address, response, content, known, largest))
                .next()
                .timeout(properties.timeout())
                .onErrorMap(error -> explained(error));
    }

    private void ask(HttpHeaders headers, Fetched.Validators known) {
        headers.set(HttpHeaderNames.USER_AGENT, "Mozilla/5.0 (compatible; " + properties.agent() + "/1.0)")
                .set(HttpHeaderNames.ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.5")
                .set(HttpHeaderNames.ACCEPT_LANGUAGE, "zh-CN,zh;q=0.9,en;q=0.5")
                .set(HttpHeaderNames.ACCEPT_ENCODING, "gzip");
        if (known.etag() != null) {
            headers.set(HttpHeaderNames.IF_NONE_MATCH, known.etag());
        }
        if (known.lastModified() != null) {
            headers.set(HttpHeaderNames.IF_MODIFIED_SINCE, known.lastModified());
        }
    }

    private Mono<Answer> answer(
            URI address, HttpClientResponse response, ByteBufFlux content, Fetched.Validators known, int largest) {
        int status = response.status().code();
        HttpHeaders headers = response.responseHeaders();
        if (status == 304 && !known.equals(Fetched.Validators.NONE)) {
            return Mono.just(new Answer(null, new Fetched.Unchanged()));
        }
        String location = headers.get(HttpHeaderNames.LOCATION);
        if (List.of(301, 302, 303, 307, 308).contains(status) && location != null) {
            return Mono.fromCallable(() -> new Answer(checked(resolved(address, location)), new Fetched.Unchanged()));
        }
        if (status != 200) {
            return Mono.error(refused(status, headers.get(HttpHeaderNames.RETRY_AFTER)));
        }
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        if (length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > largest) {
            return Mono.error(new PageRefused(PageRefusal.TOO_LARGE, length + " bytes"));
        }
        String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING, "");
        return content.asByteArray()
                .collect(ByteArrayOutputStream::new, (all, piece) -> append(all, piece, largest))
                .flatMap(all -> encoding.equalsIgnoreCase("gzip")
                        ? compute.run(() -> unpacked(all.toByteArray(), largest))
                        : Mono.just(all.toByteArray()))
                .map(bytes -> new Answer(
                        null,
                        new Fetched.Content(
                                address,
                                Fetched.plainType(headers.get(HttpHeaderNames.CONTENT_TYPE)),
                                charset(headers.get(HttpHeaderNames.CONTENT_TYPE)),
                                bytes,
                                new Fetched.Validators(
                                        shortened(headers.get(HttpHeaderNames.ETAG)),
                                        shortened(headers.get(HttpHeaderNames.LAST_MODIFIED))))));
    }

    private static void append(ByteArrayOutputStream all, byte[] piece, int largest) {
        if (all.size() + piece.length > largest) {
            throw new PageRefused(PageRefusal.TOO_LARGE, "More than " + largest + " bytes");
        }
        all.writeBytes(piece);
    }

    private static byte[] unpacked(byte[] packed, int largest) {
        try (GZIPInputStream input = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] bytes = input.readNBytes(largest + 1);
            if (bytes.length > largest) {
                throw new PageRefused(PageRefusal.TOO_LARGE, "Unpacks to more than " + largest + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new PageRefused(PageRefusal.DAMAGED, "The answer cannot be unpacked", e);
        }
    }

    private static String resolved(URI address, String location) {
        try {
            return address.resolve(location.strip().replace(" ", "%20")).toString();
        } catch (IllegalArgumentException e) {
            throw new PageRefused(PageRefusal.BAD_ADDRESS, "Malformed redirection", e);
        }
    }

    private static @Nullable String charset(@Nullable String type) {
        int at = type == null ? -1 : type.toLowerCase(Locale.ROOT).indexOf("charset=");
        return type == null || at < 0
                ? null
                : type.substring(at + "charset=".length()).split("[;,]", 2)[0].replaceAll("[\"'\\s]", "");
    }

    /** A validator that is too long to be kept is none. */
    private static @Nullable String shortened(@Nullable String header) {
        return header == null || header.length() > 200 ? null : header;
    }

    private static RuntimeException refused(int status, @Nullable String retryAfter) {
        String detail = "Status " + status;
        return switch (status) {
            case 404, 410 -> new PageRefused(PageRefusal.GONE, detail);
            case 408 -> new Passing(new PageRefused(PageRefusal.TIMEOUT, detail), after(retryAfter));
            case 429, 503 -> new Passing(new PageRefused(PageRefusal.BUSY, detail), after(retryAfter));
            default ->
                status >= 400 && status < 500
                        ? new PageRefused(PageRefusal.FORBIDDEN, detail)
                        : new Passing(new PageRefused(PageRefusal.SERVER_ERROR, detail), after(retryAfter));
        };
    }

    /** In seconds or as a date. */
    private static Duration after(@Nullable String retryAfter) {
        if (retryAfter == null) {
            return Duration.ZERO;
        }
        String said = retryAfter.strip();
        if (said.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(said));
        }
        try {
            return Duration.between(
                    Instant.now(),
                    ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }

    private static RuntimeException explained(Throwable error) {
        return switch (error) {
            case PageRefused refused -> refused;
            case Passing passing -> passing;
            case PublicAddresses.NotPublic hidden ->
                new PageRefused(PageRefusal.NOT_PUBLIC, "A name of a private address", hidden);
            case UnknownHostException unknown -> new PageRefused(PageRefusal.UNREACHABLE, "Unknown host", unknown);
            case java.util.concurrent.TimeoutException slow -> passing(PageRefusal.TIMEOUT, slow);
            case TimeoutException slow -> passing(PageRefusal.TIMEOUT, slow);
            case TooLongHttpHeaderException large ->
                new PageRefused(PageRefusal.TOO_LARGE, "The headers are too long", large);
            case TooLongHttpLineException large ->
                new PageRefused(PageRefusal.TOO_LARGE, "The first line is too long", large);
            case java.net.ConnectException closed -> passing(PageRefusal.UNREACHABLE, closed);
            case IOException broken -> passing(PageRefusal.UNREACHABLE, broken);
            default -> new PageRefused(PageRefusal.DAMAGED, "The answer is malformed: " + error.getClass(), error);
        };
    }

    private static Passing passing(PageRefusal refusal, Throwable cause) {
        return new Passing(new PageRefused(refusal, String.valueOf(cause.getMessage()), cause), Duration.ZERO);
    }
}
