package org.jiebang.api.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiebang.api.need.ReadText;
import org.jiebang.ingest.page.PageReader;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a page, so that nothing is asked again that did not change.
 *
 * @param items entries of a listing page
 * @param next address of the next listing page
 * @param told what was read from the free text of an entry's page
 * @param own fields of an entry's page, without what its listing says of it
 * @param files that the page links to
 * @param rows what is given to the import
 * @param read what rows were read from that a text told
 */
record Kept(
        List<PageReader.Item> items,
        @Nullable String next,
        Map<String, String> told,
        Map<String, String> own,
        List<PageReader.FileLink> files,
        List<Map<String, String>> rows,
        List<ReadText> read) {
    Kept {
        // Pages that were kept before readings were have none.
        read = read == null ? List.of() : List.copyOf(read);
    }

    static Kept listing(PageReader.Listing listing, List<Map<String, String>> rows) {
        return new Kept(listing.items(), listing.next(), Map.of(), Map.of(), List.of(), rows, List.of());
    }

    static Kept rows(List<Map<String, String>> rows, List<ReadText> read) {
        return new Kept(List.of(), null, Map.of(), Map.of(), List.of(), rows, read);
    }

    static Kept detail(Map<String, String> told, PageReader.Detail detail, List<ReadText> read) {
        return new Kept(List.of(), null, told, detail.cells(), detail.files(), List.of(), read);
    }

    /** Does another reading say the same, however sure either is? */
    boolean saysTheSameAs(Kept other) {
        return unread().equals(other.unread());
    }

    private Kept unread() {
        return new Kept(items, next, told, own, files, rows, List.of());
    }

    /** With the one row of an entry: its page counts more than its listing, and what a listing names more than what was read from text. */
    Kept joinedWith(PageReader.Item item) {
        if (told.isEmpty() && own.isEmpty() && !rows.isEmpty()) {
            // The entry is a file.
            return this;
        }
        Map<String, String> row = new LinkedHashMap<>(told);
        row.putAll(item.cells());
        row.putAll(own);
        return new Kept(items, next, told, own, files, row.isEmpty() ? List.of() : List.of(row), read);
    }
}
