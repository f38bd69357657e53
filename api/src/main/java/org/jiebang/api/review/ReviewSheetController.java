package org.jiebang.api.review;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.application.Applications;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.platform.ApiException;
import org.jiebang.matching.Sentence;
import org.jiebang.review.RoundState;
import org.jiebang.review.SheetEvent;
import org.jiebang.review.SheetState;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A reviewer's own sheets. */
@RestController
class ReviewSheetController {
    private final ReviewSheets steps;
    private final SheetStore sheets;
    private final ReviewStore reviews;
    private final ReviewUpkeep upkeep;
    private final Applications applications;
    private final SheetFiles files;

    ReviewSheetController(
            ReviewSheets steps,
            SheetStore sheets,
            ReviewStore reviews,
            ReviewUpkeep upkeep,
            Applications applications,
            SheetFiles files) {
        this.steps = steps;
        this.sheets = sheets;
        this.reviews = reviews;
        this.upkeep = upkeep;
        this.applications = applications;
        this.files = files;
    }

    /** A sheet in the list of its reviewer. */
    record SheetLine(
            UUID id,
            String title,
            Sentence categoryName,
            SheetState state,
            Sentence stateName,
            LocalDate due,
            boolean late) {}

    /**
     * A piece of a sheet.
     *
     * @param criterion blank for the opinion on the whole
     * @param points null to write words only
     * @param version of the piece that the reviewer has seen; 0 for the first
     */
    record PieceEdit(
            @NotNull(message = "请写明是哪一项。") @Size(max = 40, message = "指标的编号过长。")
            String criterion,

            @Nullable @Digits(integer = 3, fraction = 1, message = "分数最多一位小数。")
            BigDecimal points,

            @Nullable @Size(max = 2000, message = "意见最多 2000 个字符。")
            String words,

            @NotNull(message = "缺少版本号。") @Min(value = 0, message = "版本号不能为负。")
            Long version) {}

    record SheetStepWanted(
            @NotNull(message = "请选择提交，或回避、谢绝。") SheetEvent event,
            @NotNull(message = "缺少版本号。") Long version,

            @Nullable @Size(max = 500, message = "理由最多 500 个字符。")
            String reason) {}

    /** The reader's own sheets, what is to be done first. */
    @Requires(Action.REVIEW_WRITE)
    @GetMapping("/api/review-sheets")
    Flux<SheetLine> sheets(Actor actor) {
        LocalDate today = Reviews.today();
        return sheets.ofAccount(Objects.requireNonNull(actor.account()).id())
                .concatMap(sheet -> applications
                        .reviewed(sheet.application())
                        .map(read -> new SheetLine(
                                sheet.id(),
                                read.content().title(),
                                read.content()
                                        .programme()
                                        .category(read.content().category())
                                        .orElseThrow()
                                        .name(),
                                sheet.state(),
                                new Sentence(
                                        sheet.state().label(), sheet.state().english()),
                                sheet.due(),
                                sheet.isLate(today))));
    }

    /** A sheet of the reader's own with the application that it judges. */
    @Requires(Action.REVIEW_WRITE)
    @GetMapping("/api/review-sheets/{id}")
    Mono<SheetView> sheet(Actor actor, @PathVariable String id) {
        return view(actor, RecordIds.parse(id));
    }

    /** A file of the application that a sheet of the reader's own judges. */
    @Requires(Action.REVIEW_WRITE)
    @GetMapping("/api/review-sheets/{id}/files/{file}")
    Mono<ResponseEntity<Flux<DataBuffer>>> sheetFile(Actor actor, @PathVariable String id, @PathVariable String file) {
        return steps.own(actor, RecordIds.parse(id))
                .flatMap(sheet -> files.download(actor, sheet, RecordIds.parse(file)));
    }

    private Mono<SheetView> view(Actor actor, UUID id) {
        return steps.own(actor, id)
                .flatMap(sheet -> Mono.zip(
                                reviews.find(sheet.review()),
                                sheets.pieces(id),
                                applications.reviewed(sheet.application()))
                        .flatMap(found -> Mono.zip(
                                        others(found.getT1(), sheet),
                                        files.of(sheet, found.getT3()).collectList())
                                .map(further -> SheetView.of(
                                        found.getT1(),
                                        sheet,
                                        found.getT2(),
                                        further.getT1(),
                                        found.getT3(),
                                        further.getT2(),
                                        found.getT1().state() == RoundState.OPEN && sheet.state() == SheetState.ASKED,
                                        Reviews.today()))));
    }

    /** What the others found, for one who has handed in, once all are in. */
    private Mono<List<SheetView.OtherSheet>> others(StoredReview review, SheetStore.Sheet own) {
        if (own.state() != SheetState.HANDED_IN) {
            return Mono.just(List.of());
        }
        return Mono.zip(
                        reviews.items(review)
                                .filter(item -> item.application().equals(own.application()))
                                .next(),
                        sheets.ofApplication(review.id(), own.application()).collectList())
                .filter(found -> Reviews.isComplete(found.getT1(), found.getT2()))
                .flatMapIterable(found -> Reviews.handedIn(found.getT2()))
                .filter(sheet -> !sheet.id().equals(own.id()))
                .concatMap(sheet -> sheets.pieces(sheet.id())
                        .map(pieces -> new SheetView.OtherSheet(
                                Objects.requireNonNull(sheet.total()),
                                pieces.stream()
                                        .filter(piece -> piece.criterion().isEmpty())
                                        .map(SheetStore.Piece::words)
                                        .findFirst()
                                        .orElse(""))))
                .sort(Comparator.comparing(SheetView.OtherSheet::total).reversed())
                .collectList();
    }

    /** Saves one piece over the version that the reviewer has seen. */
    @Requires(Action.REVIEW_WRITE)
    @PutMapping("/api/review-sheets/{id}/scores")
    Mono<SheetView> saveScore(Actor actor, @PathVariable String id, @Valid @RequestBody PieceEdit edit) {
        UUID sheet = RecordIds.parse(id);
        return steps.save(
                        actor,
                        sheet,
                        new SheetStore.Piece(
                                edit.criterion(),
                                Objects.requireNonNull(edit.version()),
                                edit.points(),
                                edit.words() == null ? "" : edit.words().strip()))
                .then(Mono.defer(() -> view(actor, sheet)));
    }

    /** Hands a sheet in, once and for all, or declines it. */
    @Requires(Action.REVIEW_WRITE)
    @PostMapping("/api/review-sheets/{id}/steps")
    Mono<SheetView> takeSheetStep(Actor actor, @PathVariable String id, @Valid @RequestBody SheetStepWanted step) {
        if (step.event() == SheetEvent.REPLACE) {
            throw ApiException.badRequest("event", "NOT_HERE", "更换评审专家由工作人员办理；您可以回避或谢绝。");
        }
        UUID sheet = RecordIds.parse(id);
        String reason = step.reason() == null ? "" : step.reason().strip();
        return steps.step(actor, sheet, step.event(), reason, Objects.requireNonNull(step.version()))
                .doOnSuccess(done -> upkeep.wakeUp())
                .then(Mono.defer(() -> view(actor, sheet)));
    }
}
