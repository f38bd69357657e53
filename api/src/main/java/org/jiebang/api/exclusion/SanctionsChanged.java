package org.jiebang.api.exclusion;

import java.util.List;
import java.util.UUID;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.catalog.CreditCode;
import org.jiebang.catalog.Enterprise;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.KeyProject;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ServiceTeam;
import org.jiebang.catalog.Society;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Has the matches of all records looked at again that a sanction, or a decision about who is who, reaches: its subject, namesakes, teams, and problems of a unit. */
@Component
public class SanctionsChanged {
    private static final String TELL = """
            INSERT INTO match_job (record_id)
            SELECT id FROM library_record
            WHERE id = $1
               OR library = 'experts' AND replace(payload ->> 'name', ' ', '') = $2
               OR library = 'teams' AND (payload ->> 'society' = $3 OR EXISTS (
                    SELECT 1 FROM jsonb_array_elements(payload -> 'roster') AS member
                    WHERE replace(member ->> 'name', ' ', '') = $2))
               OR library = 'problems' AND (payload ->> 'proposer' = $3 OR payload ->> 'proposerCode' = $4)
            """;

    private final DatabaseClient database;
    private final RecordStore records;

    SanctionsChanged(DatabaseClient database, RecordStore records) {
        this.database = database;
        this.records = records;
    }

    /** The subject of a sanction, published or not. */
    Mono<StoredRecord> record(UUID id) {
        return records.find(id);
    }

    /** Belongs into the transaction that changes the sanction. Namings that this cannot see are matched anew at night at the latest. */
    public Mono<Void> tell(StoredRecord subject) {
        List<String> keys = switch (subject.item()) {
            case Expert expert -> List.of(expert.name().replace(" ", ""), "", "");
            case Society society -> List.of("", society.name(), code(society.creditCode()));
            case Enterprise enterprise -> List.of("", enterprise.name(), code(enterprise.creditCode()));
            case ServiceTeam team -> List.of("", "", "");
            case KeyProject project -> List.of("", "", "");
            case Problem problem -> List.of("", "", "");
        };
        return database.sql(TELL)
                .bind("$1", subject.id())
                .bind("$2", keys.get(0))
                .bind("$3", keys.get(1))
                .bind("$4", keys.get(2))
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static String code(@Nullable CreditCode code) {
        return code == null ? "" : code.value();
    }
}
