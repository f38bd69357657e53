package org.jiebang.api.docking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiebang.api.MailServer.heading;
import static org.jiebang.api.MailServer.mailsFor;
import static org.jiebang.api.MailServer.text;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jiebang.api.MailServer;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.access.Role;
import org.jiebang.api.notify.Notices;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;

/** What steps tell people: on the page, by a mail server and by a webhook that are really there. */
@PlatformTest
class StepNoticesIT {
    private final Platform platform;
    private final People people;
    private final Notices notices;

    StepNoticesIT(Platform platform, People people, Notices notices) {
        this.platform = platform;
        this.people = people;
        this.notices = notices;
    }

    /** As the loop does now and then. */
    private void remind() {
        assertThat(notices.remind(ProblemProgress.today()).blockOptional()).isPresent();
    }

    /** A new colleague of a documented account. */
    private People.Person colleague(String username, Role role) {
        String organisation = platform.answer(people.local(username).get().uri("/api/session"), 200)
                .path("acting")
                .path("organisationId")
                .asString();
        return people.member(organisation, role);
    }

    private static String address() {
        return "u" + UUID.randomUUID().toString().substring(0, 12) + "@firm.example.org";
    }

    /** Chooses mails to a new address and confirms it by the link that comes. */
    private String confirmed(WebTestClient web, String frequency) {
        String address = address();
        JsonNode setting = platform.answer(
                web.put()
                        .uri("/api/notice-settings/mail")
                        .bodyValue(Map.of("frequency", frequency, "address", address)),
                200);
        assertThat(setting.path("confirmed").asBoolean()).isFalse();
        MimeMessage mail = MailServer.await(address, 1).getFirst();
        String token = after(text(mail), MailServer.PAGE + "/mail/confirm?token=");
        people.visitor()
                .post()
                .uri("/api/mail-confirmations/{token}", token)
                .exchange()
                .expectStatus()
                .isNoContent();
        platform.refusal(people.visitor().post().uri("/api/mail-confirmations/{token}", token), 404, "NOT_FOUND");
        assertThat(platform.answer(web.get().uri("/api/notice-settings"), 200)
                        .path("confirmed")
                        .asBoolean())
                .isTrue();
        return address;
    }

    private static String after(String text, String start) {
        int at = text.indexOf(start);
        assertThat(at).as(text).isNotNegative();
        return text.substring(at + start.length()).split("\\s", 2)[0];
    }

    private List<JsonNode> notices(WebTestClient web, String problem) {
        return StreamSupport.stream(
                        platform.answer(web.get().uri("/api/notices?size=100"), 200)
                                .path("notices")
                                .spliterator(),
                        false)
                .filter(notice -> notice.path("link").asString().contains(problem))
                .toList();
    }

    private List<String> tasks(WebTestClient web, String problem) {
        List<String> tasks = new ArrayList<>();
        platform.answer(web.get().uri("/api/tasks"), 200).forEach(task -> {
            if (task.path("problemId").asString().equals(problem)) {
                tasks.add(task.path("task").asString());
            }
        });
        return tasks;
    }

