package org.jiebang.api.source;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jiebang.api.need.CurrentReader;
import org.jiebang.api.need.ReadText;
import org.jiebang.ingest.document.AttachmentReader;
import org.jiebang.ingest.library.LibraryTable;
import org.jiebang.ingest.need.NeedRow;
import org.jiebang.ingest.page.PageReader;
import org.jiebang.ingest.page.PageRefusal;
import org.jiebang.ingest.page.PageRefused;
import org.jiebang.ingest.page.PageRules;
import org.jiebang.ingest.page.WebPage;
import org.jsoup.nodes.Document;
import org.springframework.stereotype.Component;

/** Reads what was fetched by the rules of its source. Blocking; for compute threads. */
@Component
class Readings {
    private static final int LONGEST_CHANGE = 500;
    private static final int MOST_CHANGES = 60;
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\n\\t]]");
    private static final String HIDDEN = "•••";

    private final CurrentReader reader;

    Readings(CurrentReader reader) {
        this.reader = reader;
    }

    static Document page(Fetched.Content content) {
        if (!content.isPage()) {
            throw new PageRefused(PageRefusal.WRONG_TYPE, "Content type " + content.type());
        }
        return WebPage.parse(content.bytes(), content.charset(), content.address());
    }

    Kept listing(PageRules rules, Fetched.Content content) {
        PageReader.Listing listing = PageReader.listing(page(content), rules);
        return Kept.listing(
                listing,
                rules.followsLinks()
                        ? List.of()
                        : listing.items().stream()
                                .map(item -> clean(item.cells()))
                                .toList());
    }

    /** An entry's page, or the file that its link leads to. */
    Kept detail(Source source, Fetched.Content content, List<AttachmentReader.Unread> unread) {
        if (!content.isPage()) {
            return file(source, content, unread);
        }
        PageReader.Detail detail = PageReader.detail(page(content), source.rules());
        PageReader.Detail columns = new PageReader.Detail(clean(detail.cells()), "", detail.files());
        if (detail.text().isBlank()) {
            return Kept.detail(Map.of(), columns, List.of());
        }
        NeedRow need = need(detail.text());
        return Kept.detail(clean(need.values()), columns, List.of(ReadText.of(0, need)));
    }

    Kept file(Source source, Fetched.Content content, List<AttachmentReader.Unread> unread) {
        boolean needs = source.library() == org.jiebang.catalog.Library.PROBLEMS;
        Map<Map<String, String>, NeedRow> told = new IdentityHashMap<>();
        AttachmentReader.Contents contents = new AttachmentReader(source.library(), text -> {
                    if (!needs) {
                        return Map.of();
                    }
                    NeedRow need = need(text);
                    Map<String, String> row = need.values();
                    told.put(row, need);
                    return row;
                })
                .read(content.address().getPath(), content.bytes());
        unread.addAll(contents.unread());
        List<ReadText> read = new ArrayList<>();
        for (int i = 0; i < contents.rows().size(); i++) {
            NeedRow need = told.get(contents.rows().get(i));
            if (need != null) {
                read.add(ReadText.of(i, need));
            }
        }
        return Kept.rows(contents.rows().stream().map(Readings::clean).toList(), read);
    }

    /** A row of the problem library from free text. */
    NeedRow need(String text) {
        return reader.get()
                .row(text.length() > PageReader.LONGEST_TEXT ? text.substring(0, PageReader.LONGEST_TEXT) : text);
    }

    private static Map<String, String> clean(Map<String, String> cells) {
        Map<String, String> clean = new LinkedHashMap<>();
        cells.forEach((heading, cell) ->
                clean.put(heading, INVISIBLE.matcher(cell).replaceAll("").strip()));
        clean.values().removeIf(String::isBlank);
        return clean;
    }

    /** What changed from one reading to the next; contact data is told to have changed and never shown. */
    static List<PageStore.CellChange> changes(
            LibraryTable<?> table, List<Map<String, String>> before, List<Map<String, String>> after) {
        Set<String> contacts = table.contactHeadings();
        List<PageStore.CellChange> changes = new ArrayList<>();
        for (int i = 0; i < Math.max(before.size(), after.size()) && changes.size() < MOST_CHANGES; i++) {
            Map<String, String> old = i < before.size() ? before.get(i) : Map.of();
            Map<String, String> now = i < after.size() ? after.get(i) : Map.of();
            Set<String> headings = new TreeSet<>(old.keySet());
            headings.addAll(now.keySet());
            for (String heading : headings) {
                String was = old.getOrDefault(heading, "");
                String is = now.getOrDefault(heading, "");
                if (!was.equals(is) && changes.size() < MOST_CHANGES) {
                    boolean hidden = contacts.contains(heading);
                    changes.add(new PageStore.CellChange(
                            i + 1, heading, hidden ? hidden(was) : cut(was), hidden ? hidden(is) : cut(is)));
                }
            }
        }
        return changes;
    }

    private static String hidden(String value) {
        return value.isEmpty() ? "" : HIDDEN;
    }

    private static String cut(String value) {
        return value.length() > LONGEST_CHANGE ? value.substring(0, LONGEST_CHANGE) + "…" : value;
    }
}
