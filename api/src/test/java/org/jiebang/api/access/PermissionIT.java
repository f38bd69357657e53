package org.jiebang.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiebang.api.access.PermissionIT.Outcome.ALLOWED;
import static org.jiebang.api.access.PermissionIT.Outcome.HIDDEN;
import static org.jiebang.api.access.PermissionIT.Outcome.REFUSED;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.privacy.ContactFixture;
import org.jiebang.api.privacy.ContactStore;
import org.jiebang.api.privacy.FieldCipher;
import org.jiebang.catalog.Library;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every cell of the permission table, over HTTP: what it allows succeeds, what it denies does not, and another's object is not there. */
@PlatformTest
class PermissionIT {
    /** What a caller sees of an action. */
    enum Outcome {
        ALLOWED,
        /** 401 or 403: the action itself is not his. */
        REFUSED,
        /** 404, or the part of an answer is missing: as if it did not exist. */
        HIDDEN
    }

    private final Platform platform;
    private final ContactFixture contacts;
    private final PermissionTable table;
    private final Parties parties;
    private final JsonMapper json = JsonMapper.shared();

    PermissionIT(
            Platform platform,
            WebTestClient web,
            DatabaseClient database,
            RecordStore records,
            ContactStore contacts,
            FieldCipher cipher,
            PermissionTable table) {
        this.platform = platform;
        this.contacts = new ContactFixture(contacts, cipher, database);
        this.table = table;
        this.parties = new Parties(web, database, records);
    }

    @TestFactory
    Stream<DynamicTest> everyCell() {
        platform.awaitSamples();
        List<DynamicTest> tests = new ArrayList<>();
        for (Action action : Action.values()) {
            for (Role role : Role.values()) {
                Decision decision = table.decide(role, action);
                tests.add(DynamicTest.dynamicTest(
                        action.code() + " " + role + " " + decision.name().toLowerCase(Locale.ROOT),
                        () -> check(
                                action,
                                action == Action.PERSON_ERASE ? parties.another(role) : parties.of(role),
                                decision)));
            }
        }
        return tests.stream();
    }

    private void check(Action action, Parties.Party party, Decision decision) {
        Outcome near = attempt(action, party, true);
        // Whoever erased himself is gone.
        Outcome far = attempt(action, action == Action.PERSON_ERASE ? parties.another(party.role()) : party, false);
        switch (decision) {
            case ALLOW -> assertThat(List.of(near, far)).containsExactly(ALLOWED, ALLOWED);
            case OWN, REGION -> {
                assertThat(near).as("its own").isEqualTo(ALLOWED);
                // What is about the actor himself has no far object.
                assertThat(far).as("another's").isEqualTo(isAboutOneself(action) ? ALLOWED : HIDDEN);
            }
            case DENY -> {
                Outcome denied = showsPartly(action) ? HIDDEN : REFUSED;
                assertThat(List.of(near, far)).containsExactly(denied, denied);
            }
        }
    }

    private static boolean isAboutOneself(Action action) {
        return action == Action.TOKEN_MANAGE || action == Action.SUBSCRIPTION_MANAGE;
    }

    /** Actions that no handler is named after: they decide what an answer of another action holds. */
    private static boolean showsPartly(Action action) {
        return switch (action) {
            case PROBLEM_DRAFT_READ, RECORD_WITHDRAWN_READ, PROBLEM_CONFIDENTIAL_READ, CONTACT_READ -> true;
            default -> false;
        };
    }

