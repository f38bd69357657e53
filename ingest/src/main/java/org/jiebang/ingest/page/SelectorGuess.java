package org.jiebang.ingest.page;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jiebang.catalog.Library;
import org.jiebang.ingest.library.LibraryTable;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Proposes the rules of a new source from its first listing page and one page of an entry: the siblings that repeat and say the most are
 * the entries, a link that nearly all of them have leads to their pages, and labels or column headings that the library knows are fields.
 * A person looks at the preview before anything is read.
 */
public final class SelectorGuess {
    private static final int FEWEST = 3;
    private static final int SHORT = 8;
    private static final int ENOUGH = 400;
    /** Letters of an entry whose labels are looked at, so that a page of nested boxes is not read at every depth. */
    private static final int LONGEST_ITEM = 5000;

    private static final int SAMPLE = 20;
    /** Entries of one list that are weighed; the others are like them. */
    private static final int LOOKED_AT = 200;

    private static final String ASIDE = "nav, header, footer, aside, select, form, template";
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z_-]{1,40}");
    private static final Pattern TAG = Pattern.compile("[a-z][a-z0-9]*");
    private static final Pattern STATE = Pattern.compile(
            "(odd|even|first|last|active|on|cur|current|hover|selected|clearfix|fl|fr)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NEXT = Pattern.compile("下一?页|后一页|[Nn]ext|›|»|>");
    /** Pages of a widely used publishing system print their page numbers by this call. */
    private static final Pattern PRINTED = Pattern.compile(
            "createPageHTML\\(\\s*(\\d{1,5})\\s*,\\s*\\d{1,5}\\s*,\\s*[\"']([^\"']{1,80})[\"']\\s*,\\s*[\"'](\\w{1,8})[\"']");

    private static final List<String> LINKS =
            List.of("h1 a", "h2 a", "h3 a", "h4 a", "h5 a", ".title a", "a.title", "td a", "a[href]");

    private SelectorGuess() {}

    /** Proposes how to read a listing; empty if nothing on the page repeats. */
    public static Optional<PageRules> listing(Document page, Library library) {
        Weights weights = Weights.of(page.body());
        Set<Element> aside = new HashSet<>();
        page.select(ASIDE).forEach(part -> aside.addAll(part.getAllElements()));
        List<Element> best = List.of();
        double most = 0;
        for (Element parent : page.body().getAllElements()) {
            if (aside.contains(parent)) {
                continue;
            }
            Map<String, List<Element>> kinds = parent.children().stream()
                    .filter(child -> weights.all(child) > 0)
                    .collect(Collectors.groupingBy(SelectorGuess::kind, LinkedHashMap::new, Collectors.toList()));
            for (List<Element> kind : kinds.values()) {
                double weight = kind.size() < FEWEST ? 0 : weight(kind, weights);
                if (weight > most) {
                    best = kind;
                    most = weight;
                }
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(rules(page, best, library));
    }

    private static double weight(List<Element> whole, Weights weights) {
        List<Element> group = whole.subList(0, Math.min(LOOKED_AT, whole.size()));
        double text = 0;
        int linked = 0;
        Set<String> targets = new HashSet<>();
        for (Element item : group) {
            text += Math.min(weights.all(item), ENOUGH);
            Element link = item.normalName().equals("a") ? item : item.selectFirst("a[href]");
            String address = link == null ? null : PageReader.absolute(link);
            if (address != null) {
                linked++;
                targets.add(address);
            }
        }
        boolean menu = text / group.size() < SHORT;
        boolean links = linked * 5 >= group.size() * 4 && targets.size() * 5 >= linked * 4;
        boolean labelled = text <= (double) ENOUGH * group.size()
                && group.stream().allMatch(item -> weights.all(item) <= LONGEST_ITEM)
                && !shared(group.stream().limit(SAMPLE).toList()).isEmpty();
        boolean row =
                group.getFirst().normalName().equals("tr") && group.getFirst().childrenSize() > 2;
        return text
                * whole.size()
                / group.size()
                * (menu ? 0.05 : 1)
                * (links ? 2 : 1)
                * (labelled ? 4 : 1)
                * (row ? 3 : 1);
    }

    /** Labels that four in five of the entries have. */
    private static List<String> shared(List<Element> items) {
        Map<String, Long> labels = items.stream()
                .filter(item -> !item.normalName().equals("tr"))
                .flatMap(item -> LabelledText.of(item).fields().keySet().stream())
                .collect(Collectors.groupingBy(label -> label, LinkedHashMap::new, Collectors.counting()));
        return labels.entrySet().stream()
                .filter(label -> label.getValue() * 5 >= items.size() * 4L)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static PageRules rules(Document page, List<Element> group, Library library) {
        LibraryTable<?> table = LibraryTable.of(library);
        List<PageRules.FieldRule> fields = new ArrayList<>();
        List<Element> items = group;
        String item = selector(page, group);
        if (group.getFirst().normalName().equals("tr")) {
            Elements headings = group.getFirst().select("> td, > th");
            Optional<Element> head = page.select(item.replaceAll(" > tbody > tr.*$", " > thead > tr")).stream()
                    .filter(row -> row.normalName().equals("tr"))
                    .findFirst();
            columns(headings, table, fields);
            if (fields.size() > 1) {
                items = group.subList(1, group.size());
                item = item + ":gt(" + group.getFirst().elementSiblingIndex() + ")";
            } else {
                fields.clear();
                head.ifPresent(row -> columns(row.select("> td, > th"), table, fields));
            }
        } else {
            for (String label : shared(group)) {
                add(fields, table, label, "", label, PageRules.Place.LISTING);
            }
        }
        String link = link(items);
        if (!link.isEmpty()) {
            titled(fields, table, link);
        } else if (fields.isEmpty()) {
            titled(fields, table, "");
        }
        return new PageRules(
                PageRules.Mode.ROWS, item, link, fields, "", next(page), numbered(page), 1, !link.isEmpty());
    }

    private static void columns(Elements headings, LibraryTable<?> table, List<PageRules.FieldRule> fields) {
        int place = 1;
        for (Element heading : headings) {
            add(fields, table, heading.text(), "> td:nth-child(" + place++ + ")", "", PageRules.Place.LISTING);
        }
    }

    private static void titled(List<PageRules.FieldRule> fields, LibraryTable<?> table, String selector) {
        String title = table.headingOf("标题")
                .or(() -> table.headingOf("名称"))
                .orElseGet(() -> table.columns().getFirst().heading());
        if (fields.stream().noneMatch(field -> field.heading().equals(title))) {
            fields.addFirst(new PageRules.FieldRule(title, selector, "", PageRules.Place.LISTING));
        }
    }

    private static void add(
            List<PageRules.FieldRule> fields,
            LibraryTable<?> table,
            String name,
            String selector,
            String label,
            PageRules.Place place) {
        table.headingOf(name)
                .filter(heading ->
                        fields.stream().noneMatch(field -> field.heading().equals(heading)))
                .ifPresent(heading -> fields.add(new PageRules.FieldRule(heading, selector, label, place)));
    }

    /** Adds what the page of an entry says: labels that the library knows, else, of a problem, its free text. */
    public static PageRules detail(PageRules listing, Document page, Library library) {
        LibraryTable<?> table = LibraryTable.of(library);
        List<PageRules.FieldRule> fields = new ArrayList<>(listing.fields());
        int before = fields.size();
        LabelledText.of(page.body())
                .fields()
                .keySet()
                .forEach(label -> add(fields, table, label, "", label, PageRules.Place.DETAIL));
        boolean free = library == Library.PROBLEMS && fields.size() - before < 2;
        String content = free ? path(PageReader.mainPart(page)) : "";
        return new PageRules(
                free ? PageRules.Mode.NEED : PageRules.Mode.ROWS,
                listing.item(),
                listing.link(),
                free ? listing.fields() : fields,
                content,
                listing.next(),
                listing.numbered(),
                listing.firstNumber(),
                listing.attachments());
    }

    private static String link(List<Element> all) {
        List<Element> items = all.subList(0, Math.min(LOOKED_AT, all.size()));
        if (items.stream().allMatch(item -> item.normalName().equals("a"))) {
            return "a";
        }
        return LINKS.stream()
                .max(Comparator.comparingLong(
                                (String selector) -> reached(items, selector) * 5 >= items.size() * 4L ? 1 : 0)
                        .thenComparing(selector -> -LINKS.indexOf(selector)))
                .filter(selector -> reached(items, selector) * 5 >= items.size() * 4L)
                .orElse("");
    }

    private static long reached(List<Element> items, String selector) {
        return items.stream()
                .map(item -> item.selectFirst(selector))
                .filter(link -> link != null && PageReader.absolute(link) != null)
                .count();
    }

    private static String next(Document page) {
        for (Element link : page.select("a[href]")) {
            String text = link.text().strip();
            if (NEXT.matcher(text).matches() && PageReader.absolute(link) != null) {
                return text.matches("[下后].*") ? "a:containsOwn(" + text + ")" : path(link);
            }
        }
        return "";
    }

    private static String numbered(Document page) {
        Matcher printed = PRINTED.matcher(page.select("script").stream()
                .map(Element::data)
                .filter(script -> script.contains("createPageHTML("))
                .findFirst()
                .orElse(""));
        if (!printed.find()
                || Integer.parseInt(printed.group(1)) < 2
                || page.location().isEmpty()) {
            return "";
        }
        return URI.create(page.location()).resolve(".") + printed.group(2) + "_" + PageRules.PAGE + "."
                + printed.group(3);
    }

    /** The shortest path from above that selects these entries and nothing else. */
    private static String selector(Document page, List<Element> group) {
        String selector = step(group.getFirst());
        for (Element above = group.getFirst().parent(); above != null; above = above.parent()) {
            selector = step(above) + " > " + selector;
            if (page.select(selector).size() == group.size()) {
                return selector;
            }
            if (above.normalName().equals("body") || named(above)) {
                break;
            }
        }
        Element parent = group.getFirst().parent();
        return (parent == null ? "body" : path(parent)) + " > " + step(group.getFirst());
    }

    /** A path to one part: from the nearest name, with places where names do not tell. */
    private static String path(Element part) {
        List<String> steps = new ArrayList<>();
        for (@Nullable Element at = part; at != null; at = at.parent()) {
            Element parent = at.parent();
            if (at.normalName().equals("body") || named(at) || parent == null) {
                steps.addFirst(step(at));
                break;
            }
            String step = step(at);
            Element one = at;
            boolean alone = parent.children().stream()
                            .filter(child -> step(child).equals(step(one)))
                            .count()
                    == 1;
            steps.addFirst(alone ? step : step + ":nth-child(" + (at.elementSiblingIndex() + 1) + ")");
        }
        return String.join(" > ", steps);
    }

    private static boolean named(Element element) {
        return PLAIN_NAME.matcher(element.id()).matches();
    }

    private static String step(Element element) {
        return named(element) ? "#" + element.id() : kind(element);
    }

    /** Tag and classes, without those that only tell one row from the next. */
    private static String kind(Element element) {
        String tag = element.normalName();
        return (TAG.matcher(tag).matches() ? tag : "*")
                + element.classNames().stream()
                        .filter(name -> PLAIN_NAME.matcher(name).matches()
                                && !STATE.matcher(name).matches())
                        .sorted()
                        .map(name -> "." + name)
                        .collect(Collectors.joining());
    }
}
