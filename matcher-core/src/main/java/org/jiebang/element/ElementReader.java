package org.jiebang.element;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.Segment;
import org.jiebang.industry.Term;
import org.jiebang.text.Passages;
import org.jiebang.text.Quantities;
import org.jiebang.text.Quantity;
import org.jiebang.text.Section;
import org.jiebang.text.TextAnalyzer;
import org.jiebang.text.TextNormalizer;
import org.jiebang.text.Token;

/**
 * Reads the demand elements of a text: terms of the industry graph by their kind there, other noun phrases by their last word (Chinese puts
 * the head last; endings in {@code heads.tsv} beside this class), what follows 用于 as application, and quantities as performance. What
 * stands under a heading that speaks of something else than the subject, such as 企业简介, is passed over. Built once for a dictionary; safe
 * from any thread.
 */
public final class ElementReader {
    private static final Map<String, ElementKind> HEADS = heads();

    private static final Pattern USED_FOR = Pattern.compile("(?:适用于|应用于|应用在|用于|面向)\\s*$");

    /** Words that end a noun phrase and name nothing by themselves. */
    private static final Set<String> EMPTY = Set.of(
            "技术", "方法", "问题", "系统", "设备", "产品", "材料", "工艺", "性能", "领域", "行业", "指标", "模型", "能力", "市场", "质量", "设计", "生产",
            "控制", "处理", "环境", "成本", "工程", "产业", "效率", "时间", "结果", "目的", "特性", "算法", "原料", "流程", "工具", "器件", "元件", "程度",
            "大程度", "角度", "概率");

    /** Endings that look like a head and are none. */
    private static final Set<String> NAMELESS = Set.of(
            "制度", "年度", "季度", "力度", "进度", "可行性", "有效性", "可操作性", "正确性", "重要性", "必要性", "合理性", "科学性", "积极性", "复杂性", "特殊性",
            "局限性", "时机", "有机", "危机", "动机", "工作环境", "集成环境");

    /** What leads to the name of a measured property: 当 before 搅拌速率, 洗涤后 before 抑菌率. */
    private static final Pattern LEADING = Pattern.compile("^.*(?:[当其对后中时下的了据将把于而每]|[这该各本此][种类些]?)");

    /** What names a measured property without a noun phrase: pH, D值. */
    private static final Pattern MEASURED_NAME = Pattern.compile("[A-Za-z]{2,}|.*[值量率度比数性]");

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private final TextAnalyzer analyzer;
    private final Map<String, ElementKind> known = new HashMap<>();

    public ElementReader(TextAnalyzer analyzer, IndustryGraph graph) {
        this.analyzer = analyzer;
        for (Segment segment : graph.segments()) {
            own(segment.materials(), ElementKind.MATERIAL);
            own(segment.processes(), ElementKind.PROCESS);
            own(segment.products(), ElementKind.PRODUCT);
            own(segment.equipment(), ElementKind.PRODUCT);
            segment.indicators()
                    .forEach(indicator ->
                            known.putIfAbsent(TextNormalizer.term(indicator.name()), ElementKind.PERFORMANCE));
        }
        // What one segment is used for is often what another makes: 导电剂 is a use only where the text says so.
        for (Segment segment : graph.segments()) {
            own(segment.applications(), ElementKind.APPLICATION);
        }
        known.replaceAll(
                (term, kind) -> kind == ElementKind.APPLICATION ? head(term).orElse(ElementKind.APPLICATION) : kind);
    }

    private void own(List<Term> terms, ElementKind kind) {
        for (Term term : terms) {
            known.putIfAbsent(TextNormalizer.term(term.name()), kind);
            term.synonyms().forEach(synonym -> known.putIfAbsent(TextNormalizer.term(synonym), kind));
        }
    }

