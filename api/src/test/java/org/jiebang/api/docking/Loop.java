package org.jiebang.api.docking;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What people of the roles do on the way of one problem, by the documented accounts. */
public final class Loop {
    private final Platform platform;
    private final People people;
    private String problem = "";

    public Loop(Platform platform, People people) {
        this.platform = platform;
        this.people = people;
    }

    public String problem() {
        return problem;
    }

    public static Map<String, String> completeCells(String title) {
        Map<String, String> cells = new HashMap<>();
        cells.put("难题问题名称", title);
        cells.put("所属分类", "培育壮大新兴产业");
        cells.put("产业领域", "新材料");
        cells.put("产生背景", "高温烧结时坩埚开裂，批次报废率高。");
        cells.put("目前进展", "试过三种配方，寿命不足五十炉。");
        cells.put("关键难点和挑战", "热膨胀系数匹配与晶界相控制。");
        cells.put("拟开展合作方式", "联合攻关");
        cells.put("预期效益", "寿命提高到两百炉，年节约三百万元。");
        cells.put("预计总投入（万元）", "260");
        cells.put("问题解决期限", "2027-06");
        cells.put("所在地区", "苏州市张家港市");
        return cells;
    }

    public Loop draft(Map<String, String> cells) {
        problem = platform.answer(People.post(people.local("enterprise"), "/api/problems", Map.of("cells", cells)), 201)
                .path("id")
                .asString();
        return this;
    }

    public JsonNode progress(String reader) {
        return platform.answer(people.local(reader).get().uri("/api/problems/{id}/progress", problem), 200);
    }

    public String state() {
        return progress("staff").path("state").asString();
    }

    long version() {
        return progress("staff").path("version").asLong();
    }

    WebTestClient.RequestHeadersSpec<?> request(WebTestClient web, String event, Map<String, ?> brings) {
        return request(web, event, version(), brings);
    }

    WebTestClient.RequestHeadersSpec<?> request(WebTestClient web, String event, long version, Map<String, ?> brings) {
        Map<String, Object> body = new HashMap<>(brings);
        body.put("event", event);
        body.put("version", version);
        return People.post(web, "/api/problems/" + problem + "/progress", body);
    }

    public JsonNode step(String who, String event, Map<String, ?> brings) {
        return platform.answer(request(people.local(who), event, brings), 200);
    }

    public JsonNode step(WebTestClient who, String event, Map<String, ?> brings) {
        return platform.answer(request(who, event, brings), 200);
    }

    /** Refused with a status and a code. */
    public JsonNode refused(String who, String event, Map<String, ?> brings, int status, String code) {
        return platform.refusal(request(people.local(who), event, brings), status, code);
    }

    public static Map<String, String> because(String reason) {
        return Map.of("reason", reason);
    }

    public static Map<String, Object> assessed() {
        return Map.of(
                "assessment",
                Map.of(
                        "importance", 5,
                        "urgency", 4,
                        "authenticity", 5,
                        "maturity", 3,
                        "verdict", "价值高、紧迫性强、可推动解决"));
    }

    public static Map<String, Object> call(String mode, LocalDate until) {
        return Map.of("mode", mode, "claimUntil", until.toString());
    }

    /** From draft to the open call. */
    Loop posted(String title) {
        draft(completeCells(title));
        step("enterprise", "SUBMIT", Map.of());
        step("staff", "ACCEPT", Map.of());
        step("county", "RECOMMEND", because("本县重点企业，建议上报。"));
        step("staff", "ASSESS", assessed());
        step("staff", "POST", call("OPEN", ProblemProgress.today().plusDays(30)));
        return this;
    }

    /** A submitted claim of whoever acts in the browser. */
    public JsonNode claim(WebTestClient web) {
        JsonNode begun = platform.answer(web.post().uri("/api/problems/{id}/claims", problem), 200);
        String id = begun.path("id").asString();
        JsonNode written = platform.answer(
                web.put()
                        .uri("/api/claims/{id}", id)
                        .bodyValue(Map.of(
                                "approach",
                                "以梯度复相陶瓷替代单相氧化铝，控制晶界玻璃相。",
                                "foundation",
                                "完成过同类项目三项，有烧结中试线。",
                                "schedule",
                                "三个月配方，六个月中试，三个月验证。",
                                "price",
                                120,
                                "months",
                                12,
                                "version",
                                begun.path("version").asLong())),
                200);
        return claimStep(web, written, "SUBMIT");
    }

    JsonNode claimStep(WebTestClient web, JsonNode claim, String event) {
        return platform.answer(
                People.post(
                        web,
                        "/api/claims/" + claim.path("id").asString() + "/steps",
                        Map.of("event", event, "version", claim.path("version").asLong())),
                200);
    }

    public Loop docking(JsonNode claim) {
        step("enterprise", "SELECT", Map.of("claimIds", List.of(claim.path("id").asString())));
        return this;
    }

    public static Map<String, Object> agreement() {
        return Map.of(
                "agreement",
                Map.of(
                        "kind",
                        "DEVELOPMENT",
                        "amount",
                        120,
                        "signedOn",
                        ProblemProgress.today().toString()));
    }

    public static Map<String, Object> solution() {
        return Map.of("solution", Map.of("summary", "梯度复相陶瓷坩埚，中试三批合格。", "reached", "寿命 210 炉"));
    }

    public static Map<String, Object> satisfied(int grade) {
        return Map.of("satisfaction", Map.of("grade", grade, "words", "达到约定指标，响应及时。"));
    }
}
