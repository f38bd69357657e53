package org.jiebang.api.insight;

import io.r2dbc.spi.Readable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jiebang.industry.SegmentId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Counts what the libraries publish. */
@Repository
class SupplyStore {
    private final DatabaseClient database;

    SupplyStore(DatabaseClient database) {
        this.database = database;
    }

    /** Reads all records twice, both at the same time. */
    Mono<Supply> supply() {
        return Mono.zip(placed().collectList(), worked().collectList(), Supply::new);
    }

    private Flux<Supply.Placed> placed() {
        return database.sql("""
                        WITH placed AS (
                            SELECT library, payload ->> 'region' AS region, payload -> 'regions' AS served, count(*) AS records,
                                   count(*) FILTER (WHERE sample) AS samples
                            FROM library_record WHERE publication = 'PUBLISHED'
                            GROUP BY library, payload ->> 'region', payload -> 'regions')
                        SELECT library, coalesce(region, '') AS region, ARRAY(SELECT jsonb_array_elements_text(served)) AS served,
                               records, samples
                        FROM placed
                        """)
                .map(row -> new Supply.Placed(
                        text(row, "library"),
                        text(row, "region"),
                        texts(row, "served"),
                        number(row, "records"),
                        number(row, "samples")))
                .all();
    }

    private Flux<Supply.Worked> worked() {
        return database.sql("""
                        WITH worked AS (
                            SELECT library, payload -> 'segments' AS segments, count(*) AS records
                            FROM library_record WHERE publication = 'PUBLISHED' AND library IN ('experts', 'teams')
                            GROUP BY library, payload -> 'segments')
                        SELECT library, ARRAY(SELECT jsonb_array_elements_text(segments)) AS segments, records FROM worked
                        """)
                .map(row -> new Supply.Worked(
                        text(row, "library"),
                        texts(row, "segments").stream().map(SegmentId::new).toList(),
                        number(row, "records")))
                .all();
    }

    /**
     * Experts who are among the first for an open need of a place, each once, by where they sit; a blank code where nobody knows.
     *
     * @param first so many of the first in the list of a need count
     */
    Mono<Map<String, Long>> matched(String places, int first) {
        return database.sql("""
                        SELECT coalesce(expert.payload ->> 'region', '') AS code, count(DISTINCT expert.id) AS experts
                        FROM match_list_entry AS entry
                        JOIN library_record AS problem ON problem.id = entry.problem_id AND problem.library = 'problems'
                        JOIN library_record AS expert ON expert.id = entry.supply_id
                        WHERE entry.library = 'experts' AND entry.rank <= $2
                          AND problem.publication = 'PUBLISHED' AND expert.publication = 'PUBLISHED'
                          AND problem.payload ->> 'status' NOT IN ('SOLVED', 'CLOSED')
                          AND coalesce(problem.payload ->> 'region', '') LIKE $1
                        GROUP BY 1
                        """)
                .bind("$1", places)
                .bind("$2", first)
                .map(row -> Map.entry(text(row, "code"), number(row, "experts")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static List<String> texts(Readable row, String column) {
        return Arrays.asList(Objects.requireNonNull(row.get(column, String[].class)));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