    private Outcome attempt(Action action, Parties.Party party, boolean near) {
        return switch (action) {
            case SEARCH_READ -> get(party, "/api/search?size=1");
            case RECORD_READ -> get(party, "/api/experts/{id}", expert(party, near, Publication.PUBLISHED));
            case RECORD_WITHDRAWN_READ -> get(party, "/api/experts/{id}", expert(party, near, Publication.WITHDRAWN));
            case RECORD_EXPORT -> get(party, "/api/export-mappings");
            case EXPORT_MAPPING_WRITE ->
                send(
                        party,
                        HttpMethod.POST,
                        "/api/export-mappings",
                        Map.of(
                                "content",
                                "{\"name\": \"permission\", \"label\": \"示例\", \"library\": \"experts\", \"columns\":"
                                        + " [{\"target\": \"A\", \"constant\": \"1\"}]}"));
            case MATCH_READ ->
                get(
                        party,
                        "/api/problems/{id}/matches?target=experts&limit=1",
                        problem(party, near, Publication.PUBLISHED));
            case MATCH_JUDGE ->
                send(
                        party,
                        HttpMethod.PUT,
                        "/api/problems/{id}/matches/experts/{supply}/judgement",
                        Map.of("verdict", "ACCEPTED", "reason", "方向一致"),
                        problem(party, near, Publication.PUBLISHED),
                        expert(party, false, Publication.PUBLISHED));
            case EXCLUSION_READ ->
                get(party, "/api/experts/{id}/sanctions", expert(party, near, Publication.PUBLISHED));
            case SANCTION_WRITE ->
                send(
                        party,
                        HttpMethod.POST,
                        "/api/experts/{id}/sanctions",
                        Map.of(
                                "kind",
                                "DISQUALIFIED",
                                "from",
                                "2020-01-01",
                                "until",
                                "2020-12-31",
                                "reason",
                                "示例",
                                "source",
                                "示例通知"),
                        expert(party, near, Publication.PUBLISHED));
            case IDENTITY_DECIDE -> get(party, "/api/identities");
            case WORK_MANAGE -> get(party, "/api/work-uploads");
            case REMATCH_MANAGE -> get(party, "/api/admin/rematching");
            case SUBSCRIPTION_MANAGE -> get(party, "/api/notices");
            case TEAM_BUILD ->
                send(
                        party,
                        HttpMethod.POST,
                        "/api/teams/proposals",
                        Map.of(
                                "programme",
                                "kczg-service-team-2024",
                                "category",
                                "CT",
                                "problemIds",
                                List.of(problem(party, near, Publication.PUBLISHED)),
                                "constraints",
                                Map.of("timeLimitSeconds", 1)));
            case TEAM_WRITE -> get(party, "/api/team-drafts/{id}", teamDraft(party, near));
            case TEAM_PLACE ->
                send(
                        party,
                        HttpMethod.PUT,
                        "/api/team-places/{team}",
                        Map.of("programme", "enterprise-innovation-2020", "category", "S20-7", "version", 0),
                        platform.strings("""
                                        SELECT id::text FROM library_record WHERE library = 'teams' AND publication = 'PUBLISHED'
                                        AND NOT EXISTS (SELECT 1 FROM team_place WHERE team_id = id) LIMIT 1
                                        """).getFirst());
            case MODEL_MANAGE -> get(party, "/api/models");
            case SOURCE_MANAGE -> get(party, "/api/sources");
            case PROBLEM_DRAFT_READ -> get(party, "/api/problems/{id}", problem(party, near, Publication.DRAFT));
            case PROBLEM_WRITE ->
                send(
                        party,
                        HttpMethod.PUT,
                        "/api/problems/{id}",
                        Map.of("cells", Map.of("难题问题名称", "改" + UUID.randomUUID()), "version", 1),
                        problem(party, near, Publication.DRAFT));
            case PROBLEM_PROGRESS_READ -> desk(party, near);
            case PROBLEM_MANAGE ->
                step(party, problem(party, near, Publication.PUBLISHED), "TRIAGE", "ACCEPT", Map.of());
            case PROBLEM_RECOMMEND ->
                step(
                        party,
                        problem(party, near, Publication.PUBLISHED),
                        "RECOMMENDATION",
                        "RECOMMEND",
                        Map.of("reason", "建议上报"));
            case PROBLEM_ASSESS ->
                step(party, assessed(party, near), "ASSESSMENT", "DISMISS", Map.of("reason", "问题不够成熟"));
            case PROBLEM_DOCK -> step(party, docking(party, near), "DOCKING", "BREAK_OFF", Map.of("reason", "双方同意终止"));
            case PROBLEM_CONFIRM ->
                step(
                        party,
                        problem(party, near, Publication.PUBLISHED),
                        "DELIVERED",
                        "CONFIRM",
                        Map.of("satisfaction", Map.of("grade", 5, "words", "满意")));
            case CLAIM_WRITE ->
                send(
                        party,
                        HttpMethod.PUT,
                        "/api/claims/{id}",
                        Map.of("approach", "路线", "foundation", "", "schedule", "", "version", 1),
                        problemClaim(party, near, "DRAFT"));
            case CLAIM_READ -> get(party, "/api/claims/{id}", problemClaim(party, near, "SUBMITTED"));
            case APPLICATION_READ -> get(party, "/api/applications/{id}", application(party, near, "DRAFT"));
            case APPLICATION_WRITE ->
                send(
                        party,
                        HttpMethod.PUT,
                        "/api/applications/{id}/fields",
                        Map.of("field", "项目名称", "value", "示例项目", "version", 0),
                        application(party, near, "DRAFT"));
            case APPLICATION_MANAGE ->
                get(party, "/api/applications/{id}/objections", application(party, near, "PUBLISHED"));
            case APPLICATION_PAY -> pay(party, near);
            case OBJECTION_WRITE ->
                send(
                        party,
                        HttpMethod.POST,
                        "/api/publicity/{id}/objections",
                        Map.of("reason", "与已立项的项目重复"),
                        application(party, near, "PUBLISHED"));
            case REVIEW_READ -> get(party, "/api/reviews");
            case REVIEW_MANAGE ->
                send(party, HttpMethod.POST, "/api/reviews/{id}/assignment", Map.of(), review(party, near));
            case REVIEW_WRITE -> get(party, "/api/review-sheets/{id}", sheet(party, near));
            case EVIDENCE_READ ->
                get(party, "/api/evidence?kind=claim&subject={id}", problemClaim(party, near, "SUBMITTED"));
            case EVIDENCE_WRITE -> attach(party, near);
            case PROBLEM_CONFIDENTIAL_READ -> confidential(party, near);
            case INSIGHT_READ -> get(party, "/api/insight?region={region}", near ? nearest(party) : Parties.FAR);
            case CONTACT_READ ->
                field(party, "contact", "/api/experts/{id}", expert(party, near, Publication.PUBLISHED));
            case CONTACT_REVEAL ->
                send(
                        party,
                        HttpMethod.POST,
                        "/api/experts/{id}/contact/reveal",
                        Map.of("reason", "联系对接会"),
                        expert(party, near, Publication.PUBLISHED));
            case CONSENT_WRITE ->
                send(
                        party,
                        HttpMethod.PUT,
                        "/api/experts/{id}/consent",
                        Map.of("given", true, "note", "书面"),
                        expert(party, near, Publication.PUBLISHED));
            case PERSON_EXPORT ->
                get(party, "/api/experts/{id}/personal-data", expert(party, near, Publication.PUBLISHED));
            case PERSON_ERASE ->
                send(
                        party,
                        HttpMethod.POST,
                        "/api/experts/{id}/erasure",
                        Map.of("reason", "本人要求删除"),
                        expert(party, near, Publication.PUBLISHED));
            case PROGRAMME_READ -> get(party, "/api/programmes");
            case PROGRAMME_WRITE -> get(party, "/api/programme-versions");
            case PROGRAMME_APPROVE ->
                send(party, HttpMethod.POST, "/api/programmes/{id}/withdrawal", Map.of("version", 1), programme());
            case IMPORT_RUN -> get(party, "/api/imports");
            case IMPORT_TEMPLATE -> get(party, "/api/imports/templates/experts.xlsx");
            case INDEX_MANAGE -> get(party, "/api/admin/indexes");
            case ORGANISATION_READ -> get(party, "/api/organisations/{id}", organisation(party, near));
            case ORGANISATION_CREATE -> organisationCreate(party, near);
            case ORGANISATION_MEMBER_MANAGE -> memberManage(party, near);
            case RECORD_CLAIM_CREATE -> claimCreate(party, near);
            case RECORD_CLAIM_READ -> claimRead(party, near);
            case RECORD_CLAIM_DECIDE ->
                send(
                        party,
                        HttpMethod.POST,
                        "/api/record-claims/{id}/decision",
                        Map.of("approve", false, "reason", "资料不符"),
                        claim(party, near));
            case ACCOUNT_MANAGE -> get(party, "/api/accounts");
            case TOKEN_MANAGE ->
                send(
                        party,
                        HttpMethod.POST,
                        "/api/tokens",
                        Map.of("name", "t" + near, "scopes", List.of("search.read"), "days", 1));
            case AUDIT_READ -> get(party, "/api/audit?size=1");
            case AUDIT_VERIFY -> send(party, HttpMethod.POST, "/api/audit/verification", Map.of());
            case PERMISSION_READ -> get(party, "/api/permissions");
        };
    }

