package org.jiebang.api.need;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.platform.Compute;
import org.jiebang.catalog.Problem;
import org.jiebang.ingest.need.NeedReader;
import org.jiebang.ingest.need.ReadCell;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Cells that every need should state (ledger section 11.2) and a row leaves blank, whether somebody wrote it or it was read from a page.
 * Nothing is guessed into the library: a person is asked, with the best guesses, and what a person decided is put into the row while its
 * text says the same.
 */
@Component
public class UnstatedCells {
    private static final List<String> EXPECTED = List.of(CellRule.FIELD, CellRule.PLACE);
    private static final int LONGEST = 4000;

    private final UnstatedStore store;
    private final CurrentReader reader;
    private final Compute compute;

    UnstatedCells(UnstatedStore store, CurrentReader reader, Compute compute) {
        this.store = store;
        this.reader = reader;
        this.compute = compute;
    }

    /**
     * A row of a file.
     *
     * @param naturalKey of the problem that it makes or changes
     * @param row of the file, from 1
     */
    public record Given(String naturalKey, int row, Map<String, String> cells, Problem problem) {
        List<String> blank() {
            return EXPECTED.stream()
                    .filter(heading -> cells.getOrDefault(heading, "").isBlank())
                    .toList();
        }

        /** What it says in words, as a person reads it. */
        String text() {
            List<String> lines = new ArrayList<>(List.of(problem.title()));
            if (!problem.proposer().isBlank()) {
                lines.add("提出单位：" + problem.proposer());
            }
            lines.addAll(problem.description().parts());
            String text = String.join("\n", lines);
            return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        }
    }

    /**
     * Rows that were looked through.
     *
     * @param naturalKeys of all of them
     * @param decided cells to put into rows, by natural key
     * @param questions what a person should be asked
     */
    public record Looked(
            List<String> naturalKeys,
            Map<String, Map<String, String>> decided,
            List<UnstatedStore.Question> questions) {
        private static final Looked NOTHING = new Looked(List.of(), Map.of(), List.of());
    }

    /** Looks through rows; the natural keys must differ. */
    public Mono<Looked> look(Collection<Given> rows) {
        if (rows.isEmpty()) {
            return Mono.just(Looked.NOTHING);
        }
        List<String> keys = rows.stream().map(Given::naturalKey).toList();
        return store.decided(keys)
                .collectMultimap(UnstatedStore.Decided::naturalKey)
                .flatMap(decided -> compute.run(() -> looked(rows, keys, decided)));
    }

    /** The rows are written: questions of an earlier file about them make room. */
    public Mono<Void> ask(UUID job, Looked looked) {
        return looked.naturalKeys().isEmpty()
                ? Mono.empty()
                : store.replaceOpen(job, looked.naturalKeys(), looked.questions());
    }

    /** Records are again what they were before a job: nobody is asked any more what it left open. */
    public Mono<Void> takenBack(UUID job, Collection<UUID> records) {
        return store.dropOpen(job, records);
    }

    private Looked looked(
            Collection<Given> rows, List<String> keys, Map<String, Collection<UnstatedStore.Decided>> decided) {
        Map<String, Map<String, String>> put = new HashMap<>();
        List<UnstatedStore.Question> questions = new ArrayList<>();
        for (Given given : rows) {
            Look look = new Look(given, reader);
            for (String heading : given.blank()) {
                UnstatedStore.Decided earlier = decided.getOrDefault(given.naturalKey(), List.of()).stream()
                        .filter(one -> one.heading().equals(heading))
                        .findFirst()
                        .orElse(null);
                if (earlier == null || !look.isSettledBy(earlier)) {
                    questions.add(look.question(heading));
                } else if (!earlier.value().isBlank()) {
                    put.computeIfAbsent(given.naturalKey(), key -> new HashMap<>())
                            .put(heading, earlier.value());
                }
            }
        }
        return new Looked(keys, put, questions);
    }

    /** One row; its text is read only if that is needed. */
    private static final class Look {
        private final Given given;
        private final CurrentReader reader;
        private final String text;
        private final byte[] hash;
        private @Nullable ReadText read;

        Look(Given given, CurrentReader reader) {
            this.given = given;
            this.reader = reader;
            this.text = given.text();
            this.hash = ReadText.hash(text);
        }

        private ReadText read() {
            ReadText known = read;
            if (known == null) {
                NeedReader current = reader.get();
                known = ReadText.of(given.row(), current.row(text));
                read = known;
            }
            return known;
        }

        private @Nullable ReadCell guess(String heading) {
            return read().cells().stream()
                    .filter(cell -> cell.heading().equals(heading))
                    .findFirst()
                    .orElse(null);
        }

        /**
         * Does it still hold? While the text is the same, or its best guess is the one of then or what was decided. That the page of a row
         * does not state it was decided about the page.
         */
        boolean isSettledBy(UnstatedStore.Decided earlier) {
            if (Arrays.equals(hash, earlier.textHash())
                    || earlier.ofPage() && earlier.value().isBlank()) {
                return true;
            }
            ReadCell guess = guess(earlier.heading());
            String now = guess == null ? "" : guess.value();
            return !earlier.ofPage() && (now.equals(earlier.guess()) || now.equals(earlier.value()));
        }

        UnstatedStore.Question question(String heading) {
            ReadCell guess = guess(heading);
            return new UnstatedStore.Question(
                    given.naturalKey(),
                    given.row(),
                    heading,
                    guess == null ? 0 : guess.reading(),
                    guess == null ? 0 : guess.confidence(),
                    Objects.requireNonNull(hash),
                    DoubtEvidence.unstated(read().text(), guess));
        }
    }
}
