package org.jiebang.api.review;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.jiebang.api.TestSessions;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Reviewers of the pool with accounts of their own, and what they do with their sheets. */
public final class Panel {
    private final Platform platform;
    private final People people;
    private final DatabaseClient database;
    private final List<Member> members = new ArrayList<>();

    /** A reviewer: account, and the expert for whom it stands. */
    public record Member(String account, String expert, String name, String employer, WebTestClient web) {}

    public Panel(Platform platform, People people, DatabaseClient database) {
        this.platform = platform;
        this.people = people;
        this.database = database;
    }

    private void run(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }

    /** New accounts, engaged as experts of different units; whoever reviewed before is not free any more. */
    public Panel engage(int count, int most) {
        run("UPDATE reviewer SET most = 0");
        List<String> experts = platform.strings("""
                SELECT DISTINCT ON (payload ->> 'employer') id || '|' || (payload ->> 'name') || '|' || (payload ->> 'employer')
                FROM library_record WHERE library = 'experts' AND publication = 'PUBLISHED' AND sample
                  AND payload ->> 'employer' <> '' AND NOT EXISTS (SELECT 1 FROM reviewer WHERE record_id = library_record.id)
                ORDER BY payload ->> 'employer', id LIMIT %d
                """.formatted(count));
        for (String expert : experts) {
            String[] parts = expert.split("\\|");
            members.add(member(parts[0], parts[1], parts[2], most));
        }
        return this;
    }

    /** Makes the unit of a member the applicant; a unit that another test named so is called otherwise from now on. */
    void applies(Member member, String application) {
        run("UPDATE organisation SET name = name || ' ' || id WHERE name = '" + member.employer() + "'");
        run("UPDATE organisation SET name = '" + member.employer()
                + "' WHERE id = (SELECT organisation_id FROM application WHERE id = '" + application + "')");
    }

    private Member member(String expert, String name, String employer, int most) {
        String secret = "reviewer-" + UUID.randomUUID();
        String account = platform.strings("""
                WITH person AS (
                    INSERT INTO account (username, display_name) VALUES ('%1$s', '示例评审专家') RETURNING id),
                membership AS (
                    INSERT INTO membership (account_id, organisation_id, role)
                    SELECT person.id, membership.organisation_id, 'REVIEWER' FROM person, membership
                    JOIN account ON account.id = membership.account_id AND account.username = 'reviewer' LIMIT 1
                    RETURNING id, account_id)
                INSERT INTO session (secret_hash, account_id, membership_id)
                SELECT sha256(convert_to('%1$s', 'UTF8')), account_id, id FROM membership RETURNING account_id::text
                """.formatted(secret)).getFirst();
        people.local("staff")
                .put()
                .uri("/api/reviewers/{account}", account)
                .bodyValue(Map.of("expertId", expert, "most", most, "version", 0))
                .exchange()
                .expectStatus()
                .isNoContent();
        WebTestClient web = people.visitor()
                .mutate()
                .defaultHeader(HttpHeaders.COOKIE, People.COOKIE + "=" + secret)
                .defaultHeader(TestSessions.AS, "")
                .build();
        return new Member(account, expert, name, employer, web);
    }

    public List<Member> members() {
        return List.copyOf(members);
    }

    /** Whose sheet it is. */
    public Member of(String sheet) {
        String account = platform.strings("SELECT account_id::text FROM review_sheet WHERE id = '" + sheet + "'")
                .getFirst();
        return members.stream()
                .filter(member -> member.account().equals(account))
                .findFirst()
                .orElseThrow();
    }

    public JsonNode read(String sheet) {
        return platform.answer(of(sheet).web().get().uri("/api/review-sheets/{id}", sheet), 200);
    }

    public WebTestClient.RequestHeadersSpec<?> saving(String sheet, String criterion, Object points, long version) {
        Map<String, Object> body = new HashMap<>();
        body.put("criterion", criterion);
        body.put("version", version);
        body.put("words", criterion.isEmpty() ? "总体可行。" : "");
        if (!criterion.isEmpty()) {
            body.put("points", points);
        }
        return of(sheet)
                .web()
                .put()
                .uri("/api/review-sheets/{id}/scores", sheet)
                .bodyValue(body);
    }

    public WebTestClient.RequestHeadersSpec<?> step(String sheet, String event, long version, String reason) {
        return People.post(
                of(sheet).web(),
                "/api/review-sheets/" + sheet + "/steps",
                Map.of("event", event, "version", version, "reason", reason));
    }

    /** Gives every criterion the same share of its points, writes an opinion and hands in. */
    public JsonNode score(String sheet, String points) {
        for (JsonNode score : read(sheet).path("scores")) {
            if (score.path("points").isNull()) {
                platform.answer(
                        saving(
                                sheet,
                                score.path("id").asString(),
                                new BigDecimal(points),
                                score.path("version").asLong()),
                        200);
            }
        }
        platform.answer(
                saving(
                        sheet,
                        "",
                        null,
                        read(sheet).path("opinion").path("version").asLong()),
                200);
        return platform.answer(
                step(sheet, "HAND_IN", read(sheet).path("version").asLong(), ""), 200);
    }

    /** An application on the desk of staff. */
    public JsonNode onDesk(String review, String application) {
        return StreamSupport.stream(
                        platform.answer(people.local("staff").get().uri("/api/reviews/{id}", review), 200)
                                .path("applications")
                                .spliterator(),
                        false)
                .filter(one -> one.path("id").asString().equals(application))
                .findFirst()
                .orElseThrow();
    }

    /** Ids of sheets of an application that wait for their reviewers. */
    public List<String> asked(String review, String application) {
        return StreamSupport.stream(onDesk(review, application).path("sheets").spliterator(), false)
                .filter(sheet -> sheet.path("state").asString().equals("ASKED"))
                .map(sheet -> sheet.path("id").asString())
                .toList();
    }

    public WebTestClient.RequestHeadersSpec<?> step(String review, String event, Map<String, ?> brings) {
        Map<String, Object> body = new HashMap<>(brings);
        body.put("event", event);
        body.put(
                "version",
                platform.answer(people.local("staff").get().uri("/api/reviews/{id}", review), 200)
                        .path("version")
                        .asLong());
        return People.post(people.local("staff"), "/api/reviews/" + review + "/steps", body);
    }

    /** Plans a review of the category of 2024 that tests apply in. */
    public WebTestClient.RequestHeadersSpec<?> planning(String category, int reviewers, int places) {
        return People.post(
                people.local("staff"),
                "/api/reviews",
                Map.of(
                        "programme",
                        "kechuang-jiangsu-2024",
                        "category",
                        category,
                        "stage",
                        "APPROVAL",
                        "reviewers",
                        reviewers,
                        "tolerance",
                        15,
                        "extra",
                        true,
                        "passMark",
                        60,
                        "places",
                        places,
                        "due",
                        Reviews.today().plusDays(10).toString()));
    }
}
