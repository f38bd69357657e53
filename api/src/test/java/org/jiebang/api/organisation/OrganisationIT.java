package org.jiebang.api.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.api.access.Role;
import org.jiebang.catalog.CreditCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@PlatformTest
class OrganisationIT {
    /** 张家港市 is where the local county association is; 常熟市 lies beside it in the same city, 南京市 elsewhere. */
    private static final String CHANGSHU = "320581";

    private static final String COUNTY = "320582";
    private static final String NANJING = "320100";

    private final Platform platform;
    private final People people;
    private final DatabaseClient database;

    OrganisationIT(Platform platform, People people, DatabaseClient database) {
        this.platform = platform;
        this.people = people;
        this.database = database;
    }

    private JsonNode enterprise(String region) {
        return people.organisation(OrganisationKind.ENTERPRISE, Platform.unique("机构企业"), region);
    }

    private static WebTestClient.RequestHeadersSpec<?> creating(
            WebTestClient web, String kind, String name, String region, String creditCode) {
        Map<String, Object> body = new HashMap<>(Map.of("kind", kind, "name", name));
        if (!region.isEmpty()) {
            body.put("region", region);
        }
        if (!creditCode.isEmpty()) {
            body.put("creditCode", creditCode);
        }
        return People.post(web, "/api/organisations", body);
    }

    private List<String> visible(WebTestClient web, String part) {
        JsonNode found = platform.answer(web.get().uri("/api/organisations?q={part}", part), 200);
        return StreamSupport.stream(found.spliterator(), false)
                .map(one -> one.path("id").asString())
                .toList();
    }

    @Test
    void everybodySeesWhatThePermissionTableGives() {
        String mark = Platform.unique("可见");
        String near = people.organisation(OrganisationKind.ENTERPRISE, mark + "甲", COUNTY)
                .path("id")
                .asString();
        String city = people.organisation(OrganisationKind.ENTERPRISE, mark + "乙", CHANGSHU)
                .path("id")
                .asString();
        String far = people.organisation(OrganisationKind.ENTERPRISE, mark + "丙", NANJING)
                .path("id")
                .asString();
        People.Person member = people.member(far, Role.ENTERPRISE);

        assertThat(visible(people.local("staff"), mark)).containsExactlyInAnyOrder(near, city, far);
        assertThat(visible(people.local("auditor"), mark)).containsExactlyInAnyOrder(near, city, far);
        assertThat(visible(people.local("city"), mark)).containsExactlyInAnyOrder(near, city);
        assertThat(visible(people.local("county"), mark)).containsExactly(near);
        assertThat(visible(member.web(), "")).containsExactly(far);
        platform.refusal(people.visitor().get().uri("/api/organisations"), 401, "SIGN_IN_REQUIRED");
        platform.refusal(people.local("reviewer").get().uri("/api/organisations"), 403, "FORBIDDEN");
        platform.refusal(member.web().get().uri("/api/organisations/{id}", near), 404, "NOT_FOUND");
        platform.refusal(people.local("county").get().uri("/api/organisations/{id}", city), 404, "NOT_FOUND");
        platform.answer(people.local("city").get().uri("/api/organisations/{id}", city), 200);
    }

    @Test
    void findsByKind() {
        String mark = Platform.unique("分类");
        people.organisation(OrganisationKind.ENTERPRISE, mark, COUNTY);
        String society = people.organisation(OrganisationKind.SOCIETY, mark, COUNTY)
                .path("id")
                .asString();

        JsonNode found =
                platform.answer(people.local("staff").get().uri("/api/organisations?q={mark}&kind=SOCIETY", mark), 200);

        assertThat(found).hasSize(1);
        assertThat(found.path(0).path("id").asString()).isEqualTo(society);
        assertThat(found.path(0).path("kindLabel").asString()).isEqualTo("学会");
        platform.refusal(people.local("staff").get().uri("/api/organisations?kind=ROBOT"), 400, "BAD_REQUEST");
    }

