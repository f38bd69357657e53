package org.jiebang.api.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.Table;
import org.jiebang.api.access.OrganisationKind;
import org.jiebang.api.access.Role;
import org.jiebang.catalog.CreditCode;
import org.jiebang.catalog.Library;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@PlatformTest
class RecordClaimIT {
    private static final String COUNTY = "320582";

    private final Platform platform;
    private final People people;

    RecordClaimIT(Platform platform, People people) {
        this.platform = platform;
        this.people = people;
    }

    /** An imported record of an enterprise, which nobody owns. */
    private record Imported(String name, String creditCode, String id) {}

    private Imported imported(Library library, String region) {
        String name = Platform.unique("认领单位");
        String first17 = "91320582" + String.format("%09d", Math.floorMod(name.hashCode(), 1_000_000_000));
        String code = first17 + CreditCode.checkCharacter(first17);
        boolean enterprise = library == Library.ENTERPRISES;
        platform.load(Table.of(library, enterprise ? "企业名称" : "学会名称", "统一社会信用代码", "所在地区")
                .row(name, code, region));
        return new Imported(
                name,
                code,
                platform.strings("SELECT id FROM library_record WHERE payload ->> 'creditCode' = '" + code + "'")
                        .getFirst());
    }

    private People.Person member(OrganisationKind kind, Role role, String region) {
        String organisation = people.organisation(kind, Platform.unique("认领"), region)
                .path("id")
                .asString();
        return people.member(organisation, role);
    }

    private String organisation(People.Person person) {
        return platform.answer(person.web().get().uri("/api/session"), 200)
                .path("acting")
                .path("organisationId")
                .asString();
    }

    private WebTestClient.RequestHeadersSpec<?> claiming(People.Person person, String field, String value) {
        return People.post(
                person.web(), "/api/organisations/" + organisation(person) + "/record-claims", Map.of(field, value));
    }

    private String claim(People.Person person, Imported item) {
        JsonNode claim = platform.answer(claiming(person, "creditCode", item.creditCode()), 201);
        assertThat(claim.path("state").asString()).isEqualTo("PENDING");
        assertThat(claim.path("record").path("id").asString()).isEqualTo(item.id());
        assertThat(claim.path("record").path("title").asString()).isEqualTo(item.name());
        return claim.path("id").asString();
    }

    private static WebTestClient.RequestHeadersSpec<?> deciding(
            WebTestClient web, String claim, boolean approve, String reason) {
        Map<String, Object> body = new HashMap<>(Map.of("approve", approve, "reason", reason));
        return People.post(web, "/api/record-claims/" + claim + "/decision", body);
    }

    private List<String> pending(WebTestClient web) {
        JsonNode claims = platform.answer(web.get().uri("/api/record-claims?state=PENDING"), 200);
        return StreamSupport.stream(claims.spliterator(), false)
                .map(claim -> claim.path("id").asString())
                .toList();
    }

    @Test
    void anApprovedClaimMakesTheRecordTheOrganisationsOwn() {
        Imported item = imported(Library.ENTERPRISES, "苏州市张家港市");
        People.Person person = member(OrganisationKind.ENTERPRISE, Role.ENTERPRISE, COUNTY);
        String claim = claim(person, item);
        assertThat(pending(person.web())).containsExactly(claim);
        assertThat(pending(people.local("county"))).contains(claim);
        assertThat(pending(people.local("society"))).doesNotContain(claim);
        platform.refusal(claiming(person, "creditCode", item.creditCode()), 409, "CONFLICT");
        platform.refusal(deciding(person.web(), claim, true, ""), 403, "FORBIDDEN");

        JsonNode decided = platform.answer(deciding(people.local("county"), claim, true, ""), 200);

        assertThat(decided.path("state").asString()).isEqualTo("APPROVED");
        JsonNode session = platform.answer(person.web().get().uri("/api/session"), 200);
        assertThat(session.path("acting").path("recordId").asString()).isEqualTo(item.id());
        platform.refusal(claiming(person, "creditCode", item.creditCode()), 409, "CONFLICT");
        platform.refusal(deciding(people.local("staff"), claim, false, "晚了"), 409, "CONFLICT");
    }

    @Test
    void aRefusalNeedsAReasonThatTheClaimantSees() {
        Imported item = imported(Library.SOCIETIES, "南京市");
        People.Person person = member(OrganisationKind.SOCIETY, Role.SOCIETY, "");
        String claim = claim(person, item);
        platform.refusal(deciding(people.local("staff"), claim, false, " "), 400, "BAD_REQUEST");

        platform.answer(deciding(people.local("staff"), claim, false, "证照与名称不符"), 200);

        JsonNode seen = platform.answer(person.web().get().uri("/api/record-claims?state=REFUSED"), 200);
        assertThat(seen.path(0).path("reason").asString()).isEqualTo("证照与名称不符");
        assertThat(platform.answer(person.web().get().uri("/api/session"), 200)
                        .path("acting")
                        .path("recordId")
                        .isNull())
                .isTrue();
        claim(person, item);
    }

