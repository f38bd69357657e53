package org.jiebang.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.privacy.ContactFixture;
import org.jiebang.api.privacy.ContactStore;
import org.jiebang.api.privacy.FieldCipher;
import org.jiebang.catalog.Library;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A walk of requests at random, one for each role, over every address of the API document that reads, with ids that the walker was given in
 * answers, ids of others, and ids that are nowhere. Whatever it meets, no answer holds what the permission table keeps from the role.
 */
@PlatformTest
class RandomWalkIT {
    private static final int STEPS = 150;
    private static final String PHONE = "13987654321";
    private static final List<String> WORDS = List.of("", "电池", "合成", "\"难点\"", "对象", "dianchi", "x");

    private final Platform platform;
    private final ContactFixture contacts;
    private final PermissionTable table;
    private final Parties parties;
    private final JsonMapper json = JsonMapper.shared();

    RandomWalkIT(
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

    /** Things far from every walker, each with a word that nothing else has. */
    private record Forbidden(Action action, String word) {}

    @ParameterizedTest
    @EnumSource(Role.class)
    void meetsNothingThatTheTableKeepsFromTheRole(Role role) {
        platform.awaitSamples();
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Parties.Party walker = parties.another(role);
        List<String> ids = new ArrayList<>();
        List<Forbidden> forbidden = plant(role, ids);
        List<String> addresses = addresses();
        assertThat(addresses).hasSizeGreaterThan(15);
        for (int step = 0; step < STEPS; step++) {
            String address = filled(addresses.get(random.nextInt(addresses.size())), ids, random);
            EntityExchangeResult<byte[]> result = read(walker, address, "seed " + seed + ", step " + step);
            String body = result.getResponseBody() == null
                    ? ""
                    : new String(result.getResponseBody(), StandardCharsets.UTF_8);
            assertThat(result.getStatus().value())
                    .as("seed %d, step %d: %s as %s: %s", seed, step, address, role, body)
                    .isLessThan(500);
            for (Forbidden word : forbidden) {
                assertThat(body)
                        .as("seed %d, step %d: %s as %s", seed, step, address, role)
                        .doesNotContain(word.word());
            }
            remember(body, ids, random);
        }
    }

    private static EntityExchangeResult<byte[]> read(Parties.Party walker, String address, String where) {
        try {
            return walker.web().get().uri(address).exchange().expectBody().returnResult();
        } catch (IllegalStateException e) {
            throw new AssertionError(where + ": no answer from " + address + " as " + walker.role(), e);
        }
    }

    /** Plants what is far from the walker; answers what he must not meet. */
    private List<Forbidden> plant(Role role, List<String> ids) {
        List<Forbidden> forbidden = new ArrayList<>();
        UUID draft = parties.record(Library.PROBLEMS, Parties.FAR, parties.farAway(), Publication.DRAFT);
        keep(forbidden, role, Action.PROBLEM_DRAFT_READ, title(draft));
        UUID withdrawn = parties.record(Library.EXPERTS, Parties.FAR, parties.farAway(), Publication.WITHDRAWN);
        keep(forbidden, role, Action.RECORD_WITHDRAWN_READ, title(withdrawn));
        UUID published = parties.record(Library.PROBLEMS, Parties.FAR, parties.farAway(), Publication.PUBLISHED);
        String secret = "密" + UUID.randomUUID();
        contacts.putConfidential(published, secret);
        keep(forbidden, role, Action.PROBLEM_CONFIDENTIAL_READ, secret);
        UUID expert = parties.record(Library.EXPERTS, Parties.FAR, parties.farAway(), Publication.PUBLISHED);
        contacts.put(expert, PHONE);
        // Only a request that states a reason reveals a number; a walk that reads meets it in an export of the person
        // at most.
        if (table.decide(role, Action.PERSON_EXPORT) != Decision.ALLOW) {
            forbidden.add(new Forbidden(Action.CONTACT_REVEAL, PHONE));
        }
        keep(forbidden, role, Action.CONTACT_READ, PHONE.substring(0, 3) + "****" + PHONE.substring(7));
        // The far owner's name stands on its published problem; this organisation has none.
        UUID organisation = parties.organisation(OrganisationKind.ENTERPRISE, Parties.FAR);
        keep(forbidden, role, Action.ORGANISATION_READ, "\"name\":\"机构" + organisation);
        UUID application = UUID.randomUUID();
        parties.run("""
                INSERT INTO application (id, programme, programme_version, year, category, organisation_id, title)
                VALUES ('%s', 'kechuang-jiangsu-2024', 0, 2024, 'P24-B3', '%s', '申报%1$s')
                """.formatted(application, organisation));
        keep(forbidden, role, Action.APPLICATION_READ, "申报" + application);
        ids.add(application.toString());
        for (UUID id : List.of(draft, withdrawn, published, expert, organisation)) {
            ids.add(id.toString());
        }
        return forbidden;
    }

    private void keep(List<Forbidden> forbidden, Role role, Action action, String word) {
        if (table.decide(role, action) != Decision.ALLOW) {
            forbidden.add(new Forbidden(action, word));
        }
    }

    private String title(UUID record) {
        return platform.strings(
                        "SELECT coalesce(payload ->> 'title', payload ->> 'name') FROM library_record WHERE id = '"
                                + record + "'")
                .getFirst();
    }

    /** Every address of the API document that can be read. */
    private List<String> addresses() {
        return platform.get("/v3/api-docs").path("paths").properties().stream()
                .filter(path -> path.getValue().has("get"))
                .map(Map.Entry::getKey)
                .filter(path ->
                        path.startsWith("/api/") && !path.endsWith("/events") && !path.startsWith("/api/sign-in/"))
                .flatMap(path -> path.contains("{library}") || path.equals("/api/search")
                        // The heart of the platform is walked through more often.
                        ? java.util.stream.Stream.of(path, path, path, path)
                        : java.util.stream.Stream.of(path))
                .toList();
    }

    private static String filled(String address, List<String> ids, Random random) {
        List<String> libraries = List.of("experts", "problems", "projects", "societies", "enterprises", "teams");
        String filled = address;
        while (filled.contains("{")) {
            String name = filled.substring(filled.indexOf('{'), filled.indexOf('}') + 1);
            String value = switch (name) {
                case "{library}" -> libraries.get(random.nextInt(libraries.size()));
                case "{file}" -> libraries.get(random.nextInt(libraries.size())) + ".xlsx";
                default -> random.nextInt(10) == 0 ? UUID.randomUUID().toString() : ids.get(random.nextInt(ids.size()));
            };
            filled = filled.replace(name, value);
        }
        String word = WORDS.get(random.nextInt(WORDS.size()));
        return filled + "?target=" + (filled.contains("/problems/") ? "experts" : "problems") + "&size=50&q="
                + java.net.URLEncoder.encode(word, StandardCharsets.UTF_8);
    }

    /** Keeps some of the ids that an answer held, the planted ones always. */
    private void remember(String body, List<String> ids, Random random) {
        if (!body.startsWith("{") && !body.startsWith("[")) {
            return;
        }
        JsonNode answer = json.readTree(body);
        List<String> met = StreamSupport.stream(answer.findValuesAsString("id").spliterator(), false)
                .filter(id -> id.length() == 36)
                .collect(Collectors.toList());
        for (int i = 0; i < 3 && !met.isEmpty(); i++) {
            ids.add(met.remove(random.nextInt(met.size())));
        }
        while (ids.size() > 40) {
            ids.remove(6 + random.nextInt(ids.size() - 6));
        }
    }
}
