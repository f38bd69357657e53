package org.jiebang.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jiebang.api.TestSessions;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordStore;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.ingest.library.LibraryTable;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * One person a role, each acting for an organisation of his own, and one more organisation far away. Those with a region sit in one county
 * or its city; what is far lies in another city.
 */
final class Parties {
    static final String NEAR = "320582";
    static final String FAR = "320102";

    static final String CITY = "320500";

    private final WebTestClient web;
    private final DatabaseClient database;
    private final RecordStore records;
    private final Map<Role, Party> parties = new EnumMap<>(Role.class);
    private final UUID farAway;
    private int number;

    Parties(WebTestClient web, DatabaseClient database, RecordStore records) {
        this.web = web;
        this.database = database;
        this.records = records;
        for (Role role : Role.values()) {
            parties.put(role, another(role));
        }
        farAway = organisation(OrganisationKind.ENTERPRISE, FAR);
    }

    /** Somebody who asks. */
    record Party(Role role, UUID organisation, WebTestClient web) {}

    Party of(Role role) {
        return parties.get(role);
    }

    /** A new person in a role. */
    Party another(Role role) {
        return role == Role.ANONYMOUS ? visitor() : party(role);
    }

    /** An organisation that none of the parties acts for, outside their regions. */
    UUID farAway() {
        return farAway;
    }

    private Party visitor() {
        return new Party(
                Role.ANONYMOUS,
                new UUID(0, 0),
                web.mutate().defaultHeader(TestSessions.AS, "").build());
    }

    private Party party(Role role) {
        OrganisationKind kind = java.util.Arrays.stream(OrganisationKind.values())
                .filter(candidate -> candidate.roles().contains(role))
                .findFirst()
                .orElseThrow();
        UUID organisation = organisation(kind, role == Role.CITY ? CITY : NEAR);
        String secret = "party-" + UUID.randomUUID();
        run("""
                WITH person AS (
                    INSERT INTO account (username, display_name) VALUES ('%s', '%s') RETURNING id),
                membership AS (
                    INSERT INTO membership (account_id, organisation_id, role) SELECT id, '%s', '%s' FROM person
                    RETURNING id, account_id)
                INSERT INTO session (secret_hash, account_id, membership_id)
                SELECT sha256(convert_to('%s', 'UTF8')), account_id, id FROM membership
                """.formatted(secret, role.label(), organisation, role, secret));
        return new Party(
                role,
                organisation,
                web.mutate()
                        .defaultHeader(HttpHeaders.COOKIE, "jiebang-session=" + secret)
                        .defaultHeader(TestSessions.AS, "")
                        .build());
    }

    UUID organisation(OrganisationKind kind, String region) {
        UUID id = UUID.randomUUID();
        run("INSERT INTO organisation (id, kind, name, region) VALUES ('%s', '%s', '机构%s', '%s')"
                .formatted(id, kind, id, region));
        return id;
    }

    /** A record of a library in a region, owned by an organisation or by none. */
    UUID record(Library library, String region, UUID owner, Publication publication) {
        LibraryRecord item = item(library, region);
        UUID id = records.draft(item, owner).blockOptional().orElseThrow();
        if (publication != Publication.DRAFT) {
            assertThat(records.publish(id, publication).block()).isTrue();
        }
        if (library != Library.PROBLEMS) {
            run("UPDATE library_record SET owner_id = NULL WHERE id = '%s'".formatted(id));
        }
        return id;
    }

    private LibraryRecord item(Library library, String region) {
        String place = region.equals(NEAR) ? "苏州市张家港市" : "南京市玄武区";
        String name = "对象" + UUID.randomUUID();
        Map<String, String> cells = switch (library) {
            case EXPERTS -> Map.of("姓名", name, "工作单位", "单位" + number++, "所在地区", place);
            case PROBLEMS -> Map.of("难题问题名称", name, "关键难点和挑战", "难点", "所在地区", place);
            case ENTERPRISES -> Map.of("企业名称", name, "所在地区", place);
            case SOCIETIES -> Map.of("学会名称", name, "所在地区", place);
            case PROJECTS, TEAMS -> throw new IllegalArgumentException(library.code());
        };
        return java.util.Objects.requireNonNull(
                LibraryTable.of(library).parse(1, cells).item(), () -> "item of " + cells);
    }

    /** The record becomes the organisation's own, instead of the one it had. */
    void own(UUID organisation, UUID record) {
        run("UPDATE organisation SET record_id = '%s' WHERE id = '%s'".formatted(record, organisation));
    }

    void run(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }
}
