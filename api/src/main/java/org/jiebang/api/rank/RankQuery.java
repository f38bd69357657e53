package org.jiebang.api.rank;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jiebang.catalog.Assessment;
import org.jiebang.catalog.Placement;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ProblemDescription;
import org.jiebang.catalog.ProblemStatus;

/** One line of the queries: id, title and, where there is one, content, divided by tabs. */
record RankQuery(String id, String title, String content) {
    static List<RankQuery> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .map(line -> line.split("\t", -1))
                .map(parts ->
                        new RankQuery(parts[0], parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : ""))
                .toList();
    }

    /** The query as a problem that somebody posts. */
    Problem problem() {
        return new Problem(
                title.isBlank() ? id : title,
                "",
                null,
                null,
                Set.of(),
                Set.of(),
                Set.of(),
                new ProblemDescription("", "", content, "", ""),
                null,
                "",
                null,
                Placement.NEITHER,
                "",
                "",
                Assessment.NONE,
                "",
                "",
                ProblemStatus.COLLECTED);
    }
}
