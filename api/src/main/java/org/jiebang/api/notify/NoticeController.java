package org.jiebang.api.notify;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.platform.ApiException;
import org.jiebang.catalog.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a person was told. */
@RestController
class NoticeController {
    private static final int MOST = 100;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /** Keeps proxies from closing a silent stream. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(20);

    /** After so long the page opens the stream anew and shows again who it is. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final NoticeStore notices;

    NoticeController(NoticeStore notices) {
        this.notices = notices;
    }

    /**
     * A notice.
     *
     * @param kind MATCH: a problem and one who could solve it; FOUND: what a search found; TASK: something to do; DUE: a reminder; NEWS:
     *     what happened; CASE: a need like his own was solved; INTEREST: a new problem in his fields; EXPERT: an expert new to the problems of his place
     * @param why for which subscription he was told, in Chinese; blank for none
     * @param whyEnglish the same in English
     * @param subscriptionId ends that subscription; null for none
     * @param sentence what it says, in Chinese
     * @param english the same in English
     * @param subject the problem of a match; null for what was found, or if it is not public any more
     * @param title who matched or what was found; null if it is not public any more
     * @param link address within the page
     * @param score of a match
     */
    record NoticeView(
            UUID id,
            String kind,
            String sentence,
            String english,
            @Nullable String subject,
            @Nullable String title,
            @Nullable String library,
            String link,
            @Nullable Double score,
            OffsetDateTime at,
            boolean read,
            String why,
            String whyEnglish,
            @Nullable UUID subscriptionId) {
        static NoticeView of(NoticeStore.Told told) {
            Library library = told.library();
            return new NoticeView(
                    told.id(),
                    told.kind(),
                    NoticeText.chinese(told),
                    NoticeText.english(told),
                    told.subject(),
                    told.title(),
                    library == null ? null : library.code(),
                    told.link(),
                    told.score(),
                    told.at(),
                    told.readAt() != null,
                    NoticeText.why(told),
                    NoticeText.whyInEnglish(told),
                    told.subscriptionId());
        }
    }

    /**
     * A page of notices, the latest first.
     *
     * @param next asks for the next page as {@code before}; null on the last
     */
    record NoticePage(
            long unread, List<NoticeView> notices, @Nullable UUID next) {}

    @Requires(Action.SUBSCRIPTION_MANAGE)
    @GetMapping("/api/notices")
    Mono<NoticePage> page(
            Actor actor,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(defaultValue = "30") int size) {
        if (size < 1 || size > MOST) {
            throw ApiException.badRequest("size", "OUT_OF_RANGE", "每页条数应在 1 到 " + MOST + " 之间。");
        }
        UUID from = before == null || before.isBlank() ? null : RecordIds.parse(before);
        return Mono.zip(
                notices.page(account(actor), from, unread, size + 1).collectList(),
                notices.state(account(actor)),
                (found, state) -> new NoticePage(
                        state.unread(),
                        found.stream().limit(size).map(NoticeView::of).toList(),
                        found.size() > size ? found.get(size - 1).id() : null));
    }

    /** How many are unread and which came last. */
    record NoticeState(long unread, @Nullable UUID latest) {}

    /** The state now and whenever it changes. */
    @Requires(Action.SUBSCRIPTION_MANAGE)
    @GetMapping(path = "/api/notices/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<NoticeState>> events(Actor actor) {
        Flux<ServerSentEvent<NoticeState>> states = notices.state(account(actor))
                .repeatWhen(done -> done.delayElements(LOOK_EVERY))
                .distinctUntilChanged()
                .map(state -> ServerSentEvent.builder(new NoticeState(state.unread(), state.latest()))
                        .event("notices")
                        .build());
        Flux<ServerSentEvent<NoticeState>> life = Flux.interval(SIGN_OF_LIFE)
                .map(tick ->
                        ServerSentEvent.<NoticeState>builder().comment("alive").build());
        return states.mergeWith(life).take(LONGEST);
    }

    /** Whether a notice was read. */
    record ReadMark(@NotNull(message = "请说明是否已读（read）。") Boolean read) {}

    @Requires(Action.SUBSCRIPTION_MANAGE)
    @PutMapping("/api/notices/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> mark(Actor actor, @PathVariable String id, @Valid @RequestBody ReadMark mark) {
        return notices.mark(account(actor), RecordIds.parse(id), Objects.requireNonNull(mark.read()))
                .filter(marked -> marked)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这条通知")))
                .then();
    }

    /** The last notice that the reader has seen. */
    record SeenUpTo(@NotNull(message = "请说明看到哪一条（latest）。") String latest) {}

    /** Marks all as read up to the last that was seen. */
    @Requires(Action.SUBSCRIPTION_MANAGE)
    @PostMapping("/api/notices/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> markAll(Actor actor, @Valid @RequestBody SeenUpTo seen) {
        return notices.markAll(account(actor), RecordIds.parse(Objects.requireNonNull(seen.latest())))
                .then();
    }

    private static UUID account(Actor actor) {
        return Objects.requireNonNull(actor.account()).id();
    }
}
