package org.jiebang.api.source;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A site on this machine: pages with entity tags, and paths that misbehave. Writes down what it was asked. */
public final class TestSite implements AutoCloseable {
    private final Map<String, Body> pages = new ConcurrentHashMap<>();
    private final Map<String, Odd> odd = new ConcurrentHashMap<>();
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final DisposableServer server;

    /** What a path answers; a blank tag is none. */
    private record Body(String type, byte[] bytes, String tag) {}

    /** A request. */
    public record Asked(String path, boolean conditional) {}

    /** How a path misbehaves. */
    public interface Odd {
        Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response);
    }

    public TestSite() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(this::answer)
                .bindNow();
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        String path = request.uri().replaceFirst("\\?.*", "");
        String known = request.requestHeaders().get(HttpHeaderNames.IF_NONE_MATCH);
        asked.add(new Asked(path, known != null));
        Odd strange = odd.get(path);
        if (strange != null) {
            return strange.answer(request, response);
        }
        Body body = pages.get(path);
        if (body == null) {
            return response.status(404).send();
        }
        if (!body.tag().isEmpty()) {
            response.header(HttpHeaderNames.ETAG, body.tag());
            if (body.tag().equals(known)) {
                return response.status(304).send();
            }
        }
        return response.header(HttpHeaderNames.CONTENT_TYPE, body.type()).sendByteArray(Mono.just(body.bytes()));
    }

    public TestSite page(String path, String html) {
        return page(path, html, true);
    }

    public TestSite page(String path, String html, boolean tagged) {
        String tag = tagged ? "\"" + Integer.toHexString(html.hashCode()) + "\"" : "";
        pages.put(path, new Body("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8), tag));
        return this;
    }

    public TestSite file(String path, String type, byte[] bytes) {
        pages.put(path, new Body(type, bytes, "\"" + bytes.length + "\""));
        return this;
    }

    public TestSite odd(String path, Odd answer) {
        odd.put(path, answer);
        return this;
    }

    public void remove(String path) {
        pages.remove(path);
        odd.remove(path);
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    public int port() {
        return server.port();
    }

    /** Requests so far without those for robots.txt; forgotten thereby. */
    public List<Asked> takeAsked() {
        List<Asked> all = new ArrayList<>();
        // One that comes meanwhile is taken now or the next time.
        asked.drainTo(all);
        all.removeIf(one -> one.path().equals("/robots.txt"));
        return all;
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
