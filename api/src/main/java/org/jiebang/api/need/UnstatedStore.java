package org.jiebang.api.need;

import io.r2dbc.spi.Readable;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jiebang.api.platform.Compute;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Questions about cells that rows of files leave blank, in the table of {@link DoubtStore}; one at a time about a cell of a record. */
@Repository
class UnstatedStore {
    private static final HexFormat HEX = HexFormat.of();

    private static final String DECIDED = """
            SELECT DISTINCT ON (natural_key, heading) encode(natural_key, 'hex') AS natural_key, heading, decided, text_hash,
                   address <> '' AS of_page, id, sealed
            FROM field_doubt WHERE natural_key IN (SELECT decode(key, 'hex') FROM unnest($1::text[]) AS key) AND decided_at IS NOT NULL
            ORDER BY natural_key, heading, decided_at DESC
            """;

    /** Open questions about the rows of a file that it does not ask again with the same text. */
    private static final String DROP = """
            DELETE FROM field_doubt WHERE address = '' AND decided_at IS NULL
              AND natural_key IN (SELECT decode(key, 'hex') FROM unnest($1::text[]) AS key)
              AND NOT EXISTS (
                  SELECT 1 FROM unnest($2::text[], $3::text[], $4::text[]) AS asked (natural_key, heading, text_hash)
                  WHERE decode(asked.natural_key, 'hex') = field_doubt.natural_key AND asked.heading = field_doubt.heading
                    AND decode(asked.text_hash, 'hex') = field_doubt.text_hash)
            """;

    /** What an organisation wrote itself is not asked about. */
    private static final String ASK = """
            INSERT INTO field_doubt (id, address, row_number, heading, read_value, reading, confidence, text_hash, sealed, key_id,
                                     natural_key, import_id, record_id)
            SELECT asked.id, '', asked.row_number, asked.heading, '', asked.reading, asked.confidence, decode(asked.text_hash, 'hex'),
                   decode(asked.sealed, 'base64'), $1, library_record.natural_key, $2, library_record.id
            FROM unnest($3::uuid[], $4::text[], $5::integer[], $6::text[], $7::double precision[], $8::double precision[], $9::text[],
                        $10::text[])
                 AS asked (id, natural_key, row_number, heading, reading, confidence, text_hash, sealed)
            JOIN library_record ON library = 'problems' AND library_record.natural_key = decode(asked.natural_key, 'hex')
             AND owner_id IS NULL
            ON CONFLICT (natural_key, heading) WHERE decided_at IS NULL AND address = '' DO NOTHING
            """;

    private final DatabaseClient database;
    private final DoubtEvidence.Seal seal;
    private final Compute compute;

    UnstatedStore(DatabaseClient database, DoubtEvidence.Seal seal, Compute compute) {
        this.database = database;
        this.seal = seal;
        this.compute = compute;
    }

    /**
     * What was decided last about a cell of a record.
     *
     * @param ofPage about a value that was read from a page; else about a cell that a file left blank
     * @param guess the best one that the person was shown; blank for none
     */
    record Decided(String naturalKey, String heading, String value, byte[] textHash, boolean ofPage, String guess) {}

    private record Row(
            String naturalKey, String heading, String value, byte[] textHash, boolean ofPage, UUID id, byte[] closed) {}

    Flux<Decided> decided(Collection<String> naturalKeys) {
        return database.sql(DECIDED)
                .bind("$1", naturalKeys.toArray(String[]::new))
                .map(row -> new Row(
                        text(row, "natural_key"),
                        text(row, "heading"),
                        text(row, "decided"),
                        DoubtEvidence.bytes(row, "text_hash"),
                        Boolean.TRUE.equals(row.get("of_page", Boolean.class)),
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        DoubtEvidence.bytes(row, "sealed")))
                .all()
                .collectList()
                .flatMap(rows ->
                        compute.run(() -> rows.stream().map(this::opened).toList()))
                .flatMapIterable(rows -> rows);
    }

    private Decided opened(Row row) {
        String guess = seal.open(row.id(), row.closed()).others().stream()
                .findFirst()
                .map(other -> other.value())
                .orElse("");
        return new Decided(row.naturalKey(), row.heading(), row.value(), row.textHash(), row.ofPage(), guess);
    }

    /**
     * A question that is to be asked.
     *
     * @param row of the file, from 1
     * @param reading how sure the reader is of its best guess; 0 where it has none
     * @param confidence the same compared with decisions
     */
    record Question(
            String naturalKey,
            int row,
            String heading,
            double reading,
            double confidence,
            byte[] textHash,
            DoubtEvidence evidence) {}

    /** Puts questions in the place of the open ones about the same rows; one that is asked already stays as it is. */
    Mono<Void> replaceOpen(UUID job, Collection<String> naturalKeys, List<Question> questions) {
        String[] keys = each(questions, Question::naturalKey);
        String[] headings = each(questions, Question::heading);
        String[] hashes = each(questions, question -> HEX.formatHex(question.textHash()));
        return database.sql(DROP)
                .bind("$1", naturalKeys.toArray(String[]::new))
                .bind("$2", keys)
                .bind("$3", headings)
                .bind("$4", hashes)
                .fetch()
                .rowsUpdated()
                .then(questions.isEmpty() ? Mono.empty() : ask(job, questions, keys, headings, hashes));
    }

    private Mono<Void> ask(UUID job, List<Question> questions, String[] keys, String[] headings, String[] hashes) {
        UUID[] ids = questions.stream().map(question -> UUID.randomUUID()).toArray(UUID[]::new);
        return compute.run(() -> closed(ids, questions))
                .flatMap(closed -> database.sql(ASK)
                        .bind("$1", seal.key())
                        .bind("$2", job)
                        .bind("$3", ids)
                        .bind("$4", keys)
                        .bind("$5", questions.stream().map(Question::row).toArray(Integer[]::new))
                        .bind("$6", headings)
                        .bind("$7", questions.stream().map(Question::reading).toArray(Double[]::new))
                        .bind("$8", questions.stream().map(Question::confidence).toArray(Double[]::new))
                        .bind("$9", hashes)
                        .bind("$10", closed)
                        .fetch()
                        .rowsUpdated())
                .then();
    }

    private String[] closed(UUID[] ids, List<Question> questions) {
        String[] closed = new String[ids.length];
        for (int i = 0; i < ids.length; i++) {
            closed[i] = Base64.getEncoder()
                    .encodeToString(seal.close(ids[i], questions.get(i).evidence()));
        }
        return closed;
    }

    /** Drops what a job left open about records. */
    Mono<Void> dropOpen(UUID job, Collection<UUID> records) {
        return records.isEmpty()
                ? Mono.empty()
                : database.sql(
                                "DELETE FROM field_doubt WHERE import_id = $1 AND record_id = ANY($2) AND decided_at IS NULL")
                        .bind("$1", job)
                        .bind("$2", records.toArray(UUID[]::new))
                        .fetch()
                        .rowsUpdated()
                        .then();
    }

    private static String[] each(List<Question> questions, Function<Question, String> part) {
        return questions.stream().map(part).toArray(String[]::new);
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
