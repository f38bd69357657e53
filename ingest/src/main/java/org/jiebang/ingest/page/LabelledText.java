package org.jiebang.ingest.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/**
 * What a part of a page says under labels: terms of a list, pairs of cells of a table without headings, and lines 「标签：值」.
 *
 * @param fields values by label, in the order of the page; the first of equal labels counts
 * @param rest lines under no label
 */
record LabelledText(Map<String, String> fields, List<String> rest) {
    private static final Pattern LABELLED =
            Pattern.compile("^([\\p{IsHan}A-Za-z][\\p{IsHan}A-Za-z0-9（）()/、]{1,19})\\s*[：:]\\s*(.*)$");
    private static final Pattern TRAILING = Pattern.compile("[：:\\s]+$");
    private static final int LONGEST_LABEL = 20;

    static boolean isLabelled(String line) {
        return LABELLED.matcher(line).matches();
    }

    static LabelledText of(Element part) {
        Map<String, String> fields = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (Element term : part.select("dt")) {
            Element value = term.nextElementSibling();
            if (value != null && value.normalName().equals("dd")) {
                take(term, value, fields, taken);
            } else {
                taken.add(PageText.of(term));
            }
        }
        for (Element row : part.select("tr")) {
            pairs(row, fields, taken);
        }
        List<String> rest = new ArrayList<>();
        String waiting = "";
        for (String line : PageText.of(part).split("\n")) {
            Matcher labelled = LABELLED.matcher(line);
            if (labelled.matches()) {
                waiting = labelled.group(2).isBlank() ? labelled.group(1) : "";
                if (waiting.isEmpty()) {
                    fields.putIfAbsent(labelled.group(1), labelled.group(2).strip());
                }
            } else if (!waiting.isEmpty()) {
                // The value stands on the line below its label.
                fields.putIfAbsent(waiting, line);
                waiting = "";
            } else if (!line.isEmpty() && !taken.contains(line)) {
                rest.add(line);
            }
        }
        return new LabelledText(fields, rest);
    }

    private static void take(Element label, Element value, Map<String, String> fields, Set<String> taken) {
        String text = PageText.of(value);
        taken.add(PageText.of(label));
        taken.addAll(text.lines().toList());
        fields.putIfAbsent(TRAILING.matcher(label.text()).replaceAll(""), text);
    }

    /** A form of two or four cells a row: label, value. A row of a list, whose first cell is no label, is none. */
    private static void pairs(Element row, Map<String, String> fields, Set<String> taken) {
        Elements cells = row.select("> td, > th");
        if (cells.size() % 2 != 0 || cells.size() > 4 || !row.select("table").isEmpty()) {
            return;
        }
        for (int i = 0; i < cells.size(); i += 2) {
            String label = TRAILING.matcher(cells.get(i).text()).replaceAll("");
            boolean named = !label.isEmpty()
                    && label.length() <= LONGEST_LABEL
                    && !cells.get(i + 1).normalName().equals("th")
                    && (label.codePoints().anyMatch(Character::isLetter) && label.indexOf('。') < 0);
            if (named) {
                take(cells.get(i), cells.get(i + 1), fields, taken);
            }
        }
    }

    /** Value under a label; white space and marks do not matter. Blank if there is none. */
    String valueOf(String label) {
        String wanted = folded(label);
        return fields.entrySet().stream()
                .filter(field -> folded(field.getKey()).equals(wanted))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining("\n"));
    }

    private static String folded(String label) {
        return label.replaceAll("[\\s　：:]+", "");
    }
}