    @Test
    void aQuestionBackIsATaskANoticeAndOneMailAndEndsWithTheAnswer() throws MessagingException {
        People.Person person = colleague("enterprise", Role.ENTERPRISE);
        WebTestClient web = person.web();
        String address = confirmed(web, "IMMEDIATE");
        Loop loop = new Loop(platform, people);
        String title = Platform.unique("坩埚寿命");
        loop.draft(Loop.completeCells(title));
        loop.step("enterprise", "SUBMIT", Map.of());
        assertThat(tasks(people.local("staff"), loop.problem())).containsExactly("TRIAGE");
        assertThat(tasks(web, loop.problem())).isEmpty();
        loop.step("staff", "ASK", Loop.because("请补充批次数据。"));

        assertThat(tasks(web, loop.problem())).containsExactly("ANSWER");
        assertThat(tasks(people.local("staff"), loop.problem())).isEmpty();
        List<JsonNode> told = notices(web, loop.problem());
        assertThat(told).hasSize(1);
        // The draft is not public, and its proposer reads its title all the same.
        assertThat(told.getFirst().path("sentence").asString()).isEqualTo("待办：补充难题并重新提交——" + title);
        MimeMessage mail = MailServer.await(address, 2).get(1);
        assertThat(mail.getSubject()).isEqualTo("待办：补充难题并重新提交——" + title);
        assertThat(text(mail)).contains(MailServer.PAGE + "/problems/" + loop.problem());
        assertThat(heading(mail, "Message-ID"))
                .isEqualTo("<" + told.getFirst().path("id").asString() + "@jiebang>");
        assertThat(heading(mail, "List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");

        loop.step("enterprise", "SUBMIT", Map.of());
        assertThat(tasks(web, loop.problem())).isEmpty();

        // As a mailbox follows the stop link by itself: a form, from no page and by nobody who is signed in.
        String stop =
                heading(mail, "List-Unsubscribe").replaceAll("[<>\\s]", "").replace(MailServer.PAGE, "");
        people.visitor()
                .post()
                .uri(stop)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .bodyValue("List-Unsubscribe=One-Click")
                .exchange()
                .expectStatus()
                .isNoContent();
        loop.step("staff", "ASK", Loop.because("还缺一项。"));
        assertThat(notices(web, loop.problem())).hasSize(2);
        assertThat(platform.rows("SELECT count(*) FROM notice_delivery JOIN notice ON notice.id = notice_id"
                        + " WHERE record_id = '" + loop.problem()
                        + "' AND delivered_at IS NULL AND notice.account_id = '"
                        + person.accountId() + "'"))
                .isZero();
        assertThat(mailsFor(address)).hasSize(2);
    }

    @Test
    void aForgedStopLinkStopsNobody() {
        String account = UUID.randomUUID().toString();
        platform.refusal(people.visitor().post().uri("/api/mail-stops/{token}", account + ".00ff"), 404, "NOT_FOUND");
        platform.refusal(people.visitor().post().uri("/api/mail-stops/{token}", "none"), 404, "NOT_FOUND");
    }

    @Test
    void aDigestIsOneMailOfAllThatHasCome() throws MessagingException {
        People.Person person = colleague("enterprise", Role.ENTERPRISE);
        WebTestClient web = person.web();
        String address = confirmed(web, "WEEKLY");
        Loop loop = new Loop(platform, people).draft(Loop.completeCells(Platform.unique("周报")));
        loop.step("enterprise", "SUBMIT", Map.of());
        loop.step("staff", "ASK", Loop.because("请补充。"));
        loop.step("enterprise", "SUBMIT", Map.of());
        loop.step("staff", "REJECT", Loop.because("不属于征集范围。"));
        String mine =
                "channel = 'MAIL' AND notice_id IN (SELECT id FROM notice WHERE record_id = '%s' AND account_id = '%s')"
                        .formatted(loop.problem(), person.accountId());
        assertThat(platform.strings("SELECT DISTINCT to_char(not_before AT TIME ZONE 'Asia/Shanghai', 'FMDy HH24:MI')"
                        + " FROM notice_delivery WHERE not_before > now() AND " + mine))
                .containsExactly("Mon 08:00");
        assertThat(mailsFor(address)).hasSize(1);

        platform.strings("UPDATE notice_delivery SET not_before = now() WHERE " + mine + " RETURNING notice_id");
        MimeMessage digest = MailServer.await(address, 2).get(1);
        assertThat(digest.getSubject()).isEqualTo("揭榜：2 条通知 2 notices");
        assertThat(text(digest)).contains("待办：补充难题并重新提交", "难题未通过");
        assertThat(mailsFor(address)).hasSize(2);
    }

    @Test
    void aWebhookIsCalledUntilItAnswersUnderOneIdAndSigned() {
        WebTestClient web = colleague("enterprise", Role.ENTERPRISE).web();
        List<Map.Entry<Map<String, String>, String>> calls = new CopyOnWriteArrayList<>();
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> request.receive()
                        .aggregate()
                        .asString(StandardCharsets.UTF_8)
                        .flatMap(body -> {
                            calls.add(Map.entry(
                                    Map.of(
                                            "delivery", request.requestHeaders().get("Jiebang-Delivery"),
                                            "timestamp",
                                                    request.requestHeaders().get("Jiebang-Timestamp"),
                                            "signature",
                                                    request.requestHeaders().get("Jiebang-Signature")),
                                    body));
                            return response.status(calls.size() == 1 ? 500 : 204)
                                    .send();
                        }))
                .bindNow();
        try {
            String secret = platform.answer(
                            web.put()
                                    .uri("/api/notice-settings/webhook")
                                    .bodyValue(Map.of("url", "http://127.0.0.1:" + server.port() + "/hook")),
                            200)
                    .path("secret")
                    .asString();
            Loop loop = new Loop(platform, people).draft(Loop.completeCells(Platform.unique("回调")));
            loop.step("enterprise", "SUBMIT", Map.of());
            loop.step("staff", "REJECT", Loop.because("不属于征集范围。"));
            String id = notices(web, loop.problem()).getFirst().path("id").asString();
            Platform.soon()
                    .until(() -> platform.rows("SELECT count(*) FROM notice_delivery WHERE attempts = 1"
                                    + " AND error = 'status 500' AND channel = 'WEBHOOK' AND notice_id = '" + id + "'")
                            == 1);
            assertThat(calls).hasSize(1);
            platform.strings(
                    "UPDATE notice_delivery SET not_before = now() WHERE notice_id = '" + id + "' RETURNING 1");
            Platform.soon()
                    .until(() -> platform.rows("SELECT count(*) FROM notice_delivery WHERE delivered_at IS NOT NULL"
                                    + " AND channel = 'WEBHOOK' AND notice_id = '" + id + "'")
                            == 1);
            assertThat(calls).hasSize(2);
            for (Map.Entry<Map<String, String>, String> call : calls) {
                assertThat(call.getKey()).containsEntry("delivery", id);
                assertThat(call.getValue()).contains("\"sentence\":\"难题未通过");
                assertThat(call.getKey().get("signature"))
                        .isEqualTo(hmac(secret, call.getKey().get("timestamp") + "." + call.getValue()));
            }
        } finally {
            server.disposeNow();
            web.delete()
                    .uri("/api/notice-settings/webhook")
                    .exchange()
                    .expectStatus()
                    .isNoContent();
        }
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whoWaitsTooLongIsRemindedOnceAndWhoeverDraftsHearsThatTheCallEnds() {
        People.Person drafter = colleague("society", Role.SOCIETY);
        Loop loop = new Loop(platform, people).posted(Platform.unique("催办"));
        platform.answer(drafter.web().post().uri("/api/problems/{id}/claims", loop.problem()), 200);
        platform.strings(
                "UPDATE problem_progress SET claim_until = (now() AT TIME ZONE 'Asia/Shanghai')::date + 2 WHERE record_id = '"
                        + loop.problem() + "' RETURNING 1");
        Loop late = new Loop(platform, people).draft(Loop.completeCells(Platform.unique("超期")));
        late.step("enterprise", "SUBMIT", Map.of());
        platform.strings("UPDATE problem_progress SET since = now() - interval '4 days' WHERE record_id = '"
                + late.problem() + "' RETURNING 1");

        remind();
        remind();

        assertThat(sentences(drafter.web(), loop.problem())).anyMatch(one -> one.startsWith("三天内截止揭榜："));
        assertThat(sentences(people.local("staff"), late.problem()))
                .filteredOn(one -> one.startsWith("还在等您：审核难题"))
                .hasSize(1);
    }

    private List<String> sentences(WebTestClient web, String problem) {
        return notices(web, problem).stream()
                .map(notice -> notice.path("sentence").asString())
                .toList();
    }

    @Test
    void whoWasNotSelectedAndWhoWasHearOfIt() {
        Loop loop = new Loop(platform, people).posted(Platform.unique("选定"));
        JsonNode chosen = loop.claim(people.local("society"));
        loop.claim(people.local("expert"));
        assertThat(tasks(people.local("enterprise"), loop.problem())).containsExactly("SELECT");
        assertThat(sentences(people.local("enterprise"), loop.problem()))
                .filteredOn(one -> one.startsWith("待办：比较揭榜方案并选定"))
                .hasSize(1);
        loop.docking(chosen);
        assertThat(sentences(people.local("expert"), loop.problem())).anyMatch(one -> one.startsWith("揭榜方案未选定："));
        assertThat(sentences(people.local("society"), loop.problem())).anyMatch(one -> one.startsWith("待办：对接并登记协议"));
        assertThat(tasks(people.local("society"), loop.problem())).containsExactly("AGREE");
        assertThat(tasks(people.local("expert"), loop.problem())).isEmpty();
    }
}
