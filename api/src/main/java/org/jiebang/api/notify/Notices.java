package org.jiebang.api.notify;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jiebang.api.search.SavedSearches;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tells subscribers what is new. A notice is a row that can be there only once for a person and a pair, so that whoever tells it, and how
 * often, nobody hears it twice.
 */
@Component
public class Notices {
    private static final String TELL_MATCHES = """
            INSERT INTO notice (account_id, kind, subject_id, record_id, link, score)
            SELECT DISTINCT ON (subscription.account_id, news.problem_id, news.supply_id)
                   subscription.account_id, 'MATCH', news.problem_id, news.supply_id,
                   CASE WHEN subscription.record_id = news.problem_id
                        THEN '/problems/' || news.problem_id || '?target=' || news.library || '&match=' || news.supply_id
                        ELSE '/' || news.library || '/' || news.supply_id || '?target=problems&match=' || news.problem_id END,
                   news.score
            FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::double precision[], $5::double precision[])
                     AS news (problem_id, library, supply_id, score, before)
            JOIN subscription ON subscription.record_id IN (news.problem_id, news.supply_id)
             AND news.score >= subscription.threshold AND news.before < subscription.threshold
            JOIN account ON account.id = subscription.account_id AND account.state = 'ACTIVE'
            ORDER BY subscription.account_id, news.problem_id, news.supply_id, subscription.id
            ON CONFLICT DO NOTHING
            """;

    private static final String TELL_FOUND = """
            INSERT INTO notice (account_id, kind, record_id, link)
            SELECT DISTINCT ON (subscription.account_id, record.id)
                   subscription.account_id, 'FOUND', record.id, '/' || record.library || '/' || record.id
            FROM subscription
            JOIN account ON account.id = subscription.account_id AND account.state = 'ACTIVE'
            JOIN library_record AS record ON record.id = ANY($2) AND record.publication = 'PUBLISHED'
             AND record.published_at > subscription.created_at
            WHERE subscription.kind = 'SEARCH' AND subscription.search = $1
            ON CONFLICT DO NOTHING
            """;

    private final DatabaseClient database;
    private final SubscriptionStore subscriptions;
    private final SavedSearches searches;

    Notices(DatabaseClient database, SubscriptionStore subscriptions, SavedSearches searches) {
        this.database = database;
        this.subscriptions = subscriptions;
        this.searches = searches;
    }

    /**
     * A match as it stands now.
     *
     * @param library of the supply, by its code
     * @param before score at the last look, below 0 if it stood in no list
     */
    public record Match(UUID problem, String library, UUID supply, double score, double before) {}

    /** Tells of matches that have come above a subscriber's threshold. Belongs into the transaction that stores the matches. */
    public Mono<Long> tell(List<Match> matches) {
        return matches.isEmpty()
                ? Mono.just(0L)
                : database.sql(TELL_MATCHES)
                        .bind("$1", matches.stream().map(Match::problem).toArray(UUID[]::new))
                        .bind("$2", matches.stream().map(Match::library).toArray(String[]::new))
                        .bind("$3", matches.stream().map(Match::supply).toArray(UUID[]::new))
                        .bind("$4", matches.stream().map(Match::score).toArray(Double[]::new))
                        .bind("$5", matches.stream().map(Match::before).toArray(Double[]::new))
                        .fetch()
                        .rowsUpdated();
    }

    /** Tells of records that searches find and that were published after somebody subscribed. */
    public Mono<Void> tellFound(Collection<UUID> records) {
        if (records.isEmpty()) {
            return Mono.empty();
        }
        return subscriptions
                .searches()
                .collectList()
                .flatMap(all -> searches.matching(all, records))
                .flatMapIterable(Map::entrySet)
                .concatMap(found -> tellFound(found.getKey(), found.getValue()))
                .then();
    }

    private Mono<Long> tellFound(String search, Set<UUID> records) {
        return records.isEmpty()
                ? Mono.empty()
                : database.sql(TELL_FOUND)
                        .bind("$1", search)
                        .bind("$2", records.toArray(UUID[]::new))
                        .fetch()
                        .rowsUpdated();
    }
}
