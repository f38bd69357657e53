package org.jiebang.api.programme;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Decision;
import org.jiebang.api.access.Requires;
import org.jiebang.api.platform.ApiException;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Programme;
import org.jiebang.programme.ProgrammeDiff;
import org.jiebang.programme.Remark;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Programmes to be read and compared by everybody, uploaded by staff and approved by another of them. */
@RestController
class ProgrammeController {
    private final ProgrammeCatalog catalog;
    private final ProgrammeUploads uploads;
    private final Access access;

    ProgrammeController(ProgrammeCatalog catalog, ProgrammeUploads uploads, Access access) {
        this.catalog = catalog;
        this.uploads = uploads;
        this.access = access;
    }

    /** Those in force, the latest year first. */
    @Requires(Action.PROGRAMME_READ)
    @GetMapping("/api/programmes")
    Mono<List<ProgrammeView.ProgrammeSummary>> programmes() {
        return catalog.inForce()
                .map(all -> all.stream().map(ProgrammeView.ProgrammeSummary::of).toList());
    }

    /**
     * One programme, the version in force unless another is named.
     *
     * @param version 0 for the one that ships; versions that are not in force are for those who may upload
     */
    @Requires(Action.PROGRAMME_READ)
    @GetMapping("/api/programmes/{id}")
    Mono<ProgrammeView> programme(
            Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable Integer version) {
        return entry(actor, id, version).map(ProgrammeView::of);
    }

    /** What changed from one programme to another. */
    record ProgrammeComparison(
            ProgrammeView.ProgrammeSummary before,
            ProgrammeView.ProgrammeSummary after,
            List<ProgrammeChange> changes) {}

    /**
     * One change.
     *
     * @param id of the category, rule, stage or form field
     */
    record ProgrammeChange(ProgrammeDiff.Kind kind, String id, Sentence words) {
        /** Of another programme as from year to year; of another version of the same one every difference. */
        static List<ProgrammeChange> between(Programme before, Programme after) {
            List<ProgrammeDiff.Change> changes = before.id().equals(after.id())
                    ? ProgrammeDiff.versions(before, after)
                    : ProgrammeDiff.between(before, after);
            return changes.stream()
                    .map(change -> new ProgrammeChange(change.kind(), change.id(), change.words()))
                    .toList();
        }
    }

    /**
     * What changed from another programme, mostly last year's, to this one, in words.
     *
     * @param with id of the earlier one
     * @param version of this one, see {@link #programme}; so that a draft can be compared with what is in force
     */
    @Requires(Action.PROGRAMME_READ)
    @GetMapping("/api/programmes/{id}/comparison")
    Mono<ProgrammeComparison> compareProgrammes(
            Actor actor,
            @PathVariable String id,
            @RequestParam String with,
            @RequestParam(required = false) @Nullable Integer version) {
        return Mono.zip(catalog.inForce(with), entry(actor, id, version))
                .map(both -> new ProgrammeComparison(
                        ProgrammeView.ProgrammeSummary.of(both.getT1()),
                        ProgrammeView.ProgrammeSummary.of(both.getT2()),
                        ProgrammeChange.between(
                                both.getT1().programme(), both.getT2().programme())));
    }

    private Mono<ProgrammeCatalog.Entry> entry(Actor actor, String id, @Nullable Integer version) {
        if (version == null) {
            return catalog.inForce(id);
        }
        boolean all = access.decide(actor, Action.PROGRAMME_WRITE) == Decision.ALLOW;
        return (all ? catalog.version(id, version) : catalog.inForce(id))
                .filter(entry -> entry.version() == version)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("这一版申报规则")));
    }

    /**
     * An uploaded version.
     *
     * @param name null if this release cannot read the file any more
     * @param uploadedBy display name, null if the account is gone; as is {@code approvedBy}
     * @param mine uploaded by the reader, who therefore cannot approve it
     */
    record VersionView(
            String programme,
            int version,
            ProgrammeState state,
            @Nullable Sentence name,
            @Nullable String uploadedBy,
            OffsetDateTime uploadedAt,
            @Nullable String approvedBy,
            @Nullable OffsetDateTime approvedAt,
            boolean mine) {}

    /** Every uploaded version, the latest first. */
    @Requires(Action.PROGRAMME_WRITE)
    @GetMapping("/api/programme-versions")
    Mono<List<VersionView>> programmeVersions(Actor actor) {
        return uploads.all().concatMap(version -> view(actor, version)).collectList();
    }

    private Mono<VersionView> view(Actor actor, ProgrammeStore.Version version) {
        UUID reader = Objects.requireNonNull(actor.account()).id();
        return catalog.entry(version)
                .map(entry -> Optional.of(entry.programme().title()))
                .onErrorReturn(IllegalStateException.class, Optional.empty())
                .map(name -> new VersionView(
                        version.key().programme(),
                        version.key().version(),
                        version.state(),
                        name.orElse(null),
                        version.uploader(),
                        version.uploadedAt(),
                        version.approver(),
                        version.approvedAt(),
                        version.uploadedBy().equals(reader)));
    }

    /**
     * What a reader of the file remarks.
     *
     * @param line from 1; 0 if it concerns the file as a whole
     */
    record RemarkView(int line, Remark.Severity severity, String code, Sentence message) {
        static List<RemarkView> of(List<Remark> remarks) {
            return remarks.stream()
                    .map(remark -> new RemarkView(remark.line(), remark.severity(), remark.code(), remark.message()))
                    .toList();
        }
    }

    /** A file that was taken, with what deserves a second look. */
    record UploadedProgramme(VersionView version, List<RemarkView> remarks) {}

    /** Takes a programme file as a draft that another person must approve. A file with an error is refused with every line. */
    @Requires(Action.PROGRAMME_WRITE)
    @PostMapping(path = "/api/programmes", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<UploadedProgramme> uploadProgramme(
            Actor actor, @RequestPart("file") @Schema(type = "string", format = "binary") Part file) {
        if (!(file instanceof FilePart upload)) {
            throw ApiException.badRequest("file", "NO_FILE", "“file”不是文件，请选择要上传的文件。");
        }
        return uploads.take(actor, upload)
                .flatMap(taken -> view(actor, taken.version())
                        .map(version -> new UploadedProgramme(version, RemarkView.of(taken.remarks()))));
    }

    /** The version that the caller has seen. */
    record SeenVersion(@NotNull(message = "请说明是第几版。") Integer version) {}

    /** Puts a draft in force; not for whom uploaded it. */
    @Requires(Action.PROGRAMME_APPROVE)
    @PostMapping("/api/programmes/{id}/approval")
    Mono<VersionView> approveProgramme(Actor actor, @PathVariable String id, @Valid @RequestBody SeenVersion seen) {
        return uploads.approve(actor, new ProgrammeStore.Key(id, seen.version()))
                .flatMap(version -> view(actor, version));
    }

    /** Takes a draft or the version in force back; the one that ships, if there is one, is in force again. */
    @Requires(Action.PROGRAMME_APPROVE)
    @PostMapping("/api/programmes/{id}/withdrawal")
    Mono<VersionView> withdrawProgramme(Actor actor, @PathVariable String id, @Valid @RequestBody SeenVersion seen) {
        return uploads.withdraw(actor, new ProgrammeStore.Key(id, seen.version()))
                .flatMap(version -> view(actor, version));
    }
}
