package org.jiebang.api.review;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Objects;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.library.RecordIds;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Draws for checks, published for everybody. */
@RestController
class DrawController {
    private final Draws draws;

    DrawController(Draws draws) {
        this.draws = draws;
    }

    /**
     * A draw to be announced.
     *
     * @param source which number of others decides, such as a lottery's of a day
     */
    record DrawWanted(
            @NotNull(message = "请填写抽几份。") @Min(value = 1, message = "至少抽 1 份。")
            Integer size,

            @NotBlank(message = "请写明用哪一天哪个公开号码决定，例如某期彩票的开奖号码。") @Size(max = 200, message = "号码来源最多 200 字。")
            String source,

            @NotNull(message = "请填写抽查日期。") LocalDate drawOn) {}

    record DrawNumber(
            @NotBlank(message = "请填入公布的号码。") @Size(max = 200, message = "号码最多 200 个字符。")
            String number) {}

    /** All draws with their lists, and the results of those that were held. */
    @Requires(Action.PROGRAMME_READ)
    @GetMapping("/api/review-draws")
    Flux<Draws.DrawView> draws() {
        return draws.all();
    }

    /** Publishes who may be drawn, and what will decide. */
    @Requires(Action.REVIEW_MANAGE)
    @PostMapping("/api/reviews/{id}/draws")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> announceDraw(Actor actor, @PathVariable String id, @Valid @RequestBody DrawWanted wanted) {
        return draws.announce(
                        actor,
                        RecordIds.parse(id),
                        Objects.requireNonNull(wanted.size()),
                        wanted.source().strip(),
                        wanted.drawOn())
                .then();
    }

    /** Enters the number that decides, once. */
    @Requires(Action.REVIEW_MANAGE)
    @PostMapping("/api/review-draws/{id}/number")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> holdDraw(Actor actor, @PathVariable String id, @Valid @RequestBody DrawNumber number) {
        return draws.hold(actor, RecordIds.parse(id), number.number().strip());
    }
}