    /** The place that a county association stands for, or a city association. */
    private static String nearest(Parties.Party party) {
        return party.role() == Role.CITY ? Parties.CITY : Parties.NEAR;
    }

    /** An expert: the party's own record and in its region, or neither. */
    private UUID expert(Parties.Party party, boolean near, Publication publication) {
        UUID id = parties.record(Library.EXPERTS, near ? Parties.NEAR : Parties.FAR, parties.farAway(), publication);
        contacts.put(id, "13812345678");
        if (near && party.role() != Role.ANONYMOUS) {
            parties.own(party.organisation(), id);
        }
        return id;
    }

    private UUID problem(Parties.Party party, boolean near, Publication publication) {
        UUID owner = near && party.role() != Role.ANONYMOUS ? party.organisation() : parties.farAway();
        return parties.record(Library.PROBLEMS, near ? Parties.NEAR : Parties.FAR, owner, publication);
    }

    /** An application of the party; where the region decides, of an organisation that sits there. */
    private UUID application(Parties.Party party, boolean near, String state) {
        UUID id = UUID.randomUUID();
        parties.run("""
                INSERT INTO application (id, programme, programme_version, year, category, organisation_id, title, state, granted)
                VALUES ('%s', 'kechuang-jiangsu-2024', 0, 2024, 'P24-B3', '%s', '示例项目', '%s', 8)
                """.formatted(
                        id, near && party.role() != Role.ANONYMOUS ? party.organisation() : parties.farAway(), state));
        return id;
    }

