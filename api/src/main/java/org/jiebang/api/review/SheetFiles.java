package org.jiebang.api.review;

import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.application.Applications;
import org.jiebang.api.application.ReviewedApplication;
import org.jiebang.api.evidence.Evidence;
import org.jiebang.api.evidence.EvidenceFile;
import org.jiebang.api.evidence.EvidenceKind;
import org.jiebang.api.evidence.EvidenceType;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.privacy.LogMask;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Evidence files of an application for the reviewers who are asked for it: those that the applicant attached. What the office attached may
 * tell what others found.
 */
@Component
class SheetFiles {
    private static final String WHAT = "这个材料";

    private final Evidence evidence;
    private final Applications applications;

    SheetFiles(Evidence evidence, Applications applications) {
        this.evidence = evidence;
        this.applications = applications;
    }

    /**
     * A file as a reviewer sees it.
     *
     * @param name without telephone numbers and addresses
     * @param size in bytes
     * @param sha256 in hexadecimal
     * @param readable false while it is in quarantine
     */
    record SheetFile(UUID id, String name, EvidenceType type, long size, String sha256, boolean readable) {}

    /** In the order in which they were attached; none on a sheet that its reviewer has given back. */
    Flux<SheetFile> of(SheetStore.Sheet sheet, ReviewedApplication read) {
        return files(sheet, read)
                .map(file -> new SheetFile(
                        file.id(),
                        LogMask.masked(file.name()),
                        file.type(),
                        file.size(),
                        file.sha256(),
                        evidence.isReadable(file)));
    }

    private Flux<EvidenceFile> files(SheetStore.Sheet sheet, ReviewedApplication read) {
        return sheet.isHeld()
                ? evidence.of(EvidenceKind.APPLICATION, sheet.application())
                        .filter(file -> read.organisationId().equals(file.organisationId()))
                : Flux.empty();
    }

    /** Gives a file away; NOT_FOUND for whatever is not among those of the sheet. */
    Mono<ResponseEntity<Flux<DataBuffer>>> download(Actor actor, SheetStore.Sheet sheet, UUID id) {
        return applications
                .reviewed(sheet.application())
                .flatMapMany(read -> files(sheet, read))
                .filter(file -> file.id().equals(id))
                .next()
                .switchIfEmpty(Mono.error(() -> ApiException.notFound(WHAT)))
                .flatMap(file -> evidence.download(actor, file, LogMask.masked(file.name())));
    }
}
