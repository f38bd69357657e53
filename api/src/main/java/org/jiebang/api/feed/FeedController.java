package org.jiebang.api.feed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Open;
import org.jiebang.api.access.Requires;
import org.jiebang.api.account.Secrets;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.search.SavedSearches;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Atom feeds: of posted problems for everybody, of a saved search for who holds its address. */
@RestController
class FeedController {
    private static final MediaType ATOM = new MediaType("application", "atom+xml", StandardCharsets.UTF_8);
    private static final int ENTRIES = 50;
    private static final String POSTED_ID = "urn:uuid:4a5f9f0e-6f0c-5a58-9f5b-6e3a3f1d7c11";

    private final DatabaseClient database;
    private final RecordStore records;
    private final SavedSearches searches;
    private final Addresses addresses;

    FeedController(DatabaseClient database, RecordStore records, SavedSearches searches, Addresses addresses) {
        this.database = database;
        this.records = records;
        this.searches = searches;
        this.addresses = addresses;
    }

    /** The problems that are posted now, the latest changed first. */
    @Requires(Action.RECORD_READ)
    @GetMapping("/api/feeds/problems.atom")
    Mono<ResponseEntity<String>> problems(ServerHttpRequest request) {
        AtomFeed feed = new AtomFeed(
                addresses.base(request),
                POSTED_ID,
                "张榜的难题 Posted problems",
                "/api/feeds/problems.atom",
                "/search?type=problem");
        return database.sql("SELECT " + RecordStore.COLUMNS + " FROM library_record WHERE library = 'problems'"
                        + " AND publication = 'PUBLISHED' AND payload ->> 'status' = 'POSTED'"
                        + " ORDER BY updated_at DESC, id LIMIT $1")
                .bind("$1", ENTRIES)
                .map(RecordStore::stored)
                .all()
                .collectList()
                .map(found -> answer(feed, found, Instant.EPOCH));
    }

    private record Kept(UUID id, String search, OffsetDateTime createdAt) {}

    /**
     * What a saved search finds, the latest changed first.
     *
     * @param secret from the address of the feed, which its owner can renew or end
     */
    @Open
    @GetMapping("/api/feeds/searches/{secret}.atom")
    Mono<ResponseEntity<String>> search(@PathVariable String secret, ServerHttpRequest request) {
        return kept(secret)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这个订阅源；地址可能已更换或停用，请在“通知”页取得新的地址")))
                .flatMap(kept -> searches.newest(kept.search(), ENTRIES)
                        .flatMap(ids -> records.published(ids).collectList())
                        .map(found -> answer(
                                new AtomFeed(
                                        addresses.base(request),
                                        "urn:uuid:" + kept.id(),
                                        "订阅的检索 Saved search",
                                        "/api/feeds/searches/" + secret + ".atom",
                                        "/search?" + kept.search()),
                                found,
                                kept.createdAt().toInstant())));
    }

    private Mono<Kept> kept(String secret) {
        return database.sql("""
                        SELECT subscription.id, subscription.search, subscription.created_at FROM subscription
                        JOIN account ON account.id = subscription.account_id AND account.state = 'ACTIVE'
                        WHERE feed_hash = $1 AND kind = 'SEARCH'
                        """)
                .bind("$1", ByteBuffer.wrap(Secrets.digest(secret)))
                .map(row -> new Kept(
                        Objects.requireNonNull(row.get("id", UUID.class)),
                        Objects.requireNonNull(row.get("search", String.class)),
                        Objects.requireNonNull(row.get("created_at", OffsetDateTime.class))))
                .one();
    }

    private static ResponseEntity<String> answer(AtomFeed feed, List<StoredRecord> found, Instant since) {
        List<StoredRecord> sorted = found.stream()
                .sorted(Comparator.comparing(StoredRecord::updatedAt).reversed().thenComparing(StoredRecord::id))
                .toList();
        Instant updated =
                sorted.isEmpty() ? since : sorted.getFirst().updatedAt().toInstant();
        String text = feed.write(sorted, updated);
        return ResponseEntity.ok()
                .contentType(ATOM)
                .cacheControl(CacheControl.noCache())
                .eTag('"' + digest(text) + '"')
                .lastModified(updated.truncatedTo(ChronoUnit.SECONDS))
                .body(text);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
