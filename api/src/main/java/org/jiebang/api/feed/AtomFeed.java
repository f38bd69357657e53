package org.jiebang.api.feed;

import java.time.Instant;
import java.util.List;
import org.jiebang.api.library.StoredRecord;

/** A feed after RFC 4287. The same records give the same bytes, so that a reader is told that nothing has changed. */
final class AtomFeed {
    private static final int LONGEST_SUMMARY = 400;

    private final String base;
    private final String id;
    private final String title;
    private final String self;
    private final String page;

    /**
     * @param base address of the platform
     * @param id URI that never changes
     * @param self path of the feed
     * @param page path of the page that shows the same
     */
    AtomFeed(String base, String id, String title, String self, String page) {
        this.base = base;
        this.id = id;
        this.title = title;
        this.self = self;
        this.page = page;
    }

    /**
     * The document.
     *
     * @param updated when an entry last changed
     */
    String write(List<StoredRecord> records, Instant updated) {
        XmlText xml = new XmlText();
        xml.element(
                "feed",
                () -> {
                    xml.text("id", id);
                    xml.text("title", title);
                    xml.text("updated", XmlText.moment(updated));
                    xml.element("author", () -> xml.text("name", "揭榜 Jiebang"));
                    xml.empty("link", "rel", "self", "type", "application/atom+xml", "href", base + self);
                    xml.empty("link", "rel", "alternate", "type", "text/html", "href", base + page);
                    records.forEach(record -> entry(xml, record));
                },
                "xmlns",
                "http://www.w3.org/2005/Atom",
                "xml:lang",
                "zh-CN");
        return xml.toString();
    }

    private void entry(XmlText xml, StoredRecord record) {
        var item = record.item();
        xml.element("entry", () -> {
            xml.text("id", "urn:uuid:" + record.id());
            xml.text("title", item.title());
            xml.text("updated", XmlText.moment(record.updatedAt()));
            xml.empty(
                    "link",
                    "rel",
                    "alternate",
                    "type",
                    "text/html",
                    "href",
                    base + "/" + item.library().code() + "/" + record.id());
            xml.empty(
                    "category",
                    "term",
                    item.library().code(),
                    "label",
                    item.library().label());
            item.fields().forEach(field -> xml.empty("category", "term", field.name(), "label", field.label()));
            xml.text("summary", summary(item.texts()));
        });
    }

    private static String summary(List<String> texts) {
        String all = String.join(" ", texts).strip();
        return all.codePointCount(0, all.length()) <= LONGEST_SUMMARY
                ? all
                : all.substring(0, all.offsetByCodePoints(0, LONGEST_SUMMARY)) + "…";
    }
}
