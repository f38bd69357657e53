package org.jiebang.api.notify;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.account.Secrets;
import org.jiebang.api.library.RecordAccess;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.api.search.SavedSearches;
import org.jiebang.catalog.Library;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a person wants to hear of. */
@RestController
class SubscriptionController {
    private static final int MOST = 200;

    /** Where somebody sets no threshold: about the first three of a list. */
    private static final double USUAL_THRESHOLD = 0.25;

    private final SubscriptionStore subscriptions;
    private final RecordAccess records;
    private final SavedSearches searches;
    private final TransactionalOperator transactions;

    SubscriptionController(
            SubscriptionStore subscriptions,
            RecordAccess records,
            SavedSearches searches,
            TransactionalOperator transactions) {
        this.subscriptions = subscriptions;
        this.records = records;
        this.searches = searches;
        this.transactions = transactions;
    }

    /**
     * A subscription.
     *
     * @param library and title: of the record whose matches, or whose fields and chains, are subscribed to; null for others
     * @param search as in the address of the search page; null for a record
     * @param threshold matches from this score on
     * @param place code of the place whose problems' new experts are subscribed to; null for others
     * @param feed a feed of the search can be read by who has its address
     */
    record SubscriptionView(
            UUID id,
            SubscriptionStore.Kind kind,
            @Nullable UUID recordId,
            @Nullable String library,
            @Nullable String title,
            @Nullable String search,
            double threshold,
            OffsetDateTime createdAt,
            @Nullable String place,
            @Nullable String placeName,
            boolean feed) {
        static SubscriptionView of(SubscriptionStore.Subscription subscription) {
            Library library = subscription.library();
            return new SubscriptionView(
                    subscription.id(),
                    subscription.kind(),
                    subscription.recordId(),
                    library == null ? null : library.code(),
                    subscription.title(),
                    subscription.search(),
                    subscription.threshold(),
                    subscription.createdAt(),
                    subscription.place(),
                    placeName(subscription.place()),
                    subscription.feed());
        }

        private static @Nullable String placeName(@Nullable String place) {
            return place == null ? null : RegionTree.standard().fullName(new RegionCode(place));
        }
    }

    /**
     * What somebody wants to hear of.
     *
     * @param library and recordId: of a problem, or of an expert, society or team; for MATCHES
     * @param place code of a county, city or the province; for PLACE
     * @param search parameters of {@code /api/search} as in its address, e.g. {@code q=焊接&type=problem}; for SEARCH
     */
    record NewSubscription(
            @NotNull(message = "请选择订阅的种类：MATCHES（匹配）、SEARCH（检索）、INTEREST（同领域的新难题）或 PLACE（本地难题的新专家）。")
            SubscriptionStore.Kind kind,

            @Nullable String library,
            @Nullable String recordId,
            @Nullable String place,

            @Nullable @Size(max = 4000, message = "检索条件最多 4000 字。")
            String search,

            @Nullable
            @DecimalMin(value = "0", message = "分数线为 0 到 1。")
            @DecimalMax(value = "1", message = "分数线为 0 到 1。")
            Double threshold) {}

    @Requires(Action.SUBSCRIPTION_MANAGE)
    @GetMapping("/api/subscriptions")
    Flux<SubscriptionView> all(Actor actor) {
        return subscriptions.of(account(actor)).map(SubscriptionView::of);
    }

