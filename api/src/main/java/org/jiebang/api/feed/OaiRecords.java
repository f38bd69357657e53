package org.jiebang.api.feed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.Problem;
import org.jiebang.ingest.library.LibraryTable;
import org.jiebang.region.RegionTree;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Metadata of records in the formats of the harvest: Dublin Core, and every public cell under its heading. */
@Component
class OaiRecords {
    /** Name of the format of our own; its schema is beside the interface. */
    static final String OWN = "jiebang";

    static final String OWN_NAMESPACE = "urn:jiebang:harvest:1";
    static final String DUBLIN_CORE = "oai_dc";
    static final String DC_NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/";
    static final String DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd";
    static final String CASES = "cases";

    private final RecordStore records;
    private final HarvestStore store;
    private final RegionTree regions = RegionTree.standard();

    OaiRecords(RecordStore records, HarvestStore store) {
        this.records = records;
        this.store = store;
    }

    /** What is public of a record: its parts for Dublin Core by element, and its cells by heading. */
    record Shown(String path, List<Map.Entry<String, String>> dublinCore, Map<String, String> cells) {}

    /** What is public of the records of some headers; those that are gone since are left out. */
    Mono<Map<HarvestStore.Place, Shown>> shown(List<HarvestStore.Header> headers) {
        Map<Boolean, List<HarvestStore.Header>> byKind = headers.stream()
                .filter(header -> !header.deleted())
                .collect(
                        Collectors.partitioningBy(header -> header.place().set().equals(CASES)));
        Map<HarvestStore.Place, Shown> all = new HashMap<>();
        return records.published(ids(byKind.getOrDefault(false, List.of())))
                .collectMap(StoredRecord::id)
                .doOnNext(found -> byKind.getOrDefault(false, List.of()).forEach(header -> {
                    StoredRecord stored = found.get(header.place().id());
                    if (stored != null) {
                        all.put(header.place(), shown(stored));
                    }
                }))
                .then(store.cases(ids(byKind.getOrDefault(true, List.of()))).collectMap(HarvestStore.ShownCase::id))
                .doOnNext(found -> byKind.getOrDefault(true, List.of()).forEach(header -> {
                    HarvestStore.ShownCase shown = found.get(header.place().id());
                    if (shown != null) {
                        all.put(header.place(), shown(shown));
                    }
                }))
                .thenReturn(all);
    }

    private static List<UUID> ids(List<HarvestStore.Header> headers) {
        return headers.stream().map(header -> header.place().id()).toList();
    }

    @SuppressWarnings("unchecked") // the table of a library takes the records of that library
    private Shown shown(StoredRecord stored) {
        LibraryRecord item = stored.item();
        List<Map.Entry<String, String>> core = new java.util.ArrayList<>();
        core.add(Map.entry("title", item.title()));
        if (item instanceof Problem problem && !problem.proposer().isBlank()) {
            core.add(Map.entry("creator", problem.proposer()));
        }
        item.fields().forEach(field -> core.add(Map.entry("subject", field.label())));
        item.segments().forEach(segment -> core.add(Map.entry("subject", segment.value())));
        item.texts().stream().filter(text -> !text.isBlank()).forEach(text -> core.add(Map.entry("description", text)));
        core.add(Map.entry("type", item.library().label()));
        core.add(Map.entry("language", "zh"));
        item.regions().forEach(region -> core.add(Map.entry("coverage", regions.fullName(region))));
        Map<String, String> cells = ((LibraryTable<LibraryRecord>) LibraryTable.of(item.library())).cells(item);
        return new Shown("/" + item.library().code() + "/" + stored.id(), core, cells);
    }

    private static Shown shown(HarvestStore.ShownCase one) {
        return new Shown(
                "/cases/" + one.id(),
                List.of(
                        Map.entry("title", one.title()),
                        Map.entry("description", one.need()),
                        Map.entry("description", one.solution()),
                        Map.entry("description", one.reached()),
                        Map.entry("type", "案例"),
                        Map.entry("language", "zh")),
                new java.util.TreeMap<>(
                        Map.of("名称", one.title(), "需求", one.need(), "解决办法", one.solution(), "成效", one.reached())));
    }

    /** Writes the metadata of a record in a format. */
    void write(XmlText xml, String prefix, String base, HarvestStore.Place place, Shown shown) {
        if (prefix.equals(DUBLIN_CORE)) {
            xml.element(
                    "oai_dc:dc",
                    () -> {
                        shown.dublinCore().forEach(part -> xml.text("dc:" + part.getKey(), part.getValue()));
                        xml.text("dc:identifier", base + shown.path());
                        xml.text("dc:date", XmlText.moment(place.stamp()));
                    },
                    "xmlns:oai_dc",
                    DC_NAMESPACE,
                    "xmlns:dc",
                    "http://purl.org/dc/elements/1.1/",
                    "xmlns:xsi",
                    "http://www.w3.org/2001/XMLSchema-instance",
                    "xsi:schemaLocation",
                    DC_NAMESPACE + " " + DC_SCHEMA);
        } else {
            xml.element(
                    "record",
                    () -> shown.cells().forEach((heading, cell) -> {
                        if (!cell.isEmpty()) {
                            xml.text("field", cell, "name", heading);
                        }
                    }),
                    "xmlns",
                    OWN_NAMESPACE,
                    "xmlns:xsi",
                    "http://www.w3.org/2001/XMLSchema-instance",
                    "xsi:schemaLocation",
                    OWN_NAMESPACE + " " + base + "/oai/jiebang.xsd",
                    "set",
                    place.set(),
                    "id",
                    place.id().toString(),
                    "address",
                    base + shown.path());
        }
    }
}
