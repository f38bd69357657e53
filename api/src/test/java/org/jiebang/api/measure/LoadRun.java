package org.jiebang.api.measure;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends two kinds of the same requests in turn, phase by phase, and prints their times and the ratio: the product's, and the retrieval
 * within them sent to the search engine bare. Users are threads that ask without a pause.
 */
public final class LoadRun {
    private static final int USERS = 8;
    private static final int ROUNDS = 3;
    private static final Duration PHASE = Duration.ofSeconds(12);
    private static final Duration WARM_UP = Duration.ofSeconds(15);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();

    public HttpRequest get(String uri) {
        return HttpRequest.newBuilder(URI.create(uri)).build();
    }

    public HttpRequest post(String uri, String json) {
        return HttpRequest.newBuilder(URI.create(uri))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    /** Signs in with a documented account of the local profile; the client keeps the session. */
    public void signIn(String platform) {
        read(post(platform + "/api/session", "{\"username\":\"admin\",\"password\":\"jiebang-local\"}"));
    }

    /** Sends a request in the session. */
    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Reads one answer; fails on any status but 200. */
    public String read(HttpRequest request) {
        try {
            HttpResponse<String> answer = send(request);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public void compare(String name, List<HttpRequest> product, List<HttpRequest> bare) {
        phase(product, WARM_UP);
        phase(bare, WARM_UP);
        List<Double> productTimes = new ArrayList<>();
        List<Double> bareTimes = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            productTimes.addAll(phase(product, PHASE));
            bareTimes.addAll(phase(bare, PHASE));
        }
        double[] p = sorted(productTimes);
        double[] b = sorted(bareTimes);
        System.out.printf(
                "%s, %d users: product n=%d p50=%.0f p95=%.0f p99=%.0f ms | bare n=%d p50=%.0f p95=%.0f p99=%.0f ms | ratio p50 %.2f p95 %.2f%n",
                name,
                USERS,
                p.length,
                at(p, .5),
                at(p, .95),
                at(p, .99),
                b.length,
                at(b, .5),
                at(b, .95),
                at(b, .99),
                at(p, .5) / at(b, .5),
                at(p, .95) / at(b, .95));
    }

    private List<Double> phase(List<HttpRequest> requests, Duration length) {
        AtomicInteger next = new AtomicInteger();
        long end = System.nanoTime() + length.toNanos();
        List<Double> times = new ArrayList<>();
        try (ExecutorService users = Executors.newFixedThreadPool(USERS)) {
            List<Future<List<Double>>> all = new ArrayList<>();
            for (int user = 0; user < USERS; user++) {
                all.add(users.submit(() -> {
                    List<Double> own = new ArrayList<>();
                    while (System.nanoTime() < end) {
                        HttpRequest request = requests.get(next.getAndIncrement() % requests.size());
                        long start = System.nanoTime();
                        read(request);
                        own.add((System.nanoTime() - start) / 1e6);
                    }
                    return own;
                }));
            }
            for (Future<List<Double>> own : all) {
                times.addAll(own.get());
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return times;
    }

    private static double[] sorted(List<Double> times) {
        double[] sorted = times.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }
}
