package org.jiebang.api.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.jiebang.api.Platform;
import org.jiebang.api.PlatformTest;
import org.jiebang.api.Table;
import org.jiebang.api.TestSessions;
import org.jiebang.catalog.Library;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Feeds and the harvest interface, as a program reads them. */
@PlatformTest
class FeedIT {
    private final Platform platform;
    private final WebTestClient web;

    FeedIT(Platform platform, WebTestClient web) {
        this.platform = platform;
        this.web = web;
    }

    @BeforeEach
    void samples() {
        platform.awaitSamples();
    }

    private static Document parsed(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        } catch (Exception e) {
            throw new AssertionError(xml, e);
        }
    }

    private static List<Element> elements(Document document, String name) {
        NodeList found = document.getElementsByTagNameNS("*", name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static List<String> children(Node node) {
        List<String> names = new ArrayList<>();
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                names.add(element.getLocalName());
            }
        }
        return names;
    }

    private EntityExchangeResult<String> feed(String path, String... headers) {
        WebTestClient.RequestHeadersSpec<?> request = web.get().uri(path).header(TestSessions.AS, "");
        for (int i = 0; i < headers.length; i += 2) {
            request = request.header(headers[i], headers[i + 1]);
        }
        return request.exchange().expectBody(String.class).returnResult();
    }

    @Test
    void aSavedSearchIsReadByItsAddressAloneAndSaysWhenNothingChanged() {
        String unit = Platform.unique("订阅源大学");
        platform.load(Table.experts().row("源甲", unit, "焊接"));
        String id = platform.answer(
                        web.post()
                                .uri("/api/subscriptions")
                                .header(TestSessions.AS, "staff")
                                .bodyValue(Map.of("kind", "SEARCH", "search", "q=\"" + unit + "\"")),
                        200)
                .path("id")
                .asString();
        String first = renew(id);
        String path = renew(id);

        EntityExchangeResult<String> answer = feed(path);
        Document feed = parsed(answer.getResponseBody());
        String tag = String.valueOf(answer.getResponseHeaders().getETag());

        assertThat(feed.getDocumentElement().getNamespaceURI()).isEqualTo("http://www.w3.org/2005/Atom");
        assertThat(children(feed.getDocumentElement()))
                .startsWith("id", "title", "updated", "author", "link", "link")
                .endsWith("entry");
        assertThat(elements(feed, "entry")).singleElement().satisfies(entry -> {
            assertThat(children(entry)).startsWith("id", "title", "updated", "link", "category");
            assertThat(entry.getTextContent()).contains("源甲", "焊接");
        });
        assertThat(feed(path, HttpHeaders.IF_NONE_MATCH, tag).getStatus().value())
                .isEqualTo(304);
        assertThat(feed(
                                path,
                                HttpHeaders.IF_MODIFIED_SINCE,
                                String.valueOf(answer.getResponseHeaders().getFirst(HttpHeaders.LAST_MODIFIED)))
                        .getStatus()
                        .value())
                .isEqualTo(304);
        assertThat(feed(first).getStatus().value())
                .as("a renewed address ends the old one")
                .isEqualTo(404);

        // The same file again changes nothing; another word does.
        platform.awaitJob(platform.begin(
                Library.EXPERTS, "t.csv", Table.experts().row("源甲", unit, "焊接").csv(), false));
        platform.awaitIndexed();
        assertThat(feed(path, HttpHeaders.IF_NONE_MATCH, tag).getStatus().value())
                .isEqualTo(304);
        platform.load(Table.experts().row("源甲", unit, "量子陀螺"));
        assertThat(feed(path, HttpHeaders.IF_NONE_MATCH, tag).getResponseBody()).contains("量子陀螺");

        web.delete()
                .uri("/api/subscriptions/{id}/feed", id)
                .header(TestSessions.AS, "staff")
                .exchange()
                .expectStatus()
                .isNoContent();
        assertThat(feed(path).getStatus().value()).isEqualTo(404);
    }

    private String renew(String id) {
        return platform.answer(
                        web.post().uri("/api/subscriptions/{id}/feed", id).header(TestSessions.AS, "staff"), 200)
                .path("path")
                .asString();
    }

    @Test
    void everybodyReadsThePostedProblems() {
        Document feed = parsed(feed("/api/feeds/problems.atom").getResponseBody());

        assertThat(elements(feed, "entry")).hasSize((int) Math.min(
                50,
                platform.rows("SELECT count(*) FROM library_record WHERE library = 'problems'"
                        + " AND publication = 'PUBLISHED' AND payload ->> 'status' = 'POSTED'")));
    }

    private Document harvest(String query) {
        EntityExchangeResult<String> answer = feed("/oai?" + query);
        assertThat(answer.getStatus().value()).isEqualTo(200);
        Document document = parsed(answer.getResponseBody());
        assertThat(document.getDocumentElement().getNamespaceURI()).isEqualTo("http://www.openarchives.org/OAI/2.0/");
        assertThat(children(document.getDocumentElement()))
                .startsWith("responseDate", "request")
                .hasSize(3);
        return document;
    }

    @Test
    void identifiesItselfInTheOrderOfTheSchema() {
        assertThat(children(elements(harvest("verb=Identify"), "Identify").getFirst()))
                .containsExactly(
                        "repositoryName",
                        "baseURL",
                        "protocolVersion",
                        "adminEmail",
                        "earliestDatestamp",
                        "deletedRecord",
                        "granularity",
                        "description");
        assertThat(elements(harvest("verb=ListSets"), "setSpec").stream().map(Element::getTextContent))
                .containsExactly("problems", "experts", "societies", "cases");
        assertThat(elements(harvest("verb=ListMetadataFormats"), "metadataPrefix").stream()
                        .map(Element::getTextContent))
                .containsExactly("oai_dc", "jiebang");
    }

    @Test
    void aWholeSetIsHarvestedOncePageByPage() throws Exception {
        var schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new StreamSource(
                        new StringReader(feed("/oai/jiebang.xsd").getResponseBody())));
        Set<String> identifiers = new HashSet<>();
        String next = "verb=ListRecords&metadataPrefix=jiebang&set=experts";
        int pages = 0;
        while (!next.isEmpty()) {
            Document page = harvest(next);
            for (Element header : elements(page, "header")) {
                assertThat(children(header)).containsExactly("identifier", "datestamp", "setSpec");
                assertThat(identifiers.add(header.getFirstChild().getTextContent()))
                        .isTrue();
            }
            for (Element metadata : elements(page, "metadata")) {
                schema.newValidator().validate(new DOMSource(metadata.getFirstChild()));
            }
            List<Element> token = elements(page, "resumptionToken");
            next = token.isEmpty() || token.getFirst().getTextContent().isEmpty()
                    ? ""
                    : "verb=ListRecords&resumptionToken=" + token.getFirst().getTextContent();
            pages++;
        }

        assertThat(pages).isGreaterThan(1);
        assertThat((long) identifiers.size())
                .isEqualTo(platform.rows("SELECT count(*) FROM harvest_record WHERE set_name = 'experts'"));
        String one = identifiers.iterator().next();
        Document record = harvest("verb=GetRecord&metadataPrefix=oai_dc&identifier=" + one);
        assertThat(children(elements(record, "dc").getFirst()))
                .startsWith("title")
                .contains("type", "identifier");
    }

    @Test
    void aRangeIsOfTheSecondsInUtcAndHasBothItsEnds() {
        String name = Platform.unique("时段");
        platform.load(Table.experts().row(name, "收割示例大学", "焊接"));
        String identifier = "oai:jiebang.example:experts/" + platform.idOf(Library.EXPERTS, name);
        String stamp = elements(harvest("verb=GetRecord&metadataPrefix=oai_dc&identifier=" + identifier), "datestamp")
                .getFirst()
                .getTextContent();
        Instant second = Instant.parse(stamp);
        assertThat(second).isBetween(Instant.now().minusSeconds(120), Instant.now());

        assertThat(identifiers("&from=" + stamp + "&until=" + stamp)).contains(identifier);
        Instant before = second.minusSeconds(1);
        assertThat(identifiers("&from=" + before + "&until=" + before)).doesNotContain(identifier);
        assertThat(identifiers("&from=" + second.plusSeconds(1))).doesNotContain(identifier);
    }

    /** Of the first page of the experts in a range. */
    private List<String> identifiers(String range) {
        return elements(harvest("verb=ListIdentifiers&metadataPrefix=oai_dc&set=experts" + range), "identifier")
                .stream()
                .map(Element::getTextContent)
                .toList();
    }

    @Test
    void whatWasWithdrawnIsToldAsDeleted() {
        String name = Platform.unique("收割");
        platform.load(Table.experts().row(name, "收割示例大学", "焊接"));
        String id = platform.idOf(Library.EXPERTS, name);
        web.method(HttpMethod.PUT)
                .uri("/api/experts/{id}/consent", id)
                .header(TestSessions.AS, "staff")
                .bodyValue(Map.of("given", false, "note", "本人电话告知"))
                .exchange()
                .expectStatus()
                .is2xxSuccessful();

        Document record =
                harvest("verb=GetRecord&metadataPrefix=oai_dc&identifier=" + "oai:jiebang.example:experts/" + id);

        assertThat(elements(record, "header"))
                .singleElement()
                .satisfies(header -> assertThat(header.getAttribute("status")).isEqualTo("deleted"));
        assertThat(elements(record, "metadata")).isEmpty();
        assertThat(feed("/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:jiebang.example:experts/" + id)
                        .getResponseBody())
                .doesNotContain(name);
    }

    @ParameterizedTest
    @CsvSource({
        "'', badVerb",
        "verb=Nothing, badVerb",
        "verb=Identify&verb=Identify, badVerb",
        "verb=Identify&set=experts, badArgument",
        "verb=ListRecords, badArgument",
        "verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=jiebang, badArgument",
        "verb=ListRecords&metadataPrefix=oai_dc&from=2026-13-01, badArgument",
        "verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30, badArgument",
        "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-02T00:00:00Z, badArgument",
        "verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-01&until=2026-01-02, badArgument",
        "verb=ListRecords&metadataPrefix=marc, cannotDisseminateFormat",
        "verb=ListRecords&metadataPrefix=oai_dc&set=unknown, noRecordsMatch",
        "verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01, noRecordsMatch",
        "verb=ListRecords&resumptionToken=x, badResumptionToken",
        "verb=ListRecords&resumptionToken=x.y&set=experts, badArgument",
        "verb=ListSets&resumptionToken=x, badResumptionToken",
        "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:jiebang.example:experts/1, idDoesNotExist",
        "verb=GetRecord&metadataPrefix=marc&identifier=oai:jiebang.example:experts/1, cannotDisseminateFormat",
        "verb=ListMetadataFormats&identifier=nothing, idDoesNotExist"
    })
    void refusesAsTheProtocolSays(String query, String code) {
        Document answer = harvest(query == null ? "" : query);

        assertThat(elements(answer, "error")).singleElement().satisfies(error -> {
            assertThat(error.getAttribute("code")).isEqualTo(code);
            assertThat(error.getTextContent()).isNotBlank();
        });
        boolean bare = code.equals("badVerb") || code.equals("badArgument");
        assertThat(elements(answer, "request").getFirst().hasAttribute("verb")).isNotEqualTo(bare);
    }

    @Test
    void takesArgumentsInAForm() {
        String answer = new String(
                java.util.Objects.requireNonNull(web.post()
                        .uri("/oai")
                        .header(TestSessions.AS, "")
                        .header(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded")
                        .bodyValue("verb=Identify")
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getResponseBody()),
                StandardCharsets.UTF_8);

        assertThat(elements(parsed(answer), "repositoryName")).hasSize(1);
    }
}
