package org.jiebang.ingest.notice;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jiebang.programme.ProgrammeDiff;
import org.jiebang.programme.Programmes;

/** Command line: compiles the text of a call to a draft programme file. */
public final class CompileNotice {
    private static final String USAGE = """
            用法 Usage: bin/compile-notice FILE.txt [--links] [--before ID]
              FILE.txt  申报通知的文字（UTF-8） text of a call (UTF-8)
              --links   只列出每条规则及其所在的字符位置 only rules with the place of their words
              --before  与自带的往年规则比较（docs/programmes.md） compare with a programme that ships
            """;

    private CompileNotice() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out));
    }

    /** Returns 0 if a file came out that can be loaded, 1 if not, 2 if the arguments are wrong. */
    static int run(List<String> arguments, PrintStream out) throws IOException {
        int before = arguments.indexOf("--before");
        List<String> known = List.of("--links", "--before");
        boolean wrong = arguments.isEmpty()
                || arguments.getFirst().startsWith("--")
                || before == arguments.size() - 1
                || arguments.stream().anyMatch(word -> word.startsWith("--") && !known.contains(word));
        if (wrong
                || before >= 0
                        && Programmes.standard().stream()
                                .noneMatch(one -> one.id().equals(arguments.get(before + 1)))) {
            out.print(USAGE);
            return 2;
        }
        Path file = Path.of(arguments.getFirst());
        if (!Files.isRegularFile(file)) {
            out.println("没有这个文件 No such file: " + file);
            return 1;
        }
        if (Files.size(file) > 4L * NoticeCompiler.LONGEST) {
            out.println("文件太长 The file is too long: " + file);
            return 1;
        }
        NoticeDraft draft;
        try {
            draft = NoticeCompiler.compile(Files.readString(file));
        } catch (MalformedInputException e) {
            out.println("文件不是 UTF-8 编码，请另存后再试。 The file is not UTF-8: " + file);
            return 1;
        } catch (IllegalArgumentException e) {
            out.println("文件太长 The file is too long: " + e.getMessage());
            return 1;
        }
        if (!arguments.contains("--links")) {
            out.println(draft.file());
        }
        print(draft, out);
        if (before >= 0 && draft.programme().isPresent()) {
            out.println("# 与往年比较 Compared with " + arguments.get(before + 1));
            ProgrammeDiff.between(
                            Programmes.standard(arguments.get(before + 1)),
                            draft.programme().get())
                    .forEach(change -> out.println(
                            "#   " + change.id() + " " + change.words().chinese() + "。"));
        }
        return draft.programme().isPresent() ? 0 : 1;
    }

    private static void print(NoticeDraft draft, PrintStream out) {
        out.println("# 依据 Links: 规则 rule，种类 kind，值 value，类别 categories，原文字符 characters，出处 section");
        for (NoticeDraft.DraftRule rule : draft.rules()) {
            out.println("#   " + rule.id() + "\t" + rule.kind().label() + "\t"
                    + rule.title().chinese() + "\t" + rule.value() + "\t"
                    + String.join("、", rule.categories()) + "\t" + rule.words().from() + "-"
                    + rule.words().to() + "\t" + rule.section()
                    + (rule.inFile() ? "" : "\t不在文件里 not in the file"));
        }
        out.println("# 矛盾 Contradictions: " + draft.disagreements().size());
        draft.disagreements()
                .forEach(one -> out.println(
                        "#   " + one.words().chinese() + "。" + one.words().english() + ". " + places(one.places())));
        out.println("# 未能理解 Not understood: " + draft.notUnderstood().size());
        draft.notUnderstood()
                .forEach(one ->
                        out.println("#   " + places(List.of(one.span())) + " " + one.section() + " " + one.text()));
        draft.remarks()
                .forEach(remark -> out.println("# " + remark.severity() + " " + remark.line() + " "
                        + remark.message().chinese()));
    }

    private static String places(List<NoticeDraft.Span> places) {
        return String.join(
                "，",
                places.stream().map(place -> place.from() + "-" + place.to()).toList());
    }
}
