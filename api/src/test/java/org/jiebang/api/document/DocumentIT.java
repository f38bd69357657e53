package org.jiebang.api.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@PlatformTest
class DocumentIT {
    private static final Pattern CODE = Pattern.compile("[0-9A-Z]{4}(-[0-9A-Z]{4}){3}");

    private final Platform platform;
    private final People people;

    DocumentIT(Platform platform, People people) {
        this.platform = platform;
        this.people = people;
    }

    private static byte[] get(WebTestClient web, String address, Object... variables) {
        return web.get()
                .uri(address, variables)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueMatches("Content-Disposition", "attachment;.*")
                .expectBody()
                .returnResult()
                .getResponseBody();
    }

    private static String pdfText(byte[] bytes) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            return new PDFTextStripper().getText(pdf);
        }
    }

    private static String code(String text) {
        Matcher code = CODE.matcher(text);
        assertThat(code.find()).isTrue();
        return code.group();
    }

    private JsonNode check(String code) {
        return platform.answer(people.visitor().get().uri("/api/documents/check?code={code}", code), 200);
    }

    @Test
    void theFormOfAProblemCarriesTheCodeOfItsTextInBothFormats() throws IOException {
        WebTestClient enterprise = people.local("enterprise");
        String title = Platform.unique("坩埚开裂");
        Map<String, String> cells = new HashMap<>(Map.of("难题问题名称", title, "产生背景", "批次报废率高"));
        JsonNode problem = platform.answer(People.post(enterprise, "/api/problems", Map.of("cells", cells)), 201);
        String id = problem.path("id").asString();
        String text = pdfText(get(enterprise, "/api/problems/{id}/form.pdf", id));
        assertThat(text).contains("批次报废率高");
        String code = code(text);
        try (XWPFDocument word =
                new XWPFDocument(new ByteArrayInputStream(get(enterprise, "/api/problems/{id}/form.docx", id)))) {
            assertThat(code(word.getFooterList().getFirst().getText())).isEqualTo(code);
        }
        JsonNode same = check(code.toLowerCase().replace("-", ""));
        assertThat(same.path("standing").asString()).isEqualTo("CURRENT");
        assertThat(same.path("form").asString()).startsWith("重点产业链发展难题");
        assertThat(same.toString()).as("who holds no paper learns no title").doesNotContain(title);

        cells.put("产生背景", "批次报废率高，每炉损失两万元");
        platform.answer(
                enterprise
                        .put()
                        .uri("/api/problems/{id}", id)
                        .bodyValue(Map.of(
                                "cells",
                                cells,
                                "version",
                                problem.path("version").asLong())),
                200);
        assertThat(check(code).path("standing").asString()).isEqualTo("CHANGED");
        assertThat(code(pdfText(get(enterprise, "/api/problems/{id}/form.pdf", id))))
                .isNotEqualTo(code);

        // A draft is nobody else's, on paper neither.
        platform.refusal(people.visitor().get().uri("/api/problems/{id}/form.pdf", id), 404, "NOT_FOUND");
        platform.refusal(people.local("society").get().uri("/api/problems/{id}/form.docx", id), 404, "NOT_FOUND");
    }

    @Test
    void aCodeThatIsOnNoPaperIsToldFromATypingError() {
        platform.refusal(people.visitor().get().uri("/api/documents/check?code=0000-0000-0000-0000"), 404, "NOT_FOUND");
        JsonNode typo =
                platform.refusal(people.visitor().get().uri("/api/documents/check?code=0000-0000"), 400, "BAD_REQUEST");
        assertThat(typo.path("violations").get(0).path("code").asString()).isEqualTo("NOT_A_CODE");
    }

    @Test
    void aDossierHoldsEverythingWithItsHashes() throws IOException {
        WebTestClient society = people.local("society");
        String title = Platform.unique("示例服务团");
        String id = platform.answer(
                        People.post(
                                society,
                                "/api/applications",
                                Map.of("programme", "kczg-service-team-2024", "category", "CT", "title", title)),
                        201)
                .path("id")
                .asString();
        byte[] proof = Platform.pdf("示例同意推荐函");
        platform.answer(Platform.attaching(society, "application", id, "同意推荐函.pdf", proof), 201);
        platform.answer(Platform.attaching(society, "application", id, "同意推荐函.pdf", proof), 201);

        String form = pdfText(get(society, "/api/applications/{id}/form.pdf", id));
        assertThat(form).contains("填 报 说 明").contains("经费支出预算表");
        assertThat(check(code(form)).path("standing").asString()).isEqualTo("CURRENT");
        platform.refusal(society.get().uri("/api/applications/{id}/receipt.pdf", id), 409, "CONFLICT");
        platform.refusal(society.get().uri("/api/applications/{id}/contract.docx", id), 409, "CONFLICT");
        platform.refusal(
                people.local("enterprise").get().uri("/api/applications/{id}/dossier.zip", id), 404, "NOT_FOUND");

        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(get(society, "/api/applications/{id}/dossier.zip", id)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        assertThat(files).containsOnlyKeys("申报书.docx", "申报书.pdf", "佐证材料/同意推荐函.pdf", "佐证材料/同意推荐函 (2).pdf", "SHA256SUMS");
        assertThat(files.get("佐证材料/同意推荐函 (2).pdf")).isEqualTo(proof);
        Map<String, byte[]> listed = new HashMap<>(files);
        new String(listed.remove("SHA256SUMS"), StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> assertThat(line.substring(0, 64)).isEqualTo(hash(listed.remove(line.substring(66)))));
        assertThat(listed).as("files without a hash").isEmpty();
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
