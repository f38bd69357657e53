package org.jiebang.api.application;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.api.access.Role;
import org.jiebang.application.ApplicationEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What people do with one application, by the documented accounts. */
public final class Case {
    public static final String JIANGSU = "kechuang-jiangsu-2024";

    private final Platform platform;
    private final People people;
    private final WebTestClient unit;
    private String id = "";

    /** Of a society of its own, for what a unit has filed counts in the rules. */
    public Case(Platform platform, People people) {
        this(
                platform,
                people,
                people.member(
                                people.organisation(OrganisationKind.SOCIETY, Platform.unique("申报示例学会"), "320000")
                                        .path("id")
                                        .asString(),
                                Role.SOCIETY)
                        .web());
    }

    private Case(Platform platform, People people, WebTestClient unit) {
        this.platform = platform;
        this.people = people;
        this.unit = unit;
    }

    /** Another application of the same unit. */
    public Case another() {
        return new Case(platform, people, unit);
    }

    public WebTestClient unit() {
        return unit;
    }

    private WebTestClient web(String who) {
        return who.equals("unit") ? unit : people.local(who);
    }

    public String id() {
        return id;
    }

    public Case begin(Map<String, ?> wanted) {
        id = platform.answer(People.post(unit, "/api/applications", wanted), 201)
                .path("id")
                .asString();
        return this;
    }

    /** A service tour of 2024 with all that its rules ask. */
    public Case filled() {
        begin(Map.of("programme", JIANGSU, "category", "P24-B3", "title", Platform.unique("示例服务团")));
        write("申报单位类型", "省级学会");
        write("申请金额", "8");
        write("指标：深入市县数", "6");
        write("指标：进园区和企业数", "35");
        for (String rule : List.of("P24-B3-leader", "P24-B3-plan", "R-34")) {
            write("确认：" + rule, "是");
        }
        write("名册", roster());
        return this;
    }

    private static List<Map<String, String>> roster() {
        return java.util.stream.IntStream.range(0, 8)
                .mapToObj(number -> Map.of("姓名", "示例成员" + number, "工作单位", "示例大学", "角色", "团员"))
                .toList();
    }

    public JsonNode read(String who) {
        return platform.answer(web(who).get().uri("/api/applications/{id}", id), 200);
    }

    public String state() {
        return read("staff").path("state").asString();
    }

    public long version() {
        return read("staff").path("version").asLong();
    }

    JsonNode value(String field) {
        return StreamSupport.stream(read("staff").path("values").spliterator(), false)
                .filter(value -> value.path("field").asString().equals(field))
                .findFirst()
                .orElseThrow();
    }

    long fieldVersion(String field) {
        return StreamSupport.stream(read("staff").path("values").spliterator(), false)
                .filter(value -> value.path("field").asString().equals(field))
                .mapToLong(value -> value.path("version").asLong())
                .findFirst()
                .orElse(0);
    }

    public void write(String field, Object value) {
        JsonNode saved = platform.answer(writing(unit, field, value, fieldVersion(field)), 200);
        org.assertj.core.api.Assertions.assertThat(saved.path("saved").asBoolean())
                .isTrue();
    }

    WebTestClient.RequestHeadersSpec<?> writing(WebTestClient web, String field, Object value, long version) {
        return web.put()
                .uri("/api/applications/{id}/fields", id)
                .bodyValue(Map.of("field", field, "value", value, "version", version));
    }

    WebTestClient.RequestHeadersSpec<?> step(WebTestClient web, String event, long version, Map<String, ?> brings) {
        Map<String, Object> body = new HashMap<>(brings);
        body.put("event", event);
        body.put("version", version);
        return People.post(web, "/api/applications/" + id + "/steps", body);
    }

    /** By who may: the unit or staff. */
    public JsonNode step(String event, Map<String, ?> brings) {
        String who = ApplicationRights.action(ApplicationEvent.valueOf(event))
                        == org.jiebang.api.access.Action.APPLICATION_WRITE
                ? "unit"
                : "staff";
        return platform.answer(step(web(who), event, version(), brings), 200);
    }

    public JsonNode refused(String who, String event, Map<String, ?> brings, int status, String code) {
        return platform.refusal(step(web(who), event, version(), brings), status, code);
    }

    public static Map<String, Object> because(String reason) {
        return Map.of("reason", reason);
    }

    public Map<String, Object> extended() {
        return Map.of(
                "reason",
                "汛期停工，申报单位来函说明。",
                "due",
                Applications.today().plusDays(20).toString(),
                "evidence",
                List.of(attached()));
    }

    /** A file that proves what a step says. */
    public Map<String, Object> file() {
        return Map.of("evidence", List.of(attached()));
    }

    private String attached() {
        return platform.answer(
                        Platform.attaching(people.local("staff"), "application", id, "证明.pdf", Platform.pdf("示例证明")),
                        201)
                .path("id")
                .asString();
    }

    public static Map<String, Object> paper(String dispatched, String received) {
        return Map.of("paper", Map.of("dispatched", dispatched, "received", received));
    }

    /** From draft to the review. */
    public Case inReview() {
        step("EXTEND", extended());
        step("SUBMIT", Map.of());
        step("RECEIVE_PAPER", paper("2024-04-03T18:00:00+08:00", "2024-04-05T09:00:00+08:00"));
        step("PASS", Map.of());
        return this;
    }

    public Case published(LocalDate until) {
        Map<String, Object> proposal = new HashMap<>(because("评审 86 分，拟立项。"));
        proposal.put("grant", 8);
        step("PROPOSE", proposal);
        step("PUBLISH", Map.of("publishedUntil", until.toString()));
        return this;
    }

    List<String> possible(String who) {
        return read(who).path("steps").findValuesAsString("event").stream().toList();
    }

    public static List<String> codes(JsonNode refusal) {
        return refusal.path("violations").findValuesAsString("code").stream().toList();
    }
}
