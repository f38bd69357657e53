package org.jiebang.api.team;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.RecordAccess;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.api.programme.ProgrammeCatalog;
import org.jiebang.api.programme.VerdictView;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.ServiceTeam;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Finding;
import org.jiebang.programme.ProjectChecker;
import org.jiebang.programme.Rule;
import org.jiebang.programme.Violation;
import org.jiebang.region.Region;
import org.jiebang.region.RegionTree;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Which teams of the library hold the places of a category, by its shares: the 200 teams of 2020 by city (TEAM-02). */
@Component
class TeamPlaces {
    private static final int MOST_UNPLACED = 500;

    private final DatabaseClient database;
    private final TeamSearches searches;
    private final RecordAccess records;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    TeamPlaces(
            DatabaseClient database,
            TeamSearches searches,
            RecordAccess records,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.database = database;
        this.searches = searches;
        this.records = records;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * A team on the board.
     *
     * @param version of its place; 0 where it has none
     * @param suggested share in which it works; null if none of the shares is one of its places
     */
    record PlacedTeam(
            UUID id,
            String name,
            String society,
            boolean sample,
            long version,
            @Nullable String suggested) {}

    /**
     * One share of the places.
     *
     * @param missing how many teams it lacks, 0 if it is full
     * @param over how many it has too many
     */
    record ShareView(String share, int quota, int filled, int missing, int over, List<PlacedTeam> teams) {}

    /**
     * The board.
     *
     * @param by what the places are split by, e.g. 设区市
     * @param unplaced teams of the library without a place here, at most 500
     * @param violations where teams and places do not agree, with the sentence of the rule
     */
    record BoardView(
            String programme,
            int version,
            String category,
            VerdictView.RuleName rule,
            Sentence asked,
            String quote,
            String document,
            String section,
            String by,
            int total,
            int placed,
            List<ShareView> shares,
            List<PlacedTeam> unplaced,
            List<VerdictView.ViolationView> violations) {}

    private record Row(PlacedTeam team, @Nullable String share) {}

    Mono<BoardView> board(String programme, String category) {
        return searches.programme(programme, category).flatMap(entry -> {
            Rule rule = rule(entry, category);
            Condition.Places places = (Condition.Places) rule.condition();
            return rows(programme, category, places.split().keySet())
                    .map(rows -> view(entry, category, rule, places, rows));
        });
    }

    private static Rule rule(ProgrammeCatalog.Entry entry, String category) {
        return entry.programme().rules().stream()
                .filter(rule -> rule.appliesTo(category)
                        && rule.condition() instanceof Condition.Places places
                        && !places.split().isEmpty())
                .findFirst()
                .orElseThrow(() -> ApiException.badRequest(
                        "category", "UNKNOWN_CHOICE", "类别“" + category + "”没有按地区或等次分配的名额，请选择其他类别。"));
    }

    private Mono<List<Row>> rows(String programme, String category, Set<String> shares) {
        return database.sql("SELECT " + RecordStore.COLUMNS + """
                        , share, place_version
                        FROM library_record LEFT JOIN (
                            SELECT team_id, share, version AS place_version FROM team_place
                            WHERE programme = $1 AND category = $2) AS place ON team_id = id
                        WHERE library = 'teams' AND publication = 'PUBLISHED'
                        ORDER BY share IS NULL, id LIMIT $3
                        """)
                .bind("$1", programme)
                .bind("$2", category)
                // Those with a place come first and are all shown: a category has far fewer places than this.
                .bind("$3", MOST_UNPLACED + 2000)
                .map(row -> {
                    StoredRecord stored = RecordStore.stored(row);
                    ServiceTeam team = (ServiceTeam) stored.item();
                    Long version = row.get("place_version", Long.class);
                    return new Row(
                            new PlacedTeam(
                                    stored.id(),
                                    team.name(),
                                    team.society(),
                                    stored.sample(),
                                    version == null ? 0 : version,
                                    suggested(team, shares)),
                            row.get("share", String.class));
                })
                .all()
                .collectList();
    }

    private static @Nullable String suggested(ServiceTeam team, Set<String> shares) {
        return team.regions().stream()
                .flatMap(code -> RegionTree.standard().path(code).stream())
                .filter(region -> region.level() == Region.Level.CITY)
                .map(region -> RegionTree.shortName(region.name()))
                .filter(shares::contains)
                .findFirst()
                .orElse(null);
    }

    private static BoardView view(
            ProgrammeCatalog.Entry entry, String category, Rule rule, Condition.Places places, List<Row> rows) {
        Map<String, List<PlacedTeam>> byShare = new LinkedHashMap<>();
        places.split().keySet().forEach(share -> byShare.put(share, new ArrayList<>()));
        List<PlacedTeam> unplaced = new ArrayList<>();
        List<ProjectChecker.Choice> choices = new ArrayList<>();
        for (Row row : rows) {
            String share = row.share();
            if (share == null) {
                if (unplaced.size() < MOST_UNPLACED) {
                    unplaced.add(row.team());
                }
            } else {
                choices.add(new ProjectChecker.Choice(category, share));
                byShare.computeIfAbsent(share, name -> new ArrayList<>()).add(row.team());
            }
        }
        List<ShareView> shares = byShare.entrySet().stream()
                .map(share -> {
                    int quota = places.split().getOrDefault(share.getKey(), 0);
                    int filled = share.getValue().size();
                    return new ShareView(
                            share.getKey(),
                            quota,
                            filled,
                            Math.max(0, quota - filled),
                            Math.max(0, filled - quota),
                            share.getValue());
                })
                .toList();
        return new BoardView(
                entry.programme().id(),
                entry.version(),
                category,
                VerdictView.RuleName.of(rule),
                rule.asks(),
                rule.citation().quote(),
                rule.citation().document(),
                rule.citation().section(),
                places.by(),
                places.total(),
                choices.size(),
                shares,
                unplaced,
                violations(entry, rule, places, choices));
    }

    /** Too many in a share or in all, or too few in all: the notice says how many there shall be. */
    private static List<VerdictView.ViolationView> violations(
            ProgrammeCatalog.Entry entry, Rule rule, Condition.Places places, List<ProjectChecker.Choice> choices) {
        List<Violation> found = new ArrayList<>(ProjectChecker.checkChoice(
                        entry.programme(), choices, Set.of(), LocalDate.now(TeamSearches.CHINA), Map.of())
                .violations()
                .stream()
                .filter(violation -> violation.rule().equals(rule))
                .toList());
        if (choices.size() < places.total()) {
            found.add(new Violation(
                    rule,
                    rule.strength(),
                    new Finding.TooFew(
                            rule.title(), BigDecimal.valueOf(choices.size()), BigDecimal.valueOf(places.total())),
                    ""));
        }
        return found.stream().map(VerdictView.ViolationView::of).toList();
    }

    /**
     * Gives a team a place, moves it or takes its place away.
     *
     * @param share null for no place
     * @param version that the writer has seen; 0 where there was no place
     */
    Mono<BoardView> put(
            Actor actor, String team, String programme, String category, @Nullable String share, long version) {
        return searches.programme(programme, category)
                .doOnNext(entry -> {
                    Set<String> shares = ((Condition.Places)
                                    rule(entry, category).condition())
                            .split()
                            .keySet();
                    if (share != null && !shares.contains(share)) {
                        throw ApiException.badRequest(
                                "share", "UNKNOWN_CHOICE", "没有“" + share + "”，可选：" + String.join("、", shares) + "。");
                    }
                })
                .then(records.find(actor, Library.TEAMS, team))
                .flatMap(stored ->
                        transactions.transactional(write(new Key(programme, category, stored.id()), share, version)
                                .flatMap(before -> audit.append(
                                        actor,
                                        AuditAction.TEAM_PLACED,
                                        new AuditLog.Change(
                                                "team-place",
                                                stored.id() + " " + programme + " " + category,
                                                before.isEmpty() ? null : before,
                                                share)))))
                .then(Mono.defer(() -> board(programme, category)));
    }

    private record Key(String programme, String category, UUID team) {}

    /** Answers the share before, blank if there was none. */
    private Mono<String> write(Key key, @Nullable String share, long version) {
        return database.sql(
                        "SELECT share, version FROM team_place WHERE programme = $1 AND category = $2 AND team_id = $3 FOR UPDATE")
                .bind("$1", key.programme())
                .bind("$2", key.category())
                .bind("$3", key.team())
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("share", String.class)),
                        Objects.requireNonNull(row.get("version", Long.class))))
                .one()
                .defaultIfEmpty(Map.entry("", 0L))
                .flatMap(before -> {
                    if (before.getValue() != version) {
                        return Mono.error(movedElsewhere());
                    }
                    return written(key, share, version)
                            .filter(rows -> rows > 0 || version == 0 && share == null)
                            .switchIfEmpty(Mono.error(TeamPlaces::movedElsewhere))
                            .thenReturn(before.getKey());
                });
    }

    private Mono<Long> written(Key key, @Nullable String share, long version) {
        String sql = share == null
                ? "DELETE FROM team_place WHERE programme = $1 AND category = $2 AND team_id = $3"
                : version == 0
                        ? "INSERT INTO team_place (programme, category, team_id, share) VALUES ($1, $2, $3, $4)"
                                + " ON CONFLICT DO NOTHING"
                        : "UPDATE team_place SET share = $4, version = version + 1, updated_at = now()"
                                + " WHERE programme = $1 AND category = $2 AND team_id = $3";
        DatabaseClient.GenericExecuteSpec statement = database.sql(sql)
                .bind("$1", key.programme())
                .bind("$2", key.category())
                .bind("$3", key.team());
        return (share == null ? statement : statement.bind("$4", share)).fetch().rowsUpdated();
    }

    private static ApiException movedElsewhere() {
        return new ApiException(ErrorCode.CONFLICT, "这个团刚被别人移动过，请看看最新的分布再移动。");
    }
}
