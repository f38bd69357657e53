package org.jiebang.programme;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jiebang.form.Forms;
import org.jiebang.matching.Sentence;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a programme file: YAML with Chinese field names, see {@code programme.schema.json} beside this class. Everything that is wrong
 * is told at once, with its line; a file is never half read. Safe from any thread.
 */
public final class ProgrammeReader {
    /** A programme file is some ten kilobytes; nothing larger is read. */
    public static final int CHARACTERS = 500_000;

    /**
     * What came of a file.
     *
     * @param programme empty if there is an error
     * @param remarks in the order of lines
     * @param lines where each rule, category, stage and form stands, by id
     */
    public record Outcome(Optional<Programme> programme, List<Remark> remarks, Map<String, Integer> lines) {
        public Outcome {
            remarks = List.copyOf(remarks);
            lines = Map.copyOf(lines);
        }
    }

    private final List<Remark> remarks = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();

    private ProgrammeReader() {}

    /**
     * Reads and checks a file.
     *
     * @throws IOException if the stream cannot be read; a file that is wrong is an outcome, not an exception
     */
    public static Outcome read(InputStream in) throws IOException {
        ProgrammeReader reader = new ProgrammeReader();
        Optional<Programme> programme = reader.programme(in);
        List<Remark> all = new ArrayList<>(reader.remarks);
        programme.ifPresent(read -> all.addAll(ProgrammeLinter.check(read, reader.lines)));
        all.sort(java.util.Comparator.comparingInt(Remark::line));
        boolean usable = all.stream().noneMatch(remark -> remark.severity() == Remark.Severity.ERROR);
        return new Outcome(usable ? programme : Optional.empty(), all, reader.lines);
    }

    private Optional<Programme> programme(InputStream in) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(CHARACTERS);
        // An alias repeats a part of the file under another place; a chain of them fills the memory.
        options.setMaxAliasesForCollections(0);
        try (Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            Node root = new Yaml(options).compose(text);
            if (root == null) {
                remarks.add(Remark.error(0, "empty-file"));
                return Optional.empty();
            }
            return Optional.of(programme(new YamlBlock(root, remarks)));
        } catch (YamlBlock.Unreadable e) {
            remarks.add(e.remark());
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            remarks.add(Remark.error(line, "not-yaml", String.valueOf(e.getProblem())));
        } catch (YAMLException e) {
            remarks.add(Remark.error(0, "not-yaml", String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    private Programme programme(YamlBlock block) {
        String document = block.text("文号");
        Map<String, List<String>> terms = new LinkedHashMap<>();
        Node vocabulary = block.optional("词表");
        if (vocabulary != null) {
            YamlBlock words = new YamlBlock(vocabulary, remarks);
            words.keys().forEach(name -> terms.put(name, words.texts(name)));
        }
        List<Category> categories = new ArrayList<>();
        each(block, "类别", item -> categories.add(category(item)));
        List<Rule> rules = new ArrayList<>();
        each(block, "规则", item -> rules.add(rule(item, document)));
        List<Stage> stages = new ArrayList<>();
        each(block, "阶段", item -> stages.add(stage(item, document)));
        List<Form> forms = new ArrayList<>();
        each(block, "表单", item -> forms.add(form(item)));
        Programme programme = new Programme(
                block.text("编号"),
                block.text("系列"),
                block.number("年度"),
                named(block),
                document,
                block.text("发文单位"),
                block.date("发文日期"),
                block.number("立项总数", 0),
                categories,
                rules,
                stages,
                forms,
                terms);
        block.refuseUnread(remarks);
        return programme;
    }

    /** Reads every item of a list; one that cannot be read is reported and the next is read. */
    private void each(YamlBlock block, String key, Consumer<YamlBlock> reader) {
        for (Node node : block.nodes(key)) {
            try {
                YamlBlock item = new YamlBlock(node, remarks);
                String id = item.text("编号");
                if (lines.putIfAbsent(id, item.line()) != null) {
                    remarks.add(Remark.error(item.line(), "id-twice", id, lines.getOrDefault(id, 0)));
                }
                reader.accept(item);
                item.refuseUnread(remarks);
            } catch (YamlBlock.Unreadable e) {
                remarks.add(e.remark());
            }
        }
    }

    private static Sentence named(YamlBlock block) {
        return new Sentence(block.text("名称"), block.text("英文名"));
    }

    private static Citation citation(YamlBlock block, String document) {
        return new Citation(block.text("文件", document), block.text("出处"), block.text("原文"));
    }

    private static Category category(YamlBlock block) {
        return new Category(
                block.text("编号"), named(block), block.text("大类", ""), block.texts("承接"), block.number("周期年", 1));
    }

    private Rule rule(YamlBlock block, String document) {
        return new Rule(
                block.text("编号"),
                block.texts("又见"),
                named(block),
                block.choice("约束", Strength.class, Strength::label),
                block.texts("适用"),
                ConditionReader.read(block, remarks),
                citation(block, document));
    }

    private static Stage stage(YamlBlock block, String document) {
        return new Stage(
                block.text("编号"),
                named(block),
                block.dateOrNull("自"),
                block.dateOrNull("至"),
                citation(block, document));
    }

    private Form form(YamlBlock block) {
        List<Form.Field> fields = new ArrayList<>();
        if (block.has("正式表格")) {
            fields.addAll(official(block));
        }
        for (Node node : block.nodes("栏目")) {
            YamlBlock item = new YamlBlock(node, remarks);
            boolean table = item.has("列");
            fields.add(new Form.Field(
                    item.text("名称"),
                    item.text("部分", ""),
                    !item.has("必填") || item.yes("必填"),
                    item.number("字数", Bound.UNLIMITED),
                    table ? item.number("行数", Bound.UNLIMITED) : 0,
                    item.texts("列"),
                    item.texts("选项")));
            item.refuseUnread(remarks);
        }
        return new Form(block.text("编号"), named(block), fields);
    }

    private static List<Form.Field> official(YamlBlock block) {
        String id = block.text("正式表格");
        return Forms.all().stream()
                .filter(form -> form.id().equals(id))
                .findFirst()
                .map(Form.Field::of)
                .orElseThrow(() -> new YamlBlock.Unreadable(
                        block.required("正式表格"),
                        "unknown-value",
                        id,
                        Words.names(Forms.all().stream()
                                .map(org.jiebang.form.Form::id)
                                .toList())));
    }
}
