package org.jiebang.api.notify;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jiebang.api.search.SavedSearches;
import org.jiebang.problem.ProblemEvent;
import org.jiebang.problem.ProblemNews;
import org.jiebang.problem.ProblemState;
import org.jiebang.problem.ProblemTask;
import org.jiebang.problem.TaskParty;
import org.jiebang.review.ReviewNotice;
import org.jspecify.annotations.Nullable;
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
            INSERT INTO notice (account_id, kind, subject_id, record_id, link, score, subscription_id)
            SELECT DISTINCT ON (subscription.account_id, news.problem_id, news.supply_id)
                   subscription.account_id, 'MATCH', news.problem_id, news.supply_id,
                   CASE WHEN subscription.record_id = news.problem_id
                        THEN '/problems/' || news.problem_id || '?target=' || news.library || '&match=' || news.supply_id
                        ELSE '/' || news.library || '/' || news.supply_id || '?target=problems&match=' || news.problem_id END,
                   news.score, subscription.id
            FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::double precision[], $5::double precision[])
                     AS news (problem_id, library, supply_id, score, before)
            JOIN subscription ON subscription.kind = 'MATCHES' AND subscription.record_id IN (news.problem_id, news.supply_id)
             AND news.score >= subscription.threshold AND news.before < subscription.threshold
            JOIN account ON account.id = subscription.account_id AND account.state = 'ACTIVE'
            ORDER BY subscription.account_id, news.problem_id, news.supply_id, subscription.id
            ON CONFLICT DO NOTHING
            """;

    private static final String TELL_FOUND = """
            INSERT INTO notice (account_id, kind, record_id, link, subscription_id)
            SELECT DISTINCT ON (subscription.account_id, record.id)
                   subscription.account_id, 'FOUND', record.id, '/' || record.library || '/' || record.id, subscription.id
            FROM subscription
            JOIN account ON account.id = subscription.account_id AND account.state = 'ACTIVE'
            JOIN library_record AS record ON record.id = ANY($2) AND record.publication = 'PUBLISHED'
             AND record.published_at > subscription.created_at
            WHERE subscription.kind = 'SEARCH' AND subscription.search = $1
            ON CONFLICT DO NOTHING
            """;

    /** Experts who have come into the lists of a place's problems; each once for a person, whatever the problem. */
    private static final String TELL_PLACES = """
            INSERT INTO notice (account_id, kind, record_id, link, score, subscription_id)
            SELECT DISTINCT ON (subscription.account_id, news.supply_id)
                   subscription.account_id, 'EXPERT', news.supply_id,
                   '/problems/' || news.problem_id || '?target=experts&match=' || news.supply_id, news.score, subscription.id
            FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::double precision[], $5::double precision[])
                     AS news (problem_id, library, supply_id, score, before)
            JOIN library_record AS problem ON problem.id = news.problem_id AND problem.publication = 'PUBLISHED'
            JOIN subscription ON subscription.kind = 'PLACE'
             -- The code of a city ends in 00, that of the province in 0000.
             AND problem.payload ->> 'region' LIKE regexp_replace(subscription.place, '(00)+$', '') || '%'
             AND news.score >= subscription.threshold AND news.before < subscription.threshold
            JOIN account ON account.id = subscription.account_id AND account.state = 'ACTIVE'
            WHERE news.library = 'experts'
            ORDER BY subscription.account_id, news.supply_id, news.score DESC, subscription.id
            ON CONFLICT DO NOTHING
            """;

    /** Problems that were published after somebody subscribed, in a field or on a segment of the record that he named. */
    private static final String TELL_INTERESTED = """
            INSERT INTO notice (account_id, kind, record_id, link, subscription_id)
            SELECT DISTINCT ON (subscription.account_id, problem.id)
                   subscription.account_id, 'INTEREST', problem.id, '/problems/' || problem.id, subscription.id
            FROM library_record AS problem
            JOIN subscription ON subscription.kind = 'INTEREST' AND problem.published_at > subscription.created_at
            JOIN library_record AS own ON own.id = subscription.record_id AND own.publication = 'PUBLISHED'
            JOIN account ON account.id = subscription.account_id AND account.state = 'ACTIVE'
            WHERE problem.id = ANY ($1) AND problem.library = 'problems' AND problem.publication = 'PUBLISHED'
              AND problem.payload ->> 'status' NOT IN ('SOLVED', 'CLOSED')
              AND EXISTS (SELECT 1 FROM unnest(ARRAY['fields', 'segments']) AS part (name)
                          CROSS JOIN LATERAL jsonb_array_elements_text(problem.payload -> part.name) AS asked (value)
                          JOIN LATERAL jsonb_array_elements_text(own.payload -> part.name) AS offered (value)
                            ON offered.value = asked.value)
            ORDER BY subscription.account_id, problem.id, subscription.id
            ON CONFLICT DO NOTHING
            """;

    private static final String PARTIES = """
            JOIN problem_party ON problem_party.record_id = problem_progress.record_id AND problem_party.party = told.party
            JOIN membership ON membership.organisation_id = problem_party.organisation_id AND membership.role = problem_party.role
            JOIN account ON account.id = membership.account_id AND account.state = 'ACTIVE'
            """;

    private static final String TELL_PARTIES = """
            INSERT INTO notice (account_id, organisation_id, kind, topic, occasion, record_id, link)
            SELECT DISTINCT ON (account.id, told.kind, told.topic)
                   account.id, problem_party.organisation_id, told.kind, told.topic, problem_progress.version::text,
                   problem_progress.record_id, '/problems/' || problem_progress.record_id
            FROM problem_progress
            CROSS JOIN unnest($2::text[], $3::text[], $4::text[]) AS told (kind, topic, party)
            """ + PARTIES + """
            WHERE problem_progress.record_id = $1
              AND (told.topic <> 'SELECT' OR EXISTS (SELECT 1 FROM problem_claim
                   WHERE problem_claim.record_id = $1 AND problem_claim.state = 'SUBMITTED'))
            ORDER BY account.id, told.kind, told.topic, problem_party.organisation_id
            ON CONFLICT DO NOTHING
            """;

    /** Who has had to do something for longer than he should hears it once more, and no more for that step. */
    private static final String REMIND = """
            INSERT INTO notice (account_id, organisation_id, kind, topic, occasion, record_id, link)
            SELECT DISTINCT ON (account.id, problem_progress.record_id)
                   account.id, problem_party.organisation_id, 'DUE', told.topic, problem_progress.version::text,
                   problem_progress.record_id, '/problems/' || problem_progress.record_id
            FROM problem_progress
            JOIN unnest($1::text[], $2::text[], $3::text[], $4::integer[]) AS told (state, topic, party, days)
              ON told.state = problem_progress.state AND problem_progress.since < now() - make_interval(days => told.days)
            """ + PARTIES + """
            WHERE told.topic <> 'SELECT' OR EXISTS (SELECT 1 FROM problem_claim
                  WHERE problem_claim.record_id = problem_progress.record_id AND problem_claim.state = 'SUBMITTED')
            ORDER BY account.id, problem_progress.record_id, problem_party.organisation_id
            ON CONFLICT DO NOTHING
            """;

    private static final String CALLS_END = """
            INSERT INTO notice (account_id, organisation_id, kind, topic, occasion, record_id, link)
            SELECT DISTINCT ON (account.id, problem_progress.record_id)
                   account.id, problem_party.organisation_id, 'DUE', 'CALL_ENDS', problem_progress.claim_until::text,
                   problem_progress.record_id, '/problems/' || problem_progress.record_id
            FROM problem_progress CROSS JOIN (VALUES ('DRAFTER'), ('PROPOSER')) AS told (party)
            """ + PARTIES + """
            WHERE problem_progress.state = 'POSTED' AND problem_progress.claim_until BETWEEN $1 AND $2
            ORDER BY account.id, problem_progress.record_id, problem_party.organisation_id
            ON CONFLICT DO NOTHING
            """;

    private static final String TELL_SOLVED = """
            INSERT INTO notice (account_id, organisation_id, kind, record_id, link)
            SELECT DISTINCT ON (account.id) account.id, organisation.id, 'CASE', solved.id, '/cases/' || solved.id
            FROM library_record AS solved
            JOIN library_record AS need ON need.id = ANY ($2) AND need.publication = 'PUBLISHED'
             AND need.payload ->> 'status' NOT IN ('SOLVED', 'CLOSED')
             AND need.owner_id IS DISTINCT FROM solved.owner_id
            JOIN organisation ON organisation.id = need.owner_id OR organisation.kind = 'PROVINCE'
            JOIN membership ON membership.organisation_id = organisation.id
             AND membership.role = CASE organisation.kind WHEN 'PROVINCE' THEN 'STAFF' ELSE organisation.kind END
            JOIN account ON account.id = membership.account_id AND account.state = 'ACTIVE'
            WHERE solved.id = $1 AND solved.publication = 'PUBLISHED'
            ORDER BY account.id, organisation.kind, organisation.id
            ON CONFLICT DO NOTHING
            """;

    private static final String TELL_REVIEWERS = """
            INSERT INTO notice (account_id, kind, topic, occasion, link)
            SELECT review_sheet.account_id, $2, $3, review_sheet.id::text || $4, '/review-sheets/' || review_sheet.id
            FROM review_sheet
            JOIN account ON account.id = review_sheet.account_id AND account.state = 'ACTIVE'
            WHERE review_sheet.id = ANY ($1) ORDER BY review_sheet.id ON CONFLICT DO NOTHING
            """;

    private static final String TELL_OFFICE = """
            INSERT INTO notice (account_id, organisation_id, kind, topic, occasion, link)
            SELECT DISTINCT ON (account.id) account.id, organisation.id, $2, $3, $4, '/reviews/' || $1
            FROM organisation
            JOIN membership ON membership.organisation_id = organisation.id AND membership.role = 'STAFF'
            JOIN account ON account.id = membership.account_id AND account.state = 'ACTIVE'
            WHERE organisation.kind = 'PROVINCE' ORDER BY account.id, organisation.id ON CONFLICT DO NOTHING
            """;

    private static final int CALL_ENDS_DAYS = 3;

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

    /**
     * Tells of matches that have come above a subscriber's threshold, and of experts new to the problems of a place. Belongs into the
     * transaction that stores the matches.
     */
    public Mono<Long> tell(List<Match> matches) {
        return matches.isEmpty()
                ? Mono.just(0L)
                : tell(TELL_MATCHES, matches)
                        .flatMap(told -> tell(TELL_PLACES, matches).map(further -> told + further));
    }

    private Mono<Long> tell(String statement, List<Match> matches) {
        return database.sql(statement)
                .bind("$1", matches.stream().map(Match::problem).toArray(UUID[]::new))
                .bind("$2", matches.stream().map(Match::library).toArray(String[]::new))
                .bind("$3", matches.stream().map(Match::supply).toArray(UUID[]::new))
                .bind("$4", matches.stream().map(Match::score).toArray(Double[]::new))
                .bind("$5", matches.stream().map(Match::before).toArray(Double[]::new))
                .fetch()
                .rowsUpdated();
    }

    /** What somebody hears: the kind of notice, its topic, and who. */
    private record Told(String kind, String topic, TaskParty party) {}

    /**
     * Tells those who have a part in a problem what they have to do now, and what has happened. Belongs into the transaction of the step,
     * after its progress and its claims were written.
     *
     * @param state where the problem stands now
     * @param event what brought it there; null where only its claims have changed
     */
    public Mono<Long> tellStep(UUID problem, ProblemState state, @Nullable ProblemEvent event) {
        List<Told> told = new ArrayList<>();
        ProblemTask.in(state)
                .ifPresent(task -> task.parties().forEach(party -> told.add(new Told("TASK", task.name(), party))));
        if (event != null) {
            ProblemNews.of(event).forEach(news -> told.add(new Told("NEWS", news.name(), news.party())));
        }
        return told.isEmpty()
                ? Mono.just(0L)
                : database.sql(TELL_PARTIES)
                        .bind("$1", problem)
                        .bind("$2", told.stream().map(Told::kind).toArray(String[]::new))
                        .bind("$3", told.stream().map(Told::topic).toArray(String[]::new))
                        .bind("$4", told.stream().map(one -> one.party().name()).toArray(String[]::new))
                        .fetch()
                        .rowsUpdated();
    }

    /**
     * Tells who has a need like one that was solved, and staff; each once for a case.
     *
     * @param needs problems like the solved one; those that are solved or closed themselves do not count
     */
    public Mono<Long> tellSolved(UUID solved, Collection<UUID> needs) {
        return needs.isEmpty()
                ? Mono.just(0L)
                : database.sql(TELL_SOLVED)
                        .bind("$1", solved)
                        .bind("$2", needs.toArray(UUID[]::new))
                        .fetch()
                        .rowsUpdated();
    }

    /** Reminds of what waits too long and of calls that end within three days; each once, whoever calls it and how often. */
    public Mono<Long> remind(LocalDate today) {
        List<ProblemTask> tasks = new ArrayList<>();
        List<String> parties = new ArrayList<>();
        for (ProblemTask task : ProblemTask.values()) {
            for (TaskParty party : task.parties()) {
                tasks.add(task);
                parties.add(party.name());
            }
        }
        return database.sql(REMIND)
                .bind("$1", tasks.stream().map(task -> task.state().name()).toArray(String[]::new))
                .bind("$2", tasks.stream().map(ProblemTask::name).toArray(String[]::new))
                .bind("$3", parties.toArray(String[]::new))
                .bind("$4", tasks.stream().map(ProblemTask::remindAfterDays).toArray(Integer[]::new))
                .fetch()
                .rowsUpdated()
                .zipWith(
                        database.sql(CALLS_END)
                                .bind("$1", today)
                                .bind("$2", today.plusDays(CALL_ENDS_DAYS))
                                .fetch()
                                .rowsUpdated(),
                        Long::sum);
    }

    /** Tells the reviewers of sheets; each once for a sheet. */
    public Mono<Long> tellReviewers(Collection<UUID> sheets, ReviewNotice notice) {
        return tellReviewers(sheets, notice, "");
    }

    /**
     * Tells the reviewers of sheets what may happen to a sheet more than once.
     *
     * @param occasion tells one time from another
     */
    public Mono<Long> tellReviewers(Collection<UUID> sheets, ReviewNotice notice, String occasion) {
        return sheets.isEmpty()
                ? Mono.just(0L)
                : database.sql(TELL_REVIEWERS)
                        .bind("$1", sheets.toArray(UUID[]::new))
                        .bind("$2", notice.kind())
                        .bind("$3", notice.name())
                        .bind("$4", occasion)
                        .fetch()
                        .rowsUpdated();
    }

    /**
     * Tells staff of a review.
     *
     * @param occasion tells one time from another
     */
    public Mono<Long> tellOffice(UUID review, ReviewNotice notice, String occasion) {
        return database.sql(TELL_OFFICE)
                .bind("$1", review.toString())
                .bind("$2", notice.kind())
                .bind("$3", notice.name())
                .bind("$4", occasion)
                .fetch()
                .rowsUpdated();
    }

    /** Tells of records that searches find or that are of interest, and that were published after somebody subscribed. */
    public Mono<Void> tellFound(Collection<UUID> records) {
        if (records.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(TELL_INTERESTED)
                .bind("$1", records.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated()
                .thenMany(subscriptions.searches())
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
