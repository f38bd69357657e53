package org.jiebang.api.feed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Requires;
import org.jiebang.api.privacy.FieldCipher;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The harvest interface, OAI-PMH 2.0. Faults of the protocol are answers of status 200, as it asks. */
@RestController
class OaiController {
    private static final MediaType XML = new MediaType("text", "xml", StandardCharsets.UTF_8);
    private static final int PAGE = 100;
    private static final String NAMESPACE = "http://www.openarchives.org/OAI/2.0/";

    /** Sets with their names. */
    private static final Map<String, String> SETS = new LinkedHashMap<>();

    static {
        SETS.put("problems", "难题 Problems");
        SETS.put("experts", "专家 Experts");
        SETS.put("societies", "学会 Societies");
        SETS.put(OaiRecords.CASES, "案例 Cases");
    }

    private final HarvestStore store;
    private final OaiRecords records;
    private final FieldCipher cipher;
    private final Addresses addresses;
    private final String repository;
    private final String email;
    private final String schema;

    OaiController(
            HarvestStore store,
            OaiRecords records,
            FieldCipher cipher,
            Addresses addresses,
            @Value("${jiebang.harvest.repository}") String repository,
            @Value("${jiebang.harvest.email}") String email)
            throws IOException {
        this.store = store;
        this.records = records;
        this.cipher = cipher;
        this.addresses = addresses;
        this.repository = repository;
        this.email = email;
        try (InputStream input =
                Objects.requireNonNull(OaiController.class.getResourceAsStream("jiebang.xsd"), "jiebang.xsd")) {
            schema = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Requires(Action.RECORD_READ)
    @GetMapping("/oai")
    Mono<ResponseEntity<String>> harvest(ServerHttpRequest request) {
        return answer(request, request.getQueryParams());
    }

    /** The same with the arguments in a form. */
    @Requires(Action.RECORD_READ)
    @PostMapping(path = "/oai", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Mono<ResponseEntity<String>> harvestByForm(ServerWebExchange exchange) {
        return exchange.getFormData().flatMap(form -> answer(exchange.getRequest(), form));
    }

    /** The schema of our own format. */
    @Requires(Action.RECORD_READ)
    @GetMapping("/oai/jiebang.xsd")
    Mono<ResponseEntity<String>> schema() {
        return Mono.just(ResponseEntity.ok().contentType(XML).body(schema));
    }

    private Mono<ResponseEntity<String>> answer(ServerHttpRequest request, MultiValueMap<String, String> given) {
        String base = addresses.base(request);
        return Mono.fromSupplier(() -> OaiRequest.read(given))
                .flatMap(asked -> Mono.defer(() -> content(asked, base))
                        .map(content -> page(
                                base, asked, xml -> xml.element(asked.verb().name(), () -> content.accept(xml))))
                        .onErrorResume(OaiFault.class, fault -> Mono.just(refused(base, asked, fault))))
                .onErrorResume(OaiFault.class, fault -> Mono.just(refused(base, null, fault)))
                .map(text -> ResponseEntity.ok().contentType(XML).body(text));
    }

    private static String refused(String base, @Nullable OaiRequest asked, OaiFault fault) {
        return page(
                base,
                fault.code().hidesArguments() ? null : asked,
                xml -> xml.text(
                        "error",
                        String.valueOf(fault.getMessage()),
                        "code",
                        fault.code().text()));
    }

    /** The frame of every answer: its time, the request, and then the answer or the fault. */
    private static String page(String base, @Nullable OaiRequest asked, Consumer<XmlText> content) {
        XmlText xml = new XmlText();
        List<String> arguments = new ArrayList<>();
        if (asked != null) {
            arguments.addAll(List.of("verb", asked.verb().name()));
            asked.arguments().forEach((name, value) -> arguments.addAll(List.of(name, value)));
        }
        xml.element(
                "OAI-PMH",
                () -> {
                    xml.text("responseDate", XmlText.moment(Instant.now()));
                    xml.text("request", base + "/oai", arguments.toArray(String[]::new));
                    content.accept(xml);
                },
                "xmlns",
                NAMESPACE,
                "xmlns:xsi",
                "http://www.w3.org/2001/XMLSchema-instance",
                "xsi:schemaLocation",
                NAMESPACE + " http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd");
        return xml.toString();
    }

    private Mono<Consumer<XmlText>> content(OaiRequest asked, String base) {
        return switch (asked.verb()) {
            case Identify -> identify(base);
            case ListMetadataFormats -> formats(asked, base);
            case ListSets -> sets(asked);
            case ListIdentifiers, ListRecords -> list(asked, base);
            case GetRecord -> record(asked, base);
        };
    }

    private Mono<Consumer<XmlText>> identify(String base) {
        return store.earliest()
                .defaultIfEmpty(OffsetDateTime.parse("2020-01-01T00:00:00Z"))
                .map(earliest -> xml -> {
                    xml.text("repositoryName", "揭榜 Jiebang");
                    xml.text("baseURL", base + "/oai");
                    xml.text("protocolVersion", "2.0");
                    xml.text("adminEmail", email);
                    xml.text("earliestDatestamp", XmlText.moment(earliest));
                    // What was withdrawn is told; what a person had erased is not told any more.
                    xml.text("deletedRecord", "transient");
                    xml.text("granularity", "YYYY-MM-DDThh:mm:ssZ");
                    xml.element(
                            "description",
                            () -> xml.element(
                                    "oai-identifier",
                                    () -> {
                                        xml.text("scheme", "oai");
                                        xml.text("repositoryIdentifier", repository);
                                        xml.text("delimiter", ":");
                                        xml.text("sampleIdentifier", identifier("problems", new UUID(0, 0)));
                                    },
                                    "xmlns",
                                    "http://www.openarchives.org/OAI/2.0/oai-identifier",
                                    "xsi:schemaLocation",
                                    "http://www.openarchives.org/OAI/2.0/oai-identifier"
                                            + " http://www.openarchives.org/OAI/2.0/oai-identifier.xsd"));
                });
    }

    private Mono<Consumer<XmlText>> formats(OaiRequest asked, String base) {
        Consumer<XmlText> formats = xml -> {
            format(xml, OaiRecords.DUBLIN_CORE, OaiRecords.DC_SCHEMA, OaiRecords.DC_NAMESPACE);
            format(xml, OaiRecords.OWN, base + "/oai/jiebang.xsd", OaiRecords.OWN_NAMESPACE);
        };
        String identifier = asked.argument("identifier");
        return identifier.isEmpty() ? Mono.just(formats) : header(identifier).thenReturn(formats);
    }

    private static void format(XmlText xml, String prefix, String schema, String namespace) {
        xml.element("metadataFormat", () -> {
            xml.text("metadataPrefix", prefix);
            xml.text("schema", schema);
            xml.text("metadataNamespace", namespace);
        });
    }

    private static Mono<Consumer<XmlText>> sets(OaiRequest asked) {
        if (!asked.argument(OaiRequest.TOKEN).isEmpty()) {
            return Mono.error(badToken());
        }
        return Mono.just(xml -> SETS.forEach((spec, name) -> xml.element("set", () -> {
            xml.text("setSpec", spec);
            xml.text("setName", name);
        })));
    }

    private static OaiFault badToken() {
        return new OaiFault(
                OaiFault.Code.BAD_RESUMPTION_TOKEN,
                "The resumptionToken is not one of this interface; begin the list anew.");
    }

    private Mono<Consumer<XmlText>> list(OaiRequest asked, String base) {
        String given = asked.argument(OaiRequest.TOKEN);
        if (asked.arguments().containsKey(OaiRequest.TOKEN)) {
            return ResumptionToken.read(cipher, given)
                    .filter(token -> token.verb().equals(asked.verb().name()))
                    .map(token -> page(
                            asked.verb(),
                            token.prefix(),
                            token.range(),
                            token.last(),
                            token.cursor(),
                            token.total(),
                            base))
                    .orElseGet(() -> Mono.error(badToken()));
        }
        String prefix = prefix(asked);
        HarvestStore.Range range = asked.range();
        if (range.set() != null && !SETS.containsKey(range.set())) {
            return Mono.error(new OaiFault(OaiFault.Code.NO_RECORDS_MATCH, "There is no set " + range.set() + "."));
        }
        return store.count(range).flatMap(total -> page(asked.verb(), prefix, range, null, 0, total, base));
    }

    private static String prefix(OaiRequest asked) {
        String prefix = asked.argument(OaiRequest.PREFIX);
        if (!prefix.equals(OaiRecords.DUBLIN_CORE) && !prefix.equals(OaiRecords.OWN)) {
            throw new OaiFault(
                    OaiFault.Code.CANNOT_DISSEMINATE_FORMAT,
                    "The formats are " + OaiRecords.DUBLIN_CORE + " and " + OaiRecords.OWN + ".");
        }
        return prefix;
    }

    private Mono<Consumer<XmlText>> page(
            OaiRequest.Verb verb,
            String prefix,
            HarvestStore.Range range,
            HarvestStore.@Nullable Place after,
            long cursor,
            long total,
            String base) {
        boolean whole = verb == OaiRequest.Verb.ListRecords;
        return store.page(range, after, PAGE + 1).collectList().flatMap(found -> {
            if (found.isEmpty() && after == null) {
                return Mono.error(new OaiFault(OaiFault.Code.NO_RECORDS_MATCH, "No record matches."));
            }
            List<HarvestStore.Header> headers = found.subList(0, Math.min(found.size(), PAGE));
            String next = found.size() > PAGE
                    ? new ResumptionToken(
                                    verb.name(),
                                    prefix,
                                    range,
                                    headers.getLast().place(),
                                    cursor + PAGE,
                                    total)
                            .write(cipher)
                    : "";
            return (whole ? records.shown(headers) : Mono.just(Map.<HarvestStore.Place, OaiRecords.Shown>of()))
                    .map(shown -> xml -> {
                        headers.forEach(header -> {
                            if (whole) {
                                record(xml, prefix, base, header, shown.get(header.place()));
                            } else {
                                header(xml, header.place(), header.deleted());
                            }
                        });
                        // The last of several pages carries an empty token.
                        if (!next.isEmpty() || after != null) {
                            xml.text(
                                    "resumptionToken",
                                    next,
                                    "completeListSize",
                                    Long.toString(Math.max(total, cursor + headers.size())),
                                    "cursor",
                                    Long.toString(cursor));
                        }
                    });
        });
    }

    private Mono<Consumer<XmlText>> record(OaiRequest asked, String base) {
        String prefix = prefix(asked);
        return header(asked.argument("identifier"))
                .flatMap(header -> records.shown(List.of(header))
                        .map(shown -> xml -> record(xml, prefix, base, header, shown.get(header.place()))));
    }

    private Mono<HarvestStore.Header> header(String identifier) {
        String start = "oai:" + repository + ":";
        String[] parts = identifier.startsWith(start)
                ? identifier.substring(start.length()).split("/", -1)
                : new String[0];
        Mono<HarvestStore.Header> found = Mono.empty();
        if (parts.length == 2) {
            try {
                found = store.find(parts[0], UUID.fromString(parts[1]));
            } catch (IllegalArgumentException e) {
                found = Mono.empty();
            }
        }
        return found.switchIfEmpty(Mono.error(
                () -> new OaiFault(OaiFault.Code.ID_DOES_NOT_EXIST, "There is no record " + identifier + ".")));
    }

    private String identifier(String set, UUID id) {
        return "oai:" + repository + ":" + set + "/" + id;
    }

    /** A record that is gone since its header was read is told as deleted. */
    private void record(
            XmlText xml, String prefix, String base, HarvestStore.Header header, OaiRecords.@Nullable Shown shown) {
        xml.element("record", () -> {
            header(xml, header.place(), shown == null);
            if (shown != null) {
                xml.element("metadata", () -> records.write(xml, prefix, base, header.place(), shown));
            }
        });
    }

    private void header(XmlText xml, HarvestStore.Place place, boolean deleted) {
        xml.element(
                "header",
                () -> {
                    xml.text("identifier", identifier(place.set(), place.id()));
                    xml.text("datestamp", XmlText.moment(place.stamp()));
                    xml.text("setSpec", place.set());
                },
                deleted ? new String[] {"status", "deleted"} : new String[0]);
    }
}
