package org.jiebang.programme;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jiebang.matching.Sentence;

/** Command line: checks a programme file, says its rules in words, compares it with the call of another year. */
public final class CheckProgramme {
    private static final String USAGE = """
            用法 Usage: bin/check-programme FILE [--words] [--before FILE|ID]
              FILE      项目申报规则文件 a programme file (docs/programmes.md)
              --words   逐条用文字说出规则 say every rule in words
              --before  与另一年的文件（或自带文件的编号）比较 compare with another year's file, or the id of one that ships
            """;

    private CheckProgramme() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out));
    }

    /** Returns 0 if the file can be used, 1 if it is wrong, 2 if the arguments are. */
    static int run(List<String> arguments, PrintStream out) throws IOException {
        int before = arguments.indexOf("--before");
        List<String> known = List.of("--words", "--before");
        if (arguments.isEmpty()
                || arguments.getFirst().startsWith("--")
                || before == arguments.size() - 1
                || arguments.stream().anyMatch(word -> word.startsWith("--") && !known.contains(word))) {
            out.print(USAGE);
            return 2;
        }
        Optional<Programme> programme = read(arguments.getFirst(), out);
        if (programme.isEmpty()) {
            return 1;
        }
        if (arguments.contains("--words")) {
            programme.get().rules().forEach(rule -> words(programme.get(), rule, out));
        }
        if (before < 0) {
            return 0;
        }
        Optional<Programme> other = other(arguments.get(before + 1), out);
        other.ifPresent(earlier -> ProgrammeDiff.between(earlier, programme.get())
                .forEach(change -> print(out, change.id(), change.words())));
        return other.isPresent() ? 0 : 1;
    }

    private static Optional<Programme> other(String name, PrintStream out) throws IOException {
        Optional<Programme> standard = Programmes.standard().stream()
                .filter(candidate -> candidate.id().equals(name))
                .findFirst();
        return standard.isPresent() ? standard : read(name, out);
    }

    private static Optional<Programme> read(String name, PrintStream out) throws IOException {
        Path file = Path.of(name);
        if (!Files.isRegularFile(file)) {
            out.println("没有这个文件 No such file: " + name);
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            ProgrammeReader.Outcome outcome = ProgrammeReader.read(in);
            for (Remark remark : outcome.remarks()) {
                String severity = switch (remark.severity()) {
                    case ERROR -> "错误 error";
                    case WARNING -> "提醒 warning";
                    case NOTE -> "说明 note";
                };
                print(out, name + ":" + remark.line() + " " + severity, remark.message());
            }
            outcome.programme()
                    .ifPresent(programme -> out.println(name + "：可用 usable — "
                            + programme.title().chinese() + "，"
                            + programme.categories().size() + " 类 categories，"
                            + programme.rules().size() + " 条规则 rules"));
            return outcome.programme();
        }
    }

    private static void words(Programme programme, Rule rule, PrintStream out) {
        List<String> categories = rule.categories().stream()
                .map(id -> programme
                        .category(id)
                        .map(found -> found.name().chinese())
                        .orElse(id))
                .toList();
        String where = categories.isEmpty() ? "" : "（" + String.join("、", categories) + "）";
        out.println(
                rule.id() + " " + rule.strength().label() + " " + rule.title().chinese() + where + "："
                        + rule.asks().chinese() + "。" + rule.asks().english() + ".");
    }

    private static void print(PrintStream out, String where, Sentence words) {
        out.println(where + " " + words.chinese() + "。" + words.english() + ".");
    }
}
