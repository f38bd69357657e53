package org.jiebang.ingest.page;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Reads listing pages and the pages of their entries by {@link PageRules}. */
public final class PageReader {
    /** Entries of one listing page. */
    public static final int MOST_ITEMS = 1000;

    /** Characters of a page's text that are read. */
    public static final int LONGEST_TEXT = 20_000;

    private static final int MOST_FILES = 20;
    private static final int LONGEST_ADDRESS = 2000;
    private static final Pattern FILE = Pattern.compile(".*\\.(docx?|xlsx|pdf|zip)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DUE_BLANKS = Pattern.compile("[ \"<>\\\\^`{|}]");

    private PageReader() {}

    /**
     * One entry of a listing page.
     *
     * @param address its own page; null where the rules follow no link or the entry has none
     * @param cells by heading of the library; blank ones are left out
     */
    public record Item(@Nullable String address, Map<String, String> cells) {}

    /**
     * A listing page.
     *
     * @param next address of the next listing page by its link; null if there is none
     */
    public record Listing(List<Item> items, @Nullable String next) {}

    /** A file that a page links to. */
    public record FileLink(String address, String name) {}

    /** The page of an entry. */
    public record Detail(Map<String, String> cells, String text, List<FileLink> files) {}

    /**
     * Reads a listing page.
     *
     * @throws PageRefused if it shows nothing without scripts, or the rules find no entry
     */
    public static Listing listing(Document page, PageRules rules) {
        List<Item> items = new ArrayList<>();
        List<Element> found = page.select(rules.item());
        // Entries within entries would be read again and again.
        for (Element item : found.subList(0, Math.min(2 * MOST_ITEMS, found.size()))) {
            if (items.size() >= MOST_ITEMS) {
                break;
            }
            String address = rules.followsLinks() ? link(item, rules.link()) : null;
            Map<String, String> cells = cells(item, rules, PageRules.Place.LISTING);
            if (address != null || !rules.followsLinks() && !cells.isEmpty()) {
                items.add(new Item(address, cells));
            }
        }
        if (items.isEmpty()) {
            boolean scripted = WebPage.needsScripts(page);
            throw new PageRefused(
                    scripted ? PageRefusal.SCRIPTED : PageRefusal.NO_ITEMS, "No item in " + page.location());
        }
        String next = rules.next().isBlank() ? null : link(page, rules.next());
        return new Listing(items, next);
    }

    /**
     * Reads the page of an entry.
     *
     * @throws PageRefused if it shows nothing without scripts
     */
    public static Detail detail(Document page, PageRules rules) {
        if (WebPage.needsScripts(page)) {
            throw new PageRefused(PageRefusal.SCRIPTED, "No text in " + page.location());
        }
        Map<String, String> cells = cells(page.body(), rules, PageRules.Place.DETAIL);
        String text = rules.mode() == PageRules.Mode.NEED ? text(page, rules.content()) : "";
        return new Detail(cells, text, rules.attachments() ? files(page) : List.of());
    }

    private static Map<String, String> cells(Element part, PageRules rules, PageRules.Place place) {
        Map<String, String> cells = new LinkedHashMap<>();
        Map<String, LabelledText> labelled = new LinkedHashMap<>();
        for (PageRules.FieldRule field : rules.fields()) {
            if (field.place() != place) {
                continue;
            }
            Element scope = field.selector().isBlank() ? part : part.selectFirst(field.selector());
            if (scope == null) {
                continue;
            }
            String value = field.label().isBlank()
                    ? PageText.of(scope)
                    : labelled.computeIfAbsent(field.selector(), selector -> LabelledText.of(scope))
                            .valueOf(field.label());
            if (!value.isBlank()) {
                cells.put(field.heading(), shortened(value.strip()));
            }
        }
        return cells;
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    /** The text of an entry's page: what the rules select, or the part with the most text outside of links. */
    private static String text(Document page, String content) {
        Element part = content.isBlank() ? mainPart(page) : page.selectFirst(content);
        return part == null ? "" : shortened(PageText.of(part));
    }

    /** Goes down as long as one child holds most of the text that is no link. */
    static Element mainPart(Document page) {
        Element part = page.body();
        Weights weights = Weights.of(part);
        while (true) {
            long whole = weights.plain(part);
            Element heaviest = null;
            for (Element child : part.children()) {
                if (weights.plain(child) * 10 >= whole * 7) {
                    heaviest = child;
                }
            }
            if (heaviest == null || whole == 0 || !heaviest.isBlock()) {
                return part;
            }
            part = heaviest;
        }
    }

    private static List<FileLink> files(Document page) {
        Map<String, FileLink> files = new LinkedHashMap<>();
        for (Element link : page.select("a[href]")) {
            String address = absolute(link);
            String name = link.text().strip();
            if (address != null
                    && (FILE.matcher(path(address)).matches()
                            || FILE.matcher(name).matches())
                    && files.size() < MOST_FILES) {
                files.putIfAbsent(address, new FileLink(address, name.isEmpty() ? path(address) : name));
            }
        }
        return List.copyOf(files.values());
    }

    private static String path(String address) {
        String path = URI.create(address).getPath();
        return path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
    }

    private static @Nullable String link(Element part, String selector) {
        for (Element found : part.select(selector)) {
            Element link = found.hasAttr("href") ? found : found.selectFirst("a[href]");
            String address = link == null ? null : absolute(link);
            if (address != null) {
                return address;
            }
        }
        return null;
    }

    /** Address of a link, resolved and without its fragment; null if it leads to no page. */
    static @Nullable String absolute(Element link) {
        String href = link.attr("href").strip();
        String scheme = href.toLowerCase(Locale.ROOT);
        if (href.isEmpty() || href.startsWith("#") || scheme.startsWith("javascript:")) {
            return null;
        }
        String resolved = link.absUrl("href");
        int fragment = resolved.indexOf('#');
        String address = fragment < 0 ? resolved : resolved.substring(0, fragment);
        String escaped = DUE_BLANKS
                .matcher(address.strip())
                .replaceAll(mark -> String.format("%%%02X", (int) mark.group().charAt(0)));
        try {
            URI uri = new URI(escaped);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && escaped.length() <= LONGEST_ADDRESS ? uri.toASCIIString() : null;
        } catch (java.net.URISyntaxException e) {
            return null;
        }
    }
}
