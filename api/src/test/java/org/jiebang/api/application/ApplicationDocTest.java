package org.jiebang.api.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jiebang.application.ApplicationCourse;
import org.junit.jupiter.api.Test;

/** The guide shows the tables that the platform reads, row by row, with who may. */
class ApplicationDocTest {
    @Test
    void theGuideShowsEveryTransitionAndNoOther() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("..", "docs", "applications.md")).stream()
                .filter(line -> line.matches("\\|[^|]+\\|[^|]*`[A-Z_]+` \\|.*"))
                .map(line -> List.of(line.split("\\|")))
                .map(cells -> String.join("|", cells.subList(1, 4)) + "|" + cells.get(5))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(Stream.of(
                                ApplicationCourse.PUBLISHED_CALL,
                                ApplicationCourse.CALL,
                                ApplicationCourse.CAST,
                                ApplicationCourse.TASK)
                        .flatMap(course -> course.table().transitions().stream())
                        .map(transition -> " %s | %s `%s` | %s | `%s` "
                                .formatted(
                                        transition.from().label(),
                                        transition.event().label(),
                                        transition.event(),
                                        transition.to().label(),
                                        ApplicationRights.action(transition.event())
                                                .code()))
                        .toList());
    }
}