    /** What a party of the role proves: its problem, its claim or its application. */
    private Outcome attach(Parties.Party party, boolean near) {
        String kind = switch (party.role()) {
            case ENTERPRISE -> "problem";
            case SOCIETY, EXPERT -> "claim";
            default -> "application";
        };
        UUID subject = switch (kind) {
            case "problem" -> problem(party, near, Publication.DRAFT);
            case "claim" -> problemClaim(party, near, "DRAFT");
            default -> application(party, near, "DRAFT");
        };
        return outcome(Platform.attaching(party.web(), kind, subject, "证明.pdf", Platform.pdf("示例"))
                .exchange()
                .expectBody()
                .returnResult());
    }

    /** A payment that is due. */
    private Outcome pay(Parties.Party party, boolean near) {
        UUID id = application(party, near, "CONTRACTED");
        parties.run("UPDATE application SET passed = '{立项}', approved_in = 2024 WHERE id = '%s'".formatted(id));
        return send(party, HttpMethod.POST, "/api/applications/{id}/steps", Map.of("event", "PAY", "version", 0), id);
    }

    private UUID teamDraft(Parties.Party party, boolean near) {
        UUID id = UUID.randomUUID();
        UUID owner = near && party.role() != Role.ANONYMOUS ? party.organisation() : parties.farAway();
        parties.run("""
                INSERT INTO team_draft (id, organisation_id, content)
                VALUES ('%s', '%s', '{"name": "团", "programme": "kczg-service-team-2024", "category": "CT"}')
                """.formatted(id, owner));
        return id;
    }

    /** A step of a problem that stands in a state. */
    private Outcome step(Parties.Party party, UUID problem, String state, String event, Map<String, Object> brings) {
        progress(problem, state);
        Map<String, Object> body = new HashMap<>(brings);
        body.put("event", event);
        body.put("version", 7);
        return send(party, HttpMethod.POST, "/api/problems/{id}/progress", body, problem);
    }

    private void progress(UUID problem, String state) {
        parties.run("""
                INSERT INTO problem_progress (record_id, state, version) VALUES ('%s', '%s', 7)
                ON CONFLICT (record_id) DO UPDATE SET state = excluded.state, version = 7
                """.formatted(problem, state));
    }

    /** A problem that the party's organisation assesses, or another one does. */
    private UUID assessed(Parties.Party party, boolean near) {
        UUID id = problem(party, false, Publication.PUBLISHED);
        progress(id, "ASSESSMENT");
        parties.run("UPDATE problem_progress SET assessor_id = '%s' WHERE record_id = '%s'"
                .formatted(near && party.role() != Role.ANONYMOUS ? party.organisation() : parties.farAway(), id));
        return id;
    }

    /** A problem on which the party's claim is selected, or another one's. */
    private UUID docking(Parties.Party party, boolean near) {
        UUID id = problem(party, false, Publication.PUBLISHED);
        claim(id, near && party.role() != Role.ANONYMOUS ? party.organisation() : parties.farAway(), "SELECTED");
        return id;
    }

