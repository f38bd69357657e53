package org.jiebang.api.programme;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Requires;
import org.jiebang.api.platform.Compute;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Programme;
import org.jiebang.programme.ProgrammeReader;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A programme file while it is being written: its text, what is wrong with it, and what it would change. Nothing is kept. */
@RestController
class ProgrammeEditController {
    private final ProgrammeCatalog catalog;
    private final Compute compute;

    ProgrammeEditController(ProgrammeCatalog catalog, Compute compute) {
        this.catalog = catalog;
        this.compute = compute;
    }

    /**
     * Text of a version's file.
     *
     * @param version 0 for the one that ships
     */
    record ProgrammeFileText(String programme, int version, String text) {}

    /**
     * The file of a version, in force or not.
     *
     * @param version 0 for the one that ships
     */
    @Requires(Action.PROGRAMME_WRITE)
    @GetMapping("/api/programmes/{id}/file")
    Mono<ProgrammeFileText> programmeFile(@PathVariable String id, @RequestParam @Min(0) int version) {
        return catalog.text(id, version).map(text -> new ProgrammeFileText(id, version, text));
    }

    /** A version to compare with. */
    record ComparedVersion(
            @NotBlank(message = "请说明与哪个申报项目比较。") String programme,

            @NotNull(message = "请说明与第几版比较。") @Min(value = 0, message = "版次从 0 起，0 是自带的一版。")
            Integer version) {}

    /**
     * A file to check.
     *
     * @param against what it is compared with; without, the version in force of the same programme, or else the latest earlier call of
     *     its series
     */
    record ProgrammeFileDraft(
            @NotBlank(message = "请填写规则文件的文字。") @Size(max = ProgrammeReader.CHARACTERS, message = "规则文件过长。")
            String text,

            @Valid @Nullable ComparedVersion against) {}

    /**
     * What a check found.
     *
     * @param usable no remark is an error, so that the file can be uploaded
     * @param name of the programme; null if the file cannot be read, as are all below
     * @param id of the programme
     * @param before name of what it is compared with; null if there is nothing
     * @param beforeId its id
     * @param beforeVersion its version, 0 for one that ships
     * @param changes since then, in words
     */
    record ProgrammeFileCheck(
            boolean usable,
            List<ProgrammeController.RemarkView> remarks,
            @Nullable String id,
            @Nullable Sentence name,
            @Nullable String beforeId,
            @Nullable Integer beforeVersion,
            @Nullable Sentence before,
            List<ProgrammeController.ProgrammeChange> changes) {}

    /** Checks a file as it is on the page, and says in words what would change once it is in force. */
    @Requires(Action.PROGRAMME_WRITE)
    @PostMapping("/api/programme-checks")
    Mono<ProgrammeFileCheck> checkProgramme(@Valid @RequestBody ProgrammeFileDraft draft) {
        byte[] file = draft.text().getBytes(StandardCharsets.UTF_8);
        return compute.run(() -> ProgrammeReader.read(new ByteArrayInputStream(file)))
                .flatMap(read -> read.programme()
                        .map(programme -> before(programme, draft.against())
                                .map(Optional::of)
                                .defaultIfEmpty(Optional.empty())
                                .flatMap(before -> compute.run(() -> check(read, programme, before.orElse(null)))))
                        .orElseGet(() -> Mono.just(refused(read))));
    }

    private Mono<ProgrammeCatalog.Entry> before(Programme draft, @Nullable ComparedVersion against) {
        if (against != null) {
            return catalog.version(against.programme(), against.version());
        }
        return catalog.inForce().flatMap(all -> Mono.justOrEmpty(ProgrammeCatalog.standing(draft, all)));
    }

    private static ProgrammeFileCheck refused(ProgrammeReader.Outcome read) {
        return new ProgrammeFileCheck(
                false, ProgrammeController.RemarkView.of(read.remarks()), null, null, null, null, null, List.of());
    }

    private static ProgrammeFileCheck check(
            ProgrammeReader.Outcome read, Programme draft, ProgrammeCatalog.@Nullable Entry before) {
        return new ProgrammeFileCheck(
                true,
                ProgrammeController.RemarkView.of(read.remarks()),
                draft.id(),
                draft.title(),
                before == null ? null : before.programme().id(),
                before == null ? null : before.version(),
                before == null ? null : before.programme().title(),
                before == null ? List.of() : ProgrammeController.ProgrammeChange.between(before.programme(), draft));
    }
}
