package org.jiebang.api.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 */
record Kept(
        List<PageReader.Item> items,
        @Nullable String next,
        Map<String, String> told,
        Map<String, String> own,
        List<PageReader.FileLink> files,
        List<Map<String, String>> rows) {
    static Kept listing(PageReader.Listing listing, List<Map<String, String>> rows) {
        return new Kept(listing.items(), listing.next(), Map.of(), Map.of(), List.of(), rows);
    }

    static Kept rows(List<Map<String, String>> rows) {
        return new Kept(List.of(), null, Map.of(), Map.of(), List.of(), rows);
    }

    static Kept detail(Map<String, String> told, PageReader.Detail detail) {
        return new Kept(List.of(), null, told, detail.cells(), detail.files(), List.of());
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
        return new Kept(items, next, told, own, files, row.isEmpty() ? List.of() : List.of(row));
    }
}
