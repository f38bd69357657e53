package org.jiebang.api.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.TestSessions;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;

/** A call becomes a draft of rules whose every value is linked to its words. */
@PlatformTest
class CallDraftIT {
    private static final String CALL = """
            关于开展2025年“科创中国”科技服务团项目申报的通知
            科协测函字〔2025〕7号
            各全国学会：
            一、申报要求
            1.申报单位应为中国科协全国学会。
            2.每个单位最多申报不超过3个科技服务团项目。
            3.服务团总人数一般不少于25人。
            4.蹊跷之处限于特例以内。
            5.申报截止日期为2025年5月23日，将纸质版一式三份寄送至项目办公室。
            中国科协科学技术创新部
            2025年5月6日
            """;

    private final Platform platform;
    private final WebTestClient web;

    CallDraftIT(Platform platform, WebTestClient web) {
        this.platform = platform;
        this.web = web;
    }

    private WebTestClient as(String username) {
        return web.mutate().defaultHeader(TestSessions.AS, username).build();
    }

    private JsonNode draft(String text, int status) {
        return platform.answer(as("staff").post().uri("/api/call-drafts").bodyValue(Map.of("text", text)), status);
    }

    private JsonNode text(String name, byte[] file, int status) {
        MultipartBodyBuilder parts = new MultipartBodyBuilder();
        parts.part("file", new ByteArrayResource(file) {
            @Override
            public String getFilename() {
                return name;
            }
        });
        return platform.answer(
                as("staff").post().uri("/api/call-texts").body(BodyInserters.fromMultipartData(parts.build())), status);
    }

    private static List<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    @Test
    void aCallBecomesADraftWithItsLinks() {
        JsonNode draft = draft(CALL, 200);
        assertThat(draft.path("usable").asBoolean()).isTrue();
        assertThat(draft.path("file").asString()).contains("文号: 科协测函字〔2025〕7号", "限项: 3");
        JsonNode quota = items(draft.path("rules")).stream()
                .filter(rule -> rule.path("kind").asString().equals("QUOTA"))
                .findFirst()
                .orElseThrow();
        assertThat(CALL.substring(
                        quota.path("words").path("from").asInt(),
                        quota.path("words").path("to").asInt()))
                .isEqualTo("最多申报不超过3个");
        assertThat(items(draft.path("notUnderstood")))
                .extracting(part -> part.path("text").asString())
                .containsExactly("蹊跷之处限于特例以内");
        assertThat(draft.path("before").path("chinese").asString()).contains("2024年");
        assertThat(items(draft.path("changes")))
                .anyMatch(change ->
                        change.path("words").path("chinese").asString().contains("成员不少于25"));
    }

    @Test
    void theTextOfAWordFileOfAPageAndOfAnOldEncodingIsRead() throws IOException {
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        try (XWPFDocument document = new XWPFDocument()) {
            document.createParagraph().createRun().setText("每个学会限报2项");
            document.createTable(1, 2).getRow(0).getCell(1).setText("资助额度");
            document.write(word);
        }
        assertThat(text("call.docx", word.toByteArray(), 200).path("text").asString())
                .contains("每个学会限报2项", "\t资助额度");
        byte[] page = "<html><meta charset=utf-8><p>限报2项</p><table><tr><td>类别<td>名额</table>"
                .getBytes(Charset.forName("GB18030"));
        assertThat(text("call.html", page, 200).path("text").asString()).contains("限报2项", "类别｜名额");
        assertThat(text("call.txt", "限报2项".getBytes(Charset.forName("GB18030")), 200)
                        .path("text")
                        .asString())
                .isEqualTo("限报2项");
    }

    @Test
    void filesThatCannotBeReadAreRefusedWithTheWayOut() {
        byte[] noise = "no such thing".getBytes(StandardCharsets.UTF_8);
        for (String name : List.of("call.docx", "call.pdf", "call.doc")) {
            JsonNode problem = text(name, noise, 422);
            assertThat(problem.path("violations").get(0).path("message").asString())
                    .as(name)
                    .contains("请");
        }
        assertThat(text("call.txt", " ".getBytes(StandardCharsets.UTF_8), 422)
                        .path("violations")
                        .get(0)
                        .path("code")
                        .asString())
                .isEqualTo("NO_TEXT");
        assertThat(draft(" ", 400).path("violations").get(0).path("field").asString())
                .isEqualTo("text");
    }
}