    @Test
    void aRegionDecidesOnlyWhereOrganisationAndRecordLieInIt() {
        Imported far = imported(Library.ENTERPRISES, "南京市");
        People.Person near = member(OrganisationKind.ENTERPRISE, Role.ENTERPRISE, COUNTY);
        String onAFarRecord = claim(near, far);
        Imported here = imported(Library.ENTERPRISES, "苏州市张家港市");
        People.Person stranger = member(OrganisationKind.ENTERPRISE, Role.ENTERPRISE, "320100");
        String byAStranger = claim(stranger, here);

        for (String claim : List.of(onAFarRecord, byAStranger)) {
            platform.refusal(deciding(people.local("county"), claim, true, ""), 404, "NOT_FOUND");
            platform.refusal(deciding(people.local("city"), claim, true, ""), 404, "NOT_FOUND");
            platform.answer(deciding(people.local("staff"), claim, true, ""), 200);
        }
    }

    @Test
    void oneRecordBelongsToOneOrganisation() {
        Imported item = imported(Library.ENTERPRISES, "苏州市张家港市");
        People.Person one = member(OrganisationKind.ENTERPRISE, Role.ENTERPRISE, COUNTY);
        People.Person other = member(OrganisationKind.ENTERPRISE, Role.ENTERPRISE, COUNTY);
        String first = claim(one, item);
        String second = claim(other, item);

        platform.answer(deciding(people.local("city"), first, true, ""), 200);

        platform.refusal(deciding(people.local("city"), second, true, ""), 409, "CONFLICT");
        assertThat(pending(other.web())).as("the conflict changed nothing").containsExactly(second);
        platform.answer(deciding(people.local("city"), second, false, "资料属于另一家企业"), 200);
        platform.refusal(claiming(other, "creditCode", item.creditCode()), 409, "CONFLICT");
    }

    @Test
    void ofTwoWhoDecideAtOnceOneWins() {
        for (int round = 0; round < 3; round++) {
            Imported item = imported(Library.ENTERPRISES, "苏州市张家港市");
            String claim = claim(member(OrganisationKind.ENTERPRISE, Role.ENTERPRISE, COUNTY), item);

            List<Integer> statuses = People.together(List.of(
                    deciding(people.local("county"), claim, true, ""),
                    deciding(people.local("city"), claim, false, "不符")));

            assertThat(statuses).containsExactly(200, 409);
            assertThat(platform.rows("SELECT count(*) FROM audit_entry WHERE action = 'RECORD_CLAIM_DECIDED'"
                            + " AND subject_id = '" + claim + "'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void anExpertClaimsTheRecordThatSpeaksOfHim() {
        platform.load(Table.experts().row(Platform.unique("认领专家"), "示例大学", "固态电池"));
        String item = platform.strings("SELECT id FROM library_record WHERE payload ->> 'name' LIKE '认领专家%'"
                        + " ORDER BY id DESC LIMIT 1")
                .getFirst();
        People.Person expert = member(OrganisationKind.EXPERT, Role.EXPERT, "");
        platform.refusal(claiming(expert, "creditCode", "91320582MA1MUN4L17"), 400, "BAD_REQUEST");
        platform.refusal(claiming(expert, "recordId", "00000000-0000-7000-8000-000000000000"), 404, "NOT_FOUND");

        String claim = platform.answer(claiming(expert, "recordId", item), 201)
                .path("id")
                .asString();
        platform.answer(deciding(people.local("staff"), claim, true, "本人已核实"), 200);

        assertThat(platform.answer(expert.web().get().uri("/api/session"), 200)
                        .path("acting")
                        .path("recordId")
                        .asString())
                .isEqualTo(item);
    }

    @Test
    void refusesWhatCannotBeClaimed() {
        People.Person person = member(OrganisationKind.ENTERPRISE, Role.ENTERPRISE, COUNTY);
        String unknown = "9132058200000000" + "0";
        platform.refusal(
                claiming(person, "creditCode", unknown + CreditCode.checkCharacter(unknown)), 404, "NOT_FOUND");
        JsonNode problem = platform.refusal(claiming(person, "creditCode", "123"), 400, "BAD_REQUEST");
        assertThat(problem.path("violations").path(0).path("field").asString()).isEqualTo("creditCode");
        platform.refusal(claiming(person, "somethingElse", "x"), 400, "BAD_REQUEST");
        // A society's record is no enterprise's.
        platform.refusal(
                claiming(
                        person, "creditCode", imported(Library.SOCIETIES, "南京市").creditCode()),
                404,
                "NOT_FOUND");
        String strange = platform.answer(people.local("society").get().uri("/api/organisations"), 200)
                .path(0)
                .path("id")
                .asString();
        platform.refusal(
                People.post(
                        person.web(),
                        "/api/organisations/" + strange + "/record-claims",
                        Map.of("creditCode", "91320582MA1MUN4L17")),
                404,
                "NOT_FOUND");
        platform.refusal(
                People.post(
                        people.local("staff"),
                        "/api/organisations/" + strange + "/record-claims",
                        Map.of("creditCode", "91320582MA1MUN4L17")),
                403,
                "FORBIDDEN");
    }
}