    /** Subscribes. To subscribe to the same again sets the threshold. */
    @Requires(Action.SUBSCRIPTION_MANAGE)
    @PostMapping("/api/subscriptions")
    Mono<SubscriptionView> subscribe(Actor actor, @Valid @RequestBody NewSubscription wanted) {
        double threshold = Objects.requireNonNullElse(wanted.threshold(), USUAL_THRESHOLD);
        Mono<UUID> added = switch (Objects.requireNonNull(wanted.kind())) {
            case MATCHES ->
                record(actor, wanted)
                        .flatMap(record -> subscriptions.put(
                                account(actor), SubscriptionStore.Kind.MATCHES, record, null, null, threshold));
            case SEARCH ->
                subscriptions.put(account(actor), SubscriptionStore.Kind.SEARCH, null, search(wanted), null, threshold);
            case INTEREST ->
                supply(actor, wanted)
                        .flatMap(record -> subscriptions.put(
                                account(actor), SubscriptionStore.Kind.INTEREST, record, null, null, threshold));
            case PLACE ->
                subscriptions.put(account(actor), SubscriptionStore.Kind.PLACE, null, null, place(wanted), threshold);
        };
        return transactions
                .transactional(subscriptions
                        .countLocked(account(actor))
                        .filter(count -> count < MOST)
                        .switchIfEmpty(Mono.error(
                                () -> new ApiException(ErrorCode.CONFLICT, "每个账号最多 " + MOST + " 项订阅，请先退订不用的。")))
                        .then(added))
                .flatMap(id -> subscriptions.find(account(actor), id))
                .map(SubscriptionView::of);
    }

    private Mono<UUID> record(Actor actor, NewSubscription wanted) {
        String library = wanted.library();
        String id = wanted.recordId();
        if (library == null || id == null) {
            throw ApiException.badRequest("recordId", "BLANK", "请说明订阅哪一条资料（library 和 recordId）。");
        }
        Library known = Library.find(library)
                .filter(one -> one != Library.ENTERPRISES && one != Library.PROJECTS)
                .orElseThrow(() -> ApiException.badRequest(
                        "library", "UNKNOWN_CHOICE", "可以订阅 problems、experts、societies、teams 的匹配。"));
        return records.find(actor, known, id).map(stored -> stored.id());
    }

    /** Whoever solves problems has fields and chains; a problem has none that it follows. */
    private Mono<UUID> supply(Actor actor, NewSubscription wanted) {
        if (Library.PROBLEMS.code().equals(wanted.library())) {
            throw ApiException.badRequest("library", "UNKNOWN_CHOICE", "新难题按 experts、societies、teams 的领域推送。");
        }
        return record(actor, wanted);
    }

    private static String place(NewSubscription wanted) {
        String place = wanted.place() == null ? "" : wanted.place().strip();
        if (!place.matches("32\\d{4}")
                || RegionTree.standard().find(new RegionCode(place)).isEmpty()) {
            throw ApiException.badRequest("place", "UNKNOWN_REGION", "请给出省内县（市、区）、设区市或全省的六位代码。");
        }
        return place;
    }

    private String search(NewSubscription wanted) {
        String search = wanted.search();
        if (search == null || search.isBlank()) {
            throw ApiException.badRequest("search", "BLANK", "请给出检索条件。");
        }
        return searches.checked(search.strip());
    }

    @Requires(Action.SUBSCRIPTION_MANAGE)
    @DeleteMapping("/api/subscriptions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> unsubscribe(Actor actor, @PathVariable String id) {
        return subscriptions
                .remove(account(actor), RecordIds.parse(id))
                .filter(removed -> removed)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这项订阅")))
                .then();
    }

    /** Address of a feed; it is shown this once. */
    record FeedAddress(String path) {}

    /** Gives the feed of a saved search a new address; the one that it had ends. Who has the address reads without signing in. */
    @Requires(Action.SUBSCRIPTION_MANAGE)
    @PostMapping("/api/subscriptions/{id}/feed")
    Mono<FeedAddress> renewFeed(Actor actor, @PathVariable String id) {
        String secret = Secrets.next();
        return subscriptions
                .feed(account(actor), RecordIds.parse(id), Secrets.digest(secret))
                .filter(changed -> changed)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这项检索订阅")))
                .thenReturn(new FeedAddress("/api/feeds/searches/" + secret + ".atom"));
    }

    /** Ends the feed of a saved search. */
    @Requires(Action.SUBSCRIPTION_MANAGE)
    @DeleteMapping("/api/subscriptions/{id}/feed")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> endFeed(Actor actor, @PathVariable String id) {
        return subscriptions
                .feed(account(actor), RecordIds.parse(id), null)
                .filter(changed -> changed)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这项检索订阅")))
                .then();
    }

    private static UUID account(Actor actor) {
        return Objects.requireNonNull(actor.account()).id();
    }
}
