package org.jiebang.ingest.need;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.ingest.workbook.FileRefused;
import org.jiebang.ingest.workbook.WorkbookWriter;
import org.jiebang.region.RegionTree;
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.TextAnalyzer;

/** Command line: reads the needs of a file and writes a workbook of their fields, each with its confidence and place in the text. */
public final class ReadNeeds {
    private static final String USAGE = """
            用法 Usage: bin/read-needs FILE OUT.xlsx
              FILE      需求：.xlsx、.csv（首行为列名，每行一条）或 .txt（空行分隔） needs: a table, one a row, or a text with blank lines between
              OUT.xlsx  每条的各栏、把握（0 到 1）和所在的字符位置；联系方式已隐去 fields, confidence, place in the text; contact data masked
            """;
    private static final List<String> HEADINGS =
            List.of("难题问题名称", "提出单位", "产业领域", "产业链环节", "所在地", "预计总投入（万元）", "问题解决期限");

    private ReadNeeds() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out));
    }

    /** Returns 0 if the workbook was written, 1 if the file cannot be read, 2 if the arguments are wrong. */
    static int run(List<String> arguments, PrintStream out) throws IOException {
        if (arguments.size() != 2 || !arguments.getLast().endsWith(".xlsx")) {
            out.print(USAGE);
            return 2;
        }
        Path file = Path.of(arguments.getFirst());
        Path written = Path.of(arguments.getLast());
        if (!Files.isRegularFile(file) || Files.exists(written)) {
            out.println(
                    Files.exists(written)
                            ? "已有这个文件，请换一个名字。 It is there already: " + written
                            : "没有这个文件 No such file: " + file);
            return 1;
        }
        try {
            print(write(NeedFile.read(file), written), out);
            return 0;
        } catch (FileRefused refused) {
            out.println(refused.code().chinese() + " " + refused.getMessage());
            return 1;
        }
    }

    /** A value of a need with what speaks for it. */
    private record Value(String heading, String value, Reading<?> reading) {}

    /** How many of the needs have a value for each heading, and how many of these are sure. */
    private record Filled(int needs, Map<String, Long> all, Map<String, Long> sure) {}

    private static Filled write(List<NeedFile.Written> needs, Path file) throws IOException {
        IndustryGraph graph = IndustryGraph.standard();
        NeedReader reader =
                new NeedReader(new TextAnalyzer(DomainDictionary.of(graph.vocabulary())), graph, RegionTree.standard());
        List<String> columns = Stream.concat(
                        Stream.of("行"),
                        Stream.concat(
                                HEADINGS.stream().flatMap(heading -> Stream.of(heading, "把握", "字符")),
                                Stream.of("隐去的联系方式", "原文（联系方式已隐去）")))
                .toList();
        List<Value> found = new ArrayList<>();
        List<List<String>> doubtful = new ArrayList<>();
        try (OutputStream output = Files.newOutputStream(file);
                WorkbookWriter workbook = new WorkbookWriter(output, "需求", columns)) {
            for (NeedFile.Written written : needs) {
                Need need = reader.read(written.text());
                List<Value> values = values(need, graph);
                found.addAll(values);
                workbook.write(row(written.place(), need, values));
                values.stream()
                        .filter(value -> value.reading().confidence() < Reading.SURE)
                        .forEach(value -> doubtful.add(List.of(
                                Long.toString(written.place()),
                                value.heading(),
                                value.value(),
                                confidence(value.reading()),
                                passage(need, value.reading()))));
            }
            workbook.newSheet("要看一看的", List.of("行", "栏目", "读出的值", "把握", "所在的文字"));
            for (List<String> line : doubtful) {
                workbook.write(line);
            }
        }
        return new Filled(
                needs.size(),
                found.stream().collect(Collectors.groupingBy(Value::heading, Collectors.counting())),
                found.stream()
                        .filter(value -> value.reading().confidence() >= Reading.SURE)
                        .collect(Collectors.groupingBy(Value::heading, Collectors.counting())));
    }

    private static List<Value> values(Need need, IndustryGraph graph) {
        List<Value> values = new ArrayList<>();
        if (need.title() != null) {
            values.add(new Value("难题问题名称", need.title().value(), need.title()));
        }
        if (need.proposer() != null) {
            values.add(new Value("提出单位", need.proposer().value(), need.proposer()));
        }
        need.industries().stream()
                .findFirst()
                .ifPresent(field -> values.add(new Value("产业领域", field.value().label(), field)));
        need.segments().stream()
                .findFirst()
                .ifPresent(segment -> values.add(new Value("产业链环节", graph.fullName(segment.value()), segment)));
        if (need.place() != null) {
            values.add(new Value("所在地", need.place().value(), need.place()));
        }
        if (need.investment() != null) {
            values.add(new Value(
                    "预计总投入（万元）", need.investment().value().tenThousandYuan().toPlainString(), need.investment()));
        }
        if (need.deadline() != null) {
            values.add(new Value("问题解决期限", need.deadline().value(), need.deadline()));
        }
        return values;
    }

    private static List<String> row(long place, Need need, List<Value> values) {
        List<String> cells = new ArrayList<>(List.of(Long.toString(place)));
        for (String heading : HEADINGS) {
            values.stream()
                    .filter(value -> value.heading().equals(heading))
                    .findFirst()
                    .ifPresentOrElse(
                            value -> cells.addAll(List.of(
                                    value.value(),
                                    confidence(value.reading()),
                                    value.reading().start() + "–"
                                            + value.reading().end())),
                            () -> cells.addAll(List.of("", "", "")));
        }
        cells.add(Integer.toString(need.contacts().size()));
        cells.add(need.masked());
        return cells;
    }

    private static String confidence(Reading<?> reading) {
        return String.format(Locale.ROOT, "%.2f", reading.confidence());
    }

    private static String passage(Need need, Reading<?> reading) {
        return need.masked().substring(reading.start(), reading.end());
    }

    private static void print(Filled filled, PrintStream out) {
        out.printf("%d 条需求 needs；有值 filled，把握 ≥ %.1f sure%n", filled.needs(), Reading.SURE);
        HEADINGS.forEach(heading -> out.printf(
                "%s\t%d\t%d%n",
                heading, filled.all().getOrDefault(heading, 0L), filled.sure().getOrDefault(heading, 0L)));
    }
}
