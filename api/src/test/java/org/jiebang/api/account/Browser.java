package org.jiebang.api.account;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A browser as far as a sign-in needs one: cookies by host, redirects one by one, forms. */
final class Browser {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Map<String, String>> cookies = new HashMap<>();
    private final String accept;

    /**
     * @param accept what it wants to see, e.g. {@code text/html}
     */
    Browser(String accept) {
        this.accept = accept;
    }

    record Answer(URI address, HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        /** Where the answer sends the browser. */
        URI next() {
            return address.resolve(response.headers()
                    .firstValue("Location")
                    .orElseThrow(() -> new AssertionError(status() + " without Location: " + response.body())));
        }

        boolean isRedirect() {
            return status() == 302 || status() == 303;
        }

        Document page() {
            return Jsoup.parse(response.body(), address.toString());
        }
    }

    Answer get(URI address) {
        return send(address, HttpRequest.newBuilder(address).GET());
    }

    Answer get(URI address, String wanted) {
        return send(address, HttpRequest.newBuilder(address).GET().setHeader("Accept", wanted));
    }

    /** Submits the form of a page, with more fields than it has filled in. */
    Answer submit(Answer page, Map<String, String> typed) {
        Element form = page.page().selectFirst("form[method=post]");
        if (form == null) {
            throw new AssertionError(
                    "No form at " + page.address() + ": " + page.response().body());
        }
        Map<String, String> fields = new LinkedHashMap<>();
        form.select("input[type=hidden]").forEach(field -> fields.put(field.attr("name"), field.attr("value")));
        fields.putAll(typed);
        URI address = URI.create(form.absUrl("action"));
        return send(
                address,
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encode(fields))));
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Answer send(URI address, HttpRequest.Builder request) {
        Map<String, String> own = cookies.computeIfAbsent(address.getHost(), none -> new HashMap<>());
        if (!own.isEmpty()) {
            request.setHeader(
                    "Cookie",
                    own.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            if (request.copy().build().headers().firstValue("Accept").isEmpty()) {
                request.setHeader("Accept", accept);
            }
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(line -> {
                String pair = line.split(";", 2)[0];
                String name = pair.substring(0, pair.indexOf('='));
                if (line.contains("Max-Age=0")) {
                    own.remove(name);
                } else {
                    own.put(name, pair.substring(pair.indexOf('=') + 1));
                }
            });
            return new Answer(address, response);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(address.toString(), e);
        }
    }

    /** Takes a cookie from outside. */
    void put(String host, String name, String value) {
        cookies.computeIfAbsent(host, none -> new HashMap<>()).put(name, value);
    }

    Map<String, String> cookies(String host) {
        return cookies.getOrDefault(host, Map.of());
    }
}