    private UUID claim(UUID problem, UUID organisation, String state) {
        UUID id = UUID.randomUUID();
        parties.run("INSERT INTO problem_claim (id, record_id, organisation_id, state) VALUES ('%s', '%s', '%s', '%s')"
                .formatted(id, problem, organisation, state));
        return id;
    }

    /** A claim of the party, or of another on another's problem; where the region decides, on a problem that lies there. */
    private UUID problemClaim(Parties.Party party, boolean near, String state) {
        boolean own = near && party.role() != Role.ANONYMOUS;
        return claim(
                problem(party, near, Publication.PUBLISHED), own ? party.organisation() : parties.farAway(), state);
    }

    /** A problem that waits: is it on the party's desk? */
    private Outcome desk(Parties.Party party, boolean near) {
        UUID id = party.role() == Role.COUNTY || party.role() == Role.CITY
                ? problem(party, near, Publication.PUBLISHED)
                : assessed(party, near);
        progress(id, "ASSESSMENT");
        parties.run("UPDATE problem_progress SET since = '2020-01-01' WHERE record_id = '%s'".formatted(id));
        EntityExchangeResult<byte[]> result =
                exchange(party, HttpMethod.GET, "/api/desk?state=ASSESSMENT&size=100", null);
        if (outcome(result) != ALLOWED) {
            return outcome(result);
        }
        return new String(result.getResponseBody(), java.nio.charset.StandardCharsets.UTF_8).contains(id.toString())
                ? ALLOWED
                : HIDDEN;
    }

    private UUID organisation(Parties.Party party, boolean near) {
        if (!near) {
            return parties.farAway();
        }
        return switch (party.role()) {
            case COUNTY, CITY, ANONYMOUS -> parties.organisation(OrganisationKind.ENTERPRISE, Parties.NEAR);
            default -> party.organisation();
        };
    }

    /** A draft of somebody else. */
    private String programme() {
        String id = "draft-" + UUID.randomUUID();
        parties.run(
                "INSERT INTO programme_version (programme, version, content, uploaded_by) VALUES ('%s', 1, '', '%s')"
                        .formatted(id, UUID.randomUUID()));
        return id;
    }

    private Outcome confidential(Parties.Party party, boolean near) {
        UUID id = problem(party, near, Publication.PUBLISHED);
        contacts.putConfidential(id, "保密");
        return field(party, "confidential", "/api/problems/{id}", id);
    }

    private Outcome organisationCreate(Parties.Party party, boolean near) {
        EntityExchangeResult<byte[]> result = exchange(
                party,
                HttpMethod.POST,
                "/api/organisations",
                Map.of(
                        "kind",
                        "ENTERPRISE",
                        "name",
                        "新机构" + UUID.randomUUID(),
                        "region",
                        near ? Parties.NEAR : Parties.FAR));
        // There is no object yet that could be hidden: a place outside the region is refused by name.
        return !near
                        && table.decide(party.role(), Action.ORGANISATION_CREATE) == Decision.REGION
                        && result.getStatus().value() == 403
                ? HIDDEN
                : outcome(result);
    }

    private Outcome memberManage(Parties.Party party, boolean near) {
        UUID id = organisation(party, near);
        String kind = platform.strings("SELECT kind FROM organisation WHERE id = '" + id + "'")
                .getFirst();
        // An invitation into the province itself is the administrator's alone; the others' is tried on an enterprise.
        UUID target = kind.equals("PROVINCE") ? parties.organisation(OrganisationKind.ENTERPRISE, Parties.NEAR) : id;
        String role = kind.equals("PROVINCE") ? "ENTERPRISE" : kind;
        return send(party, HttpMethod.POST, "/api/organisations/{id}/invitations", Map.of("role", role), target);
    }

    private Outcome claimCreate(Parties.Party party, boolean near) {
        UUID record = parties.record(Library.EXPERTS, Parties.NEAR, parties.farAway(), Publication.PUBLISHED);
        UUID organisation = near ? party.organisation() : parties.organisation(OrganisationKind.EXPERT, Parties.FAR);
        parties.run("UPDATE organisation SET record_id = NULL WHERE id = '" + organisation + "'");
        EntityExchangeResult<byte[]> result = exchange(
                party,
                HttpMethod.POST,
                "/api/organisations/{id}/record-claims",
                party.role() == Role.EXPERT ? Map.of("recordId", record) : Map.of("creditCode", "91320582MA1MTUWQ0J"),
                organisation);
        String code = result.getResponseBody() == null
                ? ""
                : json.readTree(result.getResponseBody()).path("code").asString("");
        // An enterprise's own claim gets as far as its credit code, for which there is no record.
        return near
                                && code.equals("NOT_FOUND")
                                && new String(result.getResponseBody(), java.nio.charset.StandardCharsets.UTF_8)
                                        .contains("资料库中没有")
                        || code.equals("BAD_REQUEST")
                ? ALLOWED
                : outcome(result);
    }

