package org.jiebang.api.document;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.YearMonth;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.insight.Bulletins;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The 《工作简报》 of a month, to be completed and published. */
@RestController
class BulletinController {
    private final Bulletins bulletins;
    private final Compute compute;

    BulletinController(Bulletins bulletins, Compute compute) {
        this.bulletins = bulletins;
        this.compute = compute;
    }

    /**
     * The bulletin as a paper.
     *
     * @param month e.g. 2026-11
     * @param region code of a place; the reader's own if none is given, or the province for staff
     */
    @Requires(Action.INSIGHT_READ)
    @GetMapping("/api/bulletins/{month}.{format:docx|pdf}")
    Mono<ResponseEntity<byte[]>> bulletin(
            Actor actor,
            @PathVariable String month,
            @PathVariable String format,
            @RequestParam(required = false) @Nullable String region) {
        DocumentFormat asked = DocumentFormat.of(format);
        return bulletins
                .of(actor, month(month), region)
                .flatMap(bulletin -> compute.run(() -> asked.write(BulletinPaper.of(bulletin)))
                        .map(bytes -> ResponseEntity.ok()
                                .contentType(MediaType.parseMediaType(asked.mediaType()))
                                .cacheControl(CacheControl.noStore())
                                .header(
                                        HttpHeaders.CONTENT_DISPOSITION,
                                        ContentDisposition.attachment()
                                                .filename(
                                                        "工作简报 " + bulletin.place() + " " + month + "."
                                                                + asked.extension(),
                                                        StandardCharsets.UTF_8)
                                                .build()
                                                .toString())
                                .body(bytes)));
    }

    private static YearMonth month(String written) {
        try {
            return YearMonth.parse(written);
        } catch (DateTimeException e) {
            throw ApiException.badRequest("month", "MALFORMED", "月份的写法不对，应如 2026-11。");
        }
    }
}
