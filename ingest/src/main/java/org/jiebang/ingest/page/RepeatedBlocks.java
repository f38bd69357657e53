package org.jiebang.ingest.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiebang.ingest.workbook.SourceRow;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Finds the list of a page that has no table: three or more siblings of one kind with the most text. 「标签：值」 lines become columns,
 * a heading or first link becomes 标题, and what is left becomes 内容.
 */
final class RepeatedBlocks {
    private static final int FEWEST = 3;
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
                            child -> child.normalName() + "." + String.join(".", child.classNames()),
                            LinkedHashMap::new,
                            Collectors.toList()));
            for (List<Element> kind : kinds.values()) {
                long weight = kind.size() < FEWEST ? 0 : weight(kind);
                if (weight > most) {
                    best = kind;
                    most = weight;
                }
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(rows(best));
    }

    /** Blocks that share labels are a list, whatever else a page repeats; among lists the one with the most text wins. */
    private static long weight(List<Element> blocks) {
        long text = blocks.stream().mapToLong(block -> block.text().length()).sum();
        Map<String, Long> labels = blocks.stream()
                .flatMap(block -> fields(block).keySet().stream())
                .filter(label -> !label.equals(TITLE) && !label.equals(CONTENT))
                .collect(Collectors.groupingBy(label -> label, Collectors.counting()));
        boolean shared = labels.values().stream().anyMatch(count -> count * 5 >= blocks.size() * 4L);
        boolean titled =
                !blocks.getFirst().select("h1,h2,h3,h4,h5,a,dt,.title,strong,b").isEmpty();
        return shared ? text + (1L << 40) : titled ? text : 0;
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
        String title = title(block);
        if (!title.isEmpty()) {
            fields.put(TITLE, title);
        }
        LabelledText labelled = LabelledText.of(block);
        labelled.fields().forEach(fields::putIfAbsent);
        List<String> titleLines = title.lines().toList();
        String rest = labelled.rest().stream()
                .filter(line -> !titleLines.contains(line))
                .collect(Collectors.joining("\n"));
        if (!rest.isEmpty()) {
            fields.put(CONTENT, rest);
        }
        return fields;
    }

    /** The heading of a block, or its first link or bold words; 「企业名称：」 in bold is a label and no title. */
    private static String title(Element block) {
        return Stream.concat(
                        block.select("h1,h2,h3,h4,h5,.title").stream()
                                .map(element -> element.text().strip()),
                        block.select("a,strong,b").stream()
                                .map(element -> element.text().strip())
                                .filter(text -> !LabelledText.isLabelled(text)))
                .filter(text -> !text.isEmpty() && !text.matches(".*[：:]$"))
                .findFirst()
                .orElse("");
    }
}