    /** A pending claim of the party's own organisation, in its region, or neither. */
    private UUID claim(Parties.Party party, boolean near) {
        UUID organisation = near && party.role() != Role.ANONYMOUS ? party.organisation() : parties.farAway();
        UUID record = parties.record(
                Library.EXPERTS, near ? Parties.NEAR : Parties.FAR, parties.farAway(), Publication.PUBLISHED);
        UUID id = UUID.randomUUID();
        parties.run("""
                INSERT INTO record_claim (id, organisation_id, record_id, created_by)
                SELECT '%s', '%s', '%s', id FROM account LIMIT 1
                """.formatted(id, organisation, record));
        return id;
    }

    private Outcome claimRead(Parties.Party party, boolean near) {
        UUID id = claim(party, near);
        EntityExchangeResult<byte[]> result = exchange(party, HttpMethod.GET, "/api/record-claims", null);
        if (outcome(result) != ALLOWED) {
            return outcome(result);
        }
        return new String(result.getResponseBody(), java.nio.charset.StandardCharsets.UTF_8).contains(id.toString())
                ? ALLOWED
                : HIDDEN;
    }

    private Outcome field(Parties.Party party, String field, String address, Object... variables) {
        EntityExchangeResult<byte[]> result = exchange(party, HttpMethod.GET, address, null, variables);
        assertThat(result.getStatus().value()).isEqualTo(200);
        JsonNode value = json.readTree(result.getResponseBody()).path(field);
        return value.isMissingNode() || value.isNull() ? HIDDEN : ALLOWED;
    }

    private Outcome get(Parties.Party party, String address, Object... variables) {
        return outcome(exchange(party, HttpMethod.GET, address, null, variables));
    }

    /** A review that is over. */
    private UUID review(Parties.Party party, boolean near) {
        UUID id = UUID.randomUUID();
        parties.run("""
                INSERT INTO review (id, programme, programme_version, category, stage, state, reviewers, tolerance, extra, pass_mark, due,
                    criteria) VALUES ('%1$s', 'kechuang-jiangsu-2024', 0, 'P24-B3', 'APPROVAL', 'CLOSED', 1, 15, false, 60,
                    current_date, '[{"id": "A", "chinese": "甲", "english": "A", "weight": 100, "most": 10}]')
                """.formatted(id));
        parties.run("INSERT INTO review_item (review_id, application_id, wanted) VALUES ('%s', '%s', 1)"
                .formatted(id, application(party, near, "REVIEW")));
        return id;
    }

    /** A sheet of the party's own, or of somebody else. */
    private UUID sheet(Parties.Party party, boolean near) {
        UUID id = UUID.randomUUID();
        parties.run("""
                INSERT INTO review_sheet (id, review_id, application_id, account_id, record_id, fit, due)
                SELECT '%1$s', review_id, application_id,
                       coalesce((SELECT account_id FROM membership WHERE organisation_id = '%3$s' AND %4$s LIMIT 1), gen_random_uuid()),
                       gen_random_uuid(), 0, current_date
                FROM review_item WHERE review_id = '%2$s'
                """.formatted(id, review(party, near), party.organisation(), near));
        return id;
    }

    private Outcome send(Parties.Party party, HttpMethod method, String address, Object body, Object... variables) {
        return outcome(exchange(party, method, address, body, variables));
    }

    private static EntityExchangeResult<byte[]> exchange(
            Parties.Party party, HttpMethod method, String address, Object body, Object... variables) {
        WebTestClient.RequestBodySpec request = party.web().method(method).uri(address, variables);
        return (body == null ? request : request.bodyValue(body))
                .exchange()
                .expectBody()
                .returnResult();
    }

    private static Outcome outcome(EntityExchangeResult<byte[]> result) {
        int status = result.getStatus().value();
        return switch (status) {
            case 401, 403 -> REFUSED;
            case 404 -> HIDDEN;
            default -> {
                assertThat(status).as(result::toString).isBetween(200, 299);
                yield ALLOWED;
            }
        };
    }
}