    /** The elements of a text in order; no two overlap, and of two that would the longer one is kept. */
    public List<Element> read(String text) {
        List<Element> found = new ArrayList<>();
        for (Passages.Passage passage : Passages.of(text)) {
            if (passage.section().subject()) {
                addAll(found, text, passage);
            }
        }
        // Measured statements first, then by length: 压实密度 2.6 g/cm³ rather than 压实密度.
        found.sort(Comparator.comparing((Element element) -> element.quantity() == null)
                .thenComparing(element -> element.start() - element.end())
                .thenComparing(element -> !element.known())
                .thenComparingInt(Element::start));
        List<Element> kept = new ArrayList<>();
        for (Element element : found) {
            boolean overlaps =
                    kept.stream().anyMatch(other -> element.start() < other.end() && other.start() < element.end());
            if (!overlaps) {
                kept.add(element);
            }
        }
        kept.sort(Comparator.comparingInt(Element::start));
        return List.copyOf(kept);
    }

    private void addAll(List<Element> found, String text, Passages.Passage passage) {
        List<Token> phrases = analyzer.phrases(passage.text());
        for (Quantity written : Quantities.find(passage.text())) {
            Quantity quantity = named(written, phrases, passage.text());
            if (!quantity.property().isEmpty() || passage.section() == Section.INDICATORS) {
                int start = passage.start() + quantity.start();
                int end = passage.start() + quantity.end();
                found.add(new Element(
                        ElementKind.PERFORMANCE,
                        TextNormalizer.term(quantity.property()),
                        text.substring(start, end),
                        start,
                        end,
                        quantity,
                        known.containsKey(TextNormalizer.term(quantity.property()))));
            }
        }
        for (Token word : analyzer.words(passage.text())) {
            ElementKind kind = known.get(word.term());
            if (kind != null) {
                found.add(element(kind, word, text, passage, true));
            }
        }
        for (Token phrase : phrases) {
            Matcher use = USED_FOR.matcher(passage.text().substring(0, phrase.start()));
            Optional<ElementKind> kind = use.find() ? Optional.of(ElementKind.APPLICATION) : kind(phrase.term());
            if (kind.isPresent() && !EMPTY.contains(phrase.term())) {
                found.add(element(kind.get(), phrase, text, passage, known.containsKey(phrase.term())));
            }
        }
    }

    /**
     * A quantity by the name of its property without what leads to it: 搅拌速率 of 当搅拌速率. What ends in no noun and is not bounded on one side
     * only, as 对这 8 个 is not, names no property.
     */
    private Quantity named(Quantity quantity, List<Token> phrases, String text) {
        String property = quantity.property();
        int end = quantity.start() + property.length();
        if (property.isEmpty()
                || known.containsKey(TextNormalizer.term(property))
                || !text.startsWith(property, quantity.start())) {
            return quantity;
        }
        for (Token phrase : phrases) {
            if (phrase.end() == end && phrase.start() >= quantity.start()) {
                Matcher leading = LEADING.matcher(text).region(quantity.start(), phrase.start());
                int start = leading.find() ? leading.end() : quantity.start();
                return quantity.named(text.substring(start, end), start);
            }
        }
        boolean bounded = quantity.least() == null || quantity.most() == null;
        return MEASURED_NAME.matcher(property).matches()
                        || bounded && HAN.matcher(property).find()
                ? quantity
                : quantity.named("", quantity.start());
    }

    private static Element element(
            ElementKind kind, Token token, String text, Passages.Passage passage, boolean known) {
        int start = passage.start() + token.start();
        int end = passage.start() + token.end();
        return new Element(kind, token.term(), text.substring(start, end), start, end, null, known);
    }

    /** Kind of a phrase by the graph or by its longest ending. */
    private Optional<ElementKind> kind(String phrase) {
        ElementKind own = known.get(phrase);
        return own == null ? head(phrase) : Optional.of(own);
    }

    private static Optional<ElementKind> head(String phrase) {
        if (NAMELESS.stream().anyMatch(phrase::endsWith)) {
            return Optional.empty();
        }
        for (int from = 0; from < phrase.length(); from++) {
            ElementKind kind = HEADS.get(phrase.substring(from));
            if (kind != null) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static Map<String, ElementKind> heads() {
        try (InputStream file = Objects.requireNonNull(ElementReader.class.getResourceAsStream("heads.tsv"))) {
            Map<String, ElementKind> heads = new HashMap<>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        String[] cells = line.split("\t");
                        ElementKind kind = ElementKind.valueOf(cells[0]);
                        Arrays.stream(cells).skip(1).forEach(head -> heads.putIfAbsent(head, kind));
                    });
            return heads;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
