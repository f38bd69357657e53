package org.jiebang.ingest.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jiebang.ingest.workbook.SourceRow;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Finds the list of a page that has no table: three or more siblings of one kind with the most text. 「标签：值」 lines become columns,
 * a heading or first link becomes 标题, and what is left becomes 内容.
 */
final class RepeatedBlocks {
    private static final int FEWEST = 3;
    private static final Pattern LABELLED = Pattern.compile("^\\s*([\\p{IsHan}A-Za-z]{2,12})\\s*[：:]\\s*(.+)$");
    private static final String TITLE = "标题";
    private static final String CONTENT = "内容";

    private RepeatedBlocks() {}

    static Optional<List<SourceRow>> find(Document page) {
        List<Element> best = List.of();
        long most = 0;
        for (Element parent : page.body().select("*")) {
            Map<String, List<Element>> kinds = parent.children().stream()
                    .filter(child -> !child.text().isBlank())
                    .collect(Collectors.groupingBy(
                            child -> child.normalName() + "." + String.join(".", child.classNames())));
            for (List<Element> kind : kinds.values()) {
                long text =
                        kind.stream().mapToLong(block -> block.text().length()).sum();
                if (kind.size() >= FEWEST
                        && text > most
                        && !kind.getFirst()
                                .select("h1,h2,h3,h4,h5,a,dt,.title,strong,b")
                                .isEmpty()) {
                    best = kind;
                    most = text;
                }
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(rows(best));
    }

    private static List<SourceRow> rows(List<Element> blocks) {
        List<Map<String, String>> records =
                blocks.stream().map(RepeatedBlocks::fields).toList();
        Set<String> headings = new LinkedHashSet<>();
        records.forEach(block -> headings.addAll(block.keySet()));
        List<SourceRow> rows = new ArrayList<>();
        rows.add(new SourceRow(1, List.copyOf(headings)));
        for (int i = 0; i < records.size(); i++) {
            Map<String, String> block = records.get(i);
            rows.add(new SourceRow(
                    i + 2,
                    headings.stream()
                            .map(heading -> block.getOrDefault(heading, ""))
                            .toList()));
        }
        return rows;
    }

    private static Map<String, String> fields(Element block) {
        Map<String, String> fields = new LinkedHashMap<>();
        Element title = block.selectFirst("h1,h2,h3,h4,h5,.title,a,strong,b");
        String titleText = title == null ? "" : title.text().strip();
        if (!titleText.isEmpty()) {
            fields.put(TITLE, titleText);
        }
        for (Element term : block.select("dt")) {
            Element value = term.nextElementSibling();
            if (value != null && value.normalName().equals("dd")) {
                fields.putIfAbsent(term.text().replaceAll("[：:\\s]+$", ""), value.text());
            }
        }
        List<String> rest = new ArrayList<>();
        for (String line : block.wholeText().split("\\R")) {
            String plain = line.strip();
            Matcher labelled = LABELLED.matcher(plain);
            if (labelled.matches()) {
                fields.putIfAbsent(labelled.group(1), labelled.group(2).strip());
            } else if (!plain.isEmpty()
                    && !plain.equals(titleText)
                    && !fields.containsValue(plain)
                    && !isTerm(block, plain)) {
                rest.add(plain);
            }
        }
        if (!rest.isEmpty()) {
            fields.put(CONTENT, String.join("\n", rest));
        }
        return fields;
    }

    private static boolean isTerm(Element block, String line) {
        return block.select("dt").stream().anyMatch(term -> term.text().strip().equals(line));
    }
}
