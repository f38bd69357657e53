package org.jiebang.api.docking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jiebang.problem.ProblemLife;
import org.junit.jupiter.api.Test;

/** The guide shows the table that the platform reads, row by row. */
class ProblemLifeDocTest {
    @Test
    void theGuideShowsEveryTransitionAndNoOther() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("..", "docs", "problem-life.md")).stream()
                .filter(line -> line.matches("\\|.*`[A-Z_]+` \\|.*"))
                .map(line -> String.join("|", List.of(line.split("\\|")).subList(1, 4)))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(ProblemLife.TABLE.transitions().stream()
                        .map(transition -> " %s | %s `%s` | %s "
                                .formatted(
                                        transition.from().label(),
                                        transition.event().label(),
                                        transition.event(),
                                        transition.to().label()))
                        .toList());
    }
}