    @ParameterizedTest
    @CsvSource({
        "county, ENTERPRISE, 320582, 200",
        "county, ENTERPRISE, 320581, 403",
        "county, ENTERPRISE, '', 403",
        "county, PROVINCE, 320582, 403",
        "city, COUNTY, 320581, 200",
        "city, ENTERPRISE, 320100, 403",
        "staff, SOCIETY, '', 200",
        "staff, EXPERT, '', 200",
        "staff, PROVINCE, 320000, 403",
        "admin, PROVINCE, 320000, 200",
        "staff, COUNTY, '', 400",
        "staff, COUNTY, 320500, 400",
        "staff, CITY, 320582, 400",
        "staff, ENTERPRISE, 999999, 400",
        "enterprise, ENTERPRISE, 320582, 403",
        "'', ENTERPRISE, 320582, 401"
    })
    void registersWithinOnesRegion(String who, String kind, String region, int status) {
        EntityExchangeResult<byte[]> answer = creating(people.local(who), kind, Platform.unique("登记"), region, "")
                .exchange()
                .expectBody()
                .returnResult();

        assertThat(answer.getStatus().value()).as(answer::toString).isEqualTo(status);
    }

    @Test
    void aNameAndACreditCodeStandForOneOrganisationButExpertsShareNames() {
        String first17 = "91320582"
                + UUID.randomUUID()
                        .toString()
                        .replaceAll("[^1-9]", "")
                        .concat("123456789")
                        .substring(0, 9);
        String code = first17 + CreditCode.checkCharacter(first17);
        String name = Platform.unique("同名");
        WebTestClient staff = people.local("staff");
        platform.answer(creating(staff, "ENTERPRISE", name, COUNTY, code.toLowerCase(java.util.Locale.ROOT)), 200);

        platform.refusal(creating(staff, "ENTERPRISE", name, COUNTY, ""), 409, "CONFLICT");
        platform.refusal(creating(staff, "ENTERPRISE", Platform.unique("异名"), COUNTY, code), 409, "CONFLICT");
        platform.answer(creating(staff, "SOCIETY", name, COUNTY, ""), 200);
        platform.answer(creating(staff, "EXPERT", name, "", ""), 200);
        platform.answer(creating(staff, "EXPERT", name, "", ""), 200);
        assertThat(platform.answer(staff.get().uri("/api/organisations?q={code}", code), 200)
                        .path(0)
                        .path("creditCode")
                        .asString())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "913205820000000000", "91320582MA1MUN4L1I"})
    void refusesAWrongCreditCodeInChinese(String code) {
        JsonNode problem = platform.refusal(
                creating(people.local("staff"), "ENTERPRISE", Platform.unique("错码"), COUNTY, code), 400, "BAD_REQUEST");

        assertThat(problem.path("violations").path(0).path("field").asString()).isEqualTo("creditCode");
        assertThat(problem.path("detail").asString()).contains("统一社会信用代码有误");
    }

    private WebTestClient.RequestHeadersSpec<?> inviting(WebTestClient web, String organisation, String role) {
        return web.post()
                .uri("/api/organisations/{id}/invitations", organisation)
                .bodyValue(Map.of("role", role));
    }

    /** The secret of a new invitation. */
    private String invite(String organisation, Role role) {
        JsonNode invitation = platform.answer(inviting(people.local("admin"), organisation, role.name()), 200);
        String url = invitation.path("url").asString();
        assertThat(url).as("no server sees what stands behind #").startsWith("/invitation#");
        return url.substring(url.indexOf('#') + 1);
    }

    private WebTestClient.RequestHeadersSpec<?> offer(String secret) {
        return People.post(people.visitor(), "/api/invitations/offer", Map.of("secret", secret));
    }

    private static WebTestClient.RequestHeadersSpec<?> accepting(
            WebTestClient web, String secret, Map<String, String> account) {
        Map<String, String> acceptance = new HashMap<>(account);
        acceptance.put("secret", secret);
        return People.post(web, "/api/invitations/acceptance", acceptance);
    }

    private static Map<String, String> newcomer(String username) {
        return Map.of("username", username, "displayName", "示例新人", "password", People.PASSWORD);
    }

    @Test
    void whoIsInvitedMakesAnAccountAndIsSignedIn() {
        JsonNode organisation = enterprise(COUNTY);
        String invitation = invite(organisation.path("id").asString(), Role.ENTERPRISE);
        JsonNode offer = platform.answer(offer(invitation), 200);
        assertThat(offer.path("organisation")).isEqualTo(organisation.path("name"));
        assertThat(offer.path("roleLabel").asString()).isEqualTo("企业");
        String username = Platform.unique("newcomer");

        EntityExchangeResult<byte[]> answer = accepting(people.visitor(), invitation, newcomer(username))
                .exchange()
                .expectBody()
                .returnResult();

        JsonNode session =
                platform.answer(people.withSession(People.secret(answer)).get().uri("/api/session"), 200);
        assertThat(session.path("username").asString()).isEqualTo(username);
        assertThat(session.path("mustChangePassword").asBoolean()).isFalse();
        assertThat(session.path("acting").path("organisationId")).isEqualTo(organisation.path("id"));
        platform.refusal(offer(invitation), 404, "NOT_FOUND");
        platform.refusal(accepting(people.visitor(), invitation, newcomer(Platform.unique("late"))), 404, "NOT_FOUND");
        assertThat(people.signIn(username, People.PASSWORD).getStatus().value()).isEqualTo(200);
        JsonNode details = platform.answer(
                people.local("staff")
                        .get()
                        .uri("/api/organisations/{id}", organisation.path("id").asString()),
                200);
        assertThat(details.path("members").path(0).path("username").asString()).isEqualTo(username);
        assertThat(details.path("invitations")).isEmpty();
    }

    @Test
    void oneOfManyWhoAcceptAtOnceJoins() {
        String organisation = enterprise(COUNTY).path("id").asString();
        String invitation = invite(organisation, Role.ENTERPRISE);

        List<Integer> statuses = People.together(Stream.<WebTestClient.RequestHeadersSpec<?>>generate(
                        () -> accepting(people.visitor(), invitation, newcomer(Platform.unique("racer"))))
                .limit(6)
                .toList());

        assertThat(statuses).containsExactly(200, 404, 404, 404, 404, 404);
        assertThat(members(organisation)).hasSize(1);
        assertThat(platform.rows("SELECT count(*) FROM account WHERE username LIKE 'racer%'"
                        + " AND NOT EXISTS (SELECT 1 FROM membership WHERE account_id = account.id)"))
                .as("accounts of those who came late")
                .isZero();
    }

    private List<JsonNode> members(String organisation) {
        List<JsonNode> members = new ArrayList<>();
        platform.answer(people.local("admin").get().uri("/api/organisations/{id}", organisation), 200)
                .path("members")
                .forEach(members::add);
        return members;
    }

    @Test
    void aRefusedAcceptanceLeavesTheInvitationOpen() {
        String organisation = enterprise(COUNTY).path("id").asString();
        String invitation = invite(organisation, Role.ENTERPRISE);
        String username = Platform.unique("second");

        JsonNode weak = platform.refusal(
                accepting(
                        people.visitor(),
                        invitation,
                        Map.of("username", username, "displayName", "示例", "password", "password1234")),
                400,
                "BAD_REQUEST");
        assertThat(weak.path("violations").path(0).path("code").asString()).isEqualTo("WEAK_PASSWORD");
        platform.refusal(accepting(people.visitor(), invitation, newcomer("staff")), 409, "CONFLICT");
        platform.refusal(accepting(people.visitor(), invitation, Map.of()), 401, "SIGN_IN_REQUIRED");

        platform.answer(accepting(people.visitor(), invitation, newcomer(username)), 200);
    }

    @Test
    void whoIsSignedInJoinsWithTheAccountThatHeHas() {
        String here = enterprise(COUNTY).path("id").asString();
        String there = people.organisation(OrganisationKind.SOCIETY, Platform.unique("受邀学会"), "")
                .path("id")
                .asString();
        People.Person person = people.member(here, Role.ENTERPRISE);

        EntityExchangeResult<byte[]> answer = accepting(person.web(), invite(there, Role.SOCIETY), Map.of())
                .exchange()
                .expectBody()
                .returnResult();

        JsonNode session =
                platform.answer(people.withSession(People.secret(answer)).get().uri("/api/session"), 200);
        assertThat(session.path("accountId").asString()).isEqualTo(person.accountId());
        assertThat(session.path("acting").path("organisationId").asString()).isEqualTo(there);
        assertThat(session.path("memberships")).hasSize(2);
    }

    @Test
    void anExpiredAndAWithdrawnInvitationAreGone() {
        String organisation = enterprise(COUNTY).path("id").asString();
        String expired = invite(organisation, Role.ENTERPRISE);
        database.sql("UPDATE invitation SET expires_at = now() - interval '1 second' WHERE organisation_id = $1")
                .bind("$1", UUID.fromString(organisation))
                .fetch()
                .rowsUpdated()
                .block();
        platform.refusal(accepting(people.visitor(), expired, newcomer(Platform.unique("late"))), 404, "NOT_FOUND");

        String withdrawn = invite(organisation, Role.ENTERPRISE);
        JsonNode open = platform.answer(people.local("county").get().uri("/api/organisations/{id}", organisation), 200)
                .path("invitations");
        assertThat(open).hasSize(1);
        String id = open.path(0).path("id").asString();
        platform.refusal(
                people.local("enterprise")
                        .delete()
                        .uri("/api/organisations/{id}/invitations/{invitation}", organisation, id),
                404,
                "NOT_FOUND");
        people.local("county")
                .delete()
                .uri("/api/organisations/{id}/invitations/{invitation}", organisation, id)
                .exchange()
                .expectStatus()
                .isNoContent();
        platform.refusal(offer(withdrawn), 404, "NOT_FOUND");
        platform.refusal(offer("anything"), 404, "NOT_FOUND");
        assertThat(platform.strings("SELECT encode(secret_hash, 'escape') FROM invitation"))
                .noneMatch(withdrawn::contains);
    }

    @ParameterizedTest
    @CsvSource({
        "staff, ENTERPRISE, STAFF, 400",
        "staff, ENTERPRISE, ANONYMOUS, 400",
        "staff, ENTERPRISE, ADMINISTRATOR, 400",
        "staff, PROVINCE, STAFF, 403",
        "staff, PROVINCE, ADMINISTRATOR, 403",
        "admin, PROVINCE, REVIEWER, 200",
        "auditor, ENTERPRISE, ENTERPRISE, 403",
        "county, ENTERPRISE, ENTERPRISE, 200",
        "society, ENTERPRISE, ENTERPRISE, 404"
    })
    void invitesInRolesThatFitAndThatOneMayGive(String who, OrganisationKind kind, String role, int status) {
        String region = kind == OrganisationKind.PROVINCE ? "320000" : COUNTY;
        String organisation = people.organisation(kind, Platform.unique("邀请"), region)
                .path("id")
                .asString();

        EntityExchangeResult<byte[]> answer = inviting(people.local(who), organisation, role)
                .exchange()
                .expectBody()
                .returnResult();

        assertThat(answer.getStatus().value()).as(answer::toString).isEqualTo(status);
    }

    @Test
    void aRemovedMemberActsForItNoMore() {
        String organisation = enterprise(COUNTY).path("id").asString();
        People.Person person = people.member(organisation, Role.ENTERPRISE);
        People.Person colleague = people.member(organisation, Role.ENTERPRISE);
        String token = platform.answer(
                        People.post(
                                person.web(),
                                "/api/tokens",
                                Map.of("name", "t", "scopes", List.of("permission.read"), "days", 1)),
                        200)
                .path("secret")
                .asString();
        String address = "/api/organisations/" + organisation + "/members/" + person.membershipId();
        platform.refusal(people.local("society").delete().uri(address), 404, "NOT_FOUND");

        colleague.web().delete().uri(address).exchange().expectStatus().isNoContent();

        assertThat(platform.answer(person.web().get().uri("/api/session"), 200)
                        .path("signedIn")
                        .asBoolean())
                .isFalse();
        platform.refusal(
                people.visitor().get().uri("/api/permissions").header("Authorization", "Bearer " + token),
                401,
                "TOKEN_INVALID");
        assertThat(members(organisation)).hasSize(1);
        platform.refusal(colleague.web().delete().uri(address), 404, "NOT_FOUND");
        JsonNode again = platform.answer(
                people.withSession(People.secret(people.signIn(person.username(), person.password())))
                        .get()
                        .uri("/api/session"),
                200);
        assertThat(again.path("acting").isNull()).isTrue();
        assertThat(again.path("permissions").path("organisation.read").asString())
                .isEqualTo("deny");
    }

    @Test
    void theAuditLogTellsOfEveryStepWithoutTheSecret() {
        String organisation = enterprise(COUNTY).path("id").asString();
        String invitation = invite(organisation, Role.ENTERPRISE);
        platform.answer(accepting(people.visitor(), invitation, newcomer(Platform.unique("noted"))), 200);

        assertThat(platform.strings(
                        "SELECT action FROM audit_entry WHERE subject_id = '" + organisation + "' ORDER BY position"))
                .containsExactly("ORGANISATION_CREATED", "MEMBER_INVITED", "INVITATION_ACCEPTED");
        assertThat(platform.strings("SELECT audit_entry::text FROM audit_entry"))
                .noneMatch(entry -> entry.contains(invitation));
    }

    @Test
    void theNameOfAnExpertStaysOutOfTheAuditLog() {
        String name = Platform.unique("留名专家");
        people.organisation(OrganisationKind.EXPERT, name, "");
        String enterprise = enterprise(COUNTY).path("name").asString();

        List<String> entries = platform.strings("SELECT audit_entry::text FROM audit_entry");

        assertThat(entries).noneMatch(entry -> entry.contains(name)).anyMatch(entry -> entry.contains(enterprise));
    }
}
