package org.jiebang.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckProgrammeTest {
    @TempDir
    Path folder;

    private Path file;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @BeforeEach
    void copyThisYearsCall() throws IOException {
        file = folder.resolve("next.yaml");
        try (InputStream in = Programmes.class.getResourceAsStream("kczg-service-team-2024.yaml")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(
                    file,
                    text.replace("编号: kczg-service-team-2024", "编号: kczg-service-team-2025")
                            .replace("总人数一般不少于20人", "总人数一般不少于25人")
                            .replace("不少于: 20}", "不少于: 25}"));
        }
    }

    private int run(String... arguments) throws IOException {
        return CheckProgramme.run(List.of(arguments), new PrintStream(bytes, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void saysWhatIsNewNextYear() throws IOException {
        assertThat(run(file.toString(), "--before", "kczg-service-team-2024")).isZero();
        assertThat(said()).contains("可用 usable").contains("CT-13 修改（全部类别）“服务团人数”：由“成员不少于20（一般）”改为“成员不少于25（一般）”。");
        assertThat(said().lines()).hasSize(2);
    }

    @Test
    void saysTheRulesInWords() throws IOException {
        assertThat(run(file.toString(), "--words")).isZero();
        assertThat(said()).contains("CT-13 一般 服务团人数：成员不少于25。members: at least 25.");
    }

    @Test
    void namesTheLineOfAMistake() throws IOException {
        Files.writeString(file, Files.readString(file).replace("限项: 5", "限项: 五"));
        int line = Files.readAllLines(file).indexOf("    限项: 五") + 1;
        assertThat(run(file.toString())).isEqualTo(1);
        assertThat(said()).contains(file + ":" + line + " 错误 error “五”不是可用的数（不小于零）。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--words", "x.yaml --before", "x.yaml --compare y.yaml"})
    void explainsItself(String arguments) throws IOException {
        assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo(2);
        assertThat(said()).startsWith("用法 Usage");
    }

    @Test
    void aFileThatIsNotThereIsSaidSo() throws IOException {
        assertThat(run(folder.resolve("none.yaml").toString())).isEqualTo(1);
        assertThat(said()).startsWith("没有这个文件 No such file");
    }
}
