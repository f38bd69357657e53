package org.jiebang.api.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.Table;
import org.jiebang.api.TestSessions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;

/** Every error is a problem with a code and a request id, and tells nothing of the server's inside. */
@PlatformTest
@ExtendWith(OutputCaptureExtension.class)
class ErrorsIT {
    private final Platform platform;
    private final WebTestClient web;

    private final int port;

    ErrorsIT(Platform platform, WebTestClient web, @Value("${local.server.port}") int port) {
        this.platform = platform;
        this.web = web;
        this.port = port;
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api, 404, NOT_FOUND",
        "GET, /api/nothing, 404, NOT_FOUND",
        "GET, /nothing.txt, 404, NOT_FOUND",
        "GET, /actuator/env, 404, NOT_FOUND",
        "GET, /api/robots/00000000-0000-7000-8000-000000000000, 404, NOT_FOUND",
        "GET, /api/experts/00000000-0000-7000-8000-000000000000, 404, NOT_FOUND",
        "GET, /api/experts/no-id, 404, NOT_FOUND",
        "GET, /api/experts/%00, 404, NOT_FOUND",
        "GET, /api/experts/..%2f..%2fetc%2fpasswd, 404, NOT_FOUND",
        "GET, /api/imports/templates/robots.xlsx, 400, BAD_REQUEST",
        "GET, /api/search?size=x, 400, BAD_REQUEST",
        "GET, /api/search?cursor=x, 400, BAD_CURSOR",
        "GET, /api/problems/00000000-0000-7000-8000-000000000000/matches, 400, BAD_REQUEST",
        "DELETE, /api/search, 405, METHOD_NOT_ALLOWED",
        "PUT, /api/imports, 405, METHOD_NOT_ALLOWED",
        "GET, /api/matches/preview, 405, METHOD_NOT_ALLOWED",
        "POST, /api/imports, 415, UNSUPPORTED_MEDIA_TYPE",
        "POST, /api/matches/preview, 400, BAD_REQUEST",
        "POST, /api/admin/indexes/robots/rebuild, 404, NOT_FOUND"
    })
    void refuses(HttpMethod method, String address, int status, String code) {
        JsonNode problem = platform.refusal(
                web.method(method).uri(URI.create("http://localhost:" + port + address)), status, code);

        assertThat(problem.path("instance").asString()).isEqualTo(address.replaceAll("\\?.*", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "",
                "null",
                "[]",
                "7",
                "{\"title\": {\"a\": 1}}",
                "{\"title\": \"a\", \"limit\": \"many\"}",
                "\u0000"
            })
    void refusesABodyThatItCannotRead(String body) {
        platform.refusal(preview().contentType(MediaType.APPLICATION_JSON).bodyValue(body), 400, "BAD_REQUEST");
    }

    private WebTestClient.RequestBodySpec preview() {
        return web.post().uri("/api/matches/preview");
    }

    @Test
    void namesTheParameterThatIsMissing() {
        JsonNode problem = platform.refusal(
                web.get().uri("/api/problems/00000000-0000-7000-8000-000000000000/matches"), 400, "BAD_REQUEST");

        assertThat(problem.path("violations").get(0).path("field").asString()).isEqualTo("target");
    }

    @Test
    void namesTheFieldThatIsBlank() {
        JsonNode problem = platform.refusal(
                preview().contentType(MediaType.APPLICATION_JSON).bodyValue("{\"title\": \"\"}"), 400, "BAD_REQUEST");

        assertThat(problem.path("violations")).hasSize(1);
        assertThat(problem.path("violations").get(0).path("field").asString()).isEqualTo("title");
        assertThat(problem.path("violations").get(0).path("message").asString()).isEqualTo("名称不能为空。");
    }

    @Test
    void refusesABodyOfAnotherType() {
        platform.refusal(preview().contentType(MediaType.TEXT_PLAIN).bodyValue("title"), 415, "UNSUPPORTED_MEDIA_TYPE");
        platform.refusal(
                web.post()
                        .uri("/api/imports")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{}"),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void refusesToAnswerInAFormatThatItDoesNotHave() {
        platform.refusal(platform.searching("q", "技术").accept(MediaType.APPLICATION_PDF), 406, "NOT_ACCEPTABLE");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        String body = "{\"title\": \"a\", \"description\": \"" + "a".repeat(400_000) + "\"}";

        platform.refusal(preview().contentType(MediaType.APPLICATION_JSON).bodyValue(body), 413, "FILE_TOO_LARGE");
    }

    @Test
    void refusesAFileThatIsTooLarge(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("large.csv");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength((PlatformTest.LARGEST_FILE_MB << 20) + 1L);
        }

        JsonNode problem = platform.refusal(
                platform.uploading("experts", new FileSystemResource(file), false), 413, "FILE_TOO_LARGE");

        assertThat(problem.path("detail").asString()).contains(Integer.toString(PlatformTest.LARGEST_FILE_MB));
    }

    @Test
    void refusesAnUploadWithoutItsParts() {
        MultipartBodyBuilder onlyLibrary = new MultipartBodyBuilder();
        onlyLibrary.part("library", "experts");
        MultipartBodyBuilder noFile = new MultipartBodyBuilder();
        noFile.part("library", "experts");
        noFile.part("file", "experts.csv");
        MultipartBodyBuilder onlyFile = new MultipartBodyBuilder();
        onlyFile.part("file", Table.experts().csv()).filename("table.csv");

        for (MultipartBodyBuilder parts : java.util.List.of(onlyLibrary, noFile, onlyFile)) {
            platform.refusal(
                    web.post().uri("/api/imports").body(BodyInserters.fromMultipartData(parts.build())),
                    400,
                    "BAD_REQUEST");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=x"})
    void refusesAnUploadThatIsNoMultipart(String type) {
        platform.refusal(
                web.post()
                        .uri("/api/imports")
                        .header(HttpHeaders.CONTENT_TYPE, type)
                        .bodyValue("姓名,单位".getBytes(StandardCharsets.UTF_8)),
                400,
                "BAD_REQUEST");
    }

    @Test
    void letsNobodyKeepAnError() {
        for (String address : java.util.List.of("/assets/gone-1234.js", "/api/nothing")) {
            web.get()
                    .uri(address)
                    .exchange()
                    .expectStatus()
                    .isNotFound()
                    .expectHeader()
                    .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    @Test
    void refusedAccessIsLoggedWithTheAddressItCameFrom(CapturedOutput output) {
        JsonNode foreign = platform.refusal(
                web.post().uri("/api/matches/preview").header("Sec-Fetch-Site", "cross-site"), 403, "CROSS_SITE");
        JsonNode denied =
                platform.refusal(web.get().uri("/api/imports").header(TestSessions.AS, "society"), 403, "FORBIDDEN");
        assertThat(output.getOut())
                .contains(foreign.path("requestId").asString()
                        + " /api/matches/preview from 127.0.0.1 refused: CROSS_SITE")
                .contains(denied.path("requestId").asString() + " /api/imports from 127.0.0.1 refused: FORBIDDEN");
    }
}
