package org.jiebang.ingest.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileNoticeTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private @TempDir Path folder;

    private int run(String... arguments) throws IOException {
        return CompileNotice.run(List.of(arguments), new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void printsTheFileItsLinksAndWhatChanged() throws IOException {
        Path file = folder.resolve("call.txt");
        Files.writeString(file, NoticeMeasureTest.invented("x03-service-team-2025"));
        assertThat(run(file.toString(), "--before", "kczg-service-team-2024")).isZero();
        assertThat(output())
                .contains(
                        "编号: notice-2025-31",
                        "不超过万元: 50}",
                        "不超过万元: 50",
                        "# 依据 Links",
                        "# 矛盾 Contradictions",
                        "# 未能理解 Not understood",
                        "改为“成员不少于15");
    }

    @Test
    void aWrongCallGetsTheUsage() throws IOException {
        assertThat(run()).isEqualTo(2);
        assertThat(run("a.txt", "--before")).isEqualTo(2);
        assertThat(run("a.txt", "--before", "no-such-programme")).isEqualTo(2);
        assertThat(output()).contains("bin/compile-notice FILE.txt");
    }

    @Test
    void aFileThatCannotBeReadIsTold() throws IOException {
        Path file = folder.resolve("gbk.txt");
        Files.write(file, new byte[] {(byte) 0xB9, (byte) 0xD8, (byte) 0xD3});
        assertThat(run(file.toString())).isEqualTo(1);
        assertThat(run(folder.resolve("none.txt").toString())).isEqualTo(1);
        assertThat(output()).contains("UTF-8", "没有这个文件");
    }

    @Test
    void aTextWithoutIssuerGivesNoUsableFile() throws IOException {
        Path file = folder.resolve("scrap.txt");
        Files.writeString(file, "每个学会限报2项。");
        assertThat(run(file.toString())).isEqualTo(1);
        assertThat(output()).contains("限项: 2", "原文里没有找到发文单位");
    }
}
