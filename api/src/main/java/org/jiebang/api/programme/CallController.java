package org.jiebang.api.programme;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Requires;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.jiebang.ingest.notice.FoundKind;
import org.jiebang.ingest.notice.NoticeCompiler;
import org.jiebang.ingest.notice.NoticeDraft;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Programme;
import org.jiebang.programme.Strength;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Draft programme files from the text of a call. Nothing is kept; a draft is uploaded and approved like any other file. */
@RestController
class CallController {
    private final ProgrammeCatalog catalog;
    private final Compute compute;
    private final DataSize largestNotice;

    CallController(
            ProgrammeCatalog catalog,
            Compute compute,
            @Value("${jiebang.programmes.largest-notice}") DataSize largestNotice) {
        this.catalog = catalog;
        this.compute = compute;
        this.largestNotice = largestNotice;
    }

    /** Text of a call. */
    record CallText(
            @NotBlank(message = "请粘贴申报通知的文字。") @Size(max = NoticeCompiler.LONGEST, message = "文字过长，请只粘贴申报通知及其附件。")
            String text) {}

    /** The text of a file that holds a call: .txt, .docx, .pdf or .html. */
    @Requires(Action.PROGRAMME_WRITE)
    @PostMapping(path = "/api/call-texts", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<CallText> callText(@RequestPart("file") @Schema(type = "string", format = "binary") Part file) {
        if (!(file instanceof FilePart upload)) {
            throw ApiException.badRequest("file", "NO_FILE", "“file”不是文件，请选择要上传的文件。");
        }
        return DataBufferUtils.join(upload.content(), (int) largestNotice.toBytes())
                .map(CallController::bytes)
                .defaultIfEmpty(new byte[0])
                .flatMap(bytes -> compute.run(() -> new CallText(CallFiles.text(upload.filename(), bytes))));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    /** Characters of the text, from 0; the last is excluded. */
    record CallSpan(int from, int to) {
        static CallSpan of(NoticeDraft.Span span) {
            return new CallSpan(span.from(), span.to());
        }

        static @Nullable CallSpan ofNullable(NoticeDraft.@Nullable Span span) {
            return span == null ? null : of(span);
        }
    }

    /**
     * A fact of the head.
     *
     * @param span null if it was derived
     */
    record CallFact(String name, String value, @Nullable CallSpan span) {}

    record CallCategory(String id, String name, String group, CallSpan span) {}

    /**
     * A rule of the draft.
     *
     * @param kind what kind of rule it is
     * @param kindName its name
     * @param value what it says, shortly
     * @param categories ids; empty: of all
     * @param asks in words
     * @param inFile false if the file could not hold it beside the others
     * @param counted false if people must confirm it
     * @param sentence where its sentence stands
     * @param words where the words stand that were read
     */
    record CallRule(
            String id,
            FoundKind kind,
            Sentence kindName,
            Sentence title,
            String value,
            Strength strength,
            List<String> categories,
            Sentence asks,
            boolean inFile,
            boolean counted,
            CallSpan sentence,
            CallSpan words,
            String section) {
        static CallRule of(NoticeDraft.DraftRule rule) {
            return new CallRule(
                    rule.id(),
                    rule.kind(),
                    new Sentence(rule.kind().label(), rule.kind().english()),
                    rule.title(),
                    rule.value(),
                    rule.strength(),
                    rule.categories(),
                    rule.asks(),
                    rule.inFile(),
                    rule.counted(),
                    CallSpan.of(rule.sentence()),
                    CallSpan.of(rule.words()),
                    rule.section());
        }
    }

    /** Where the call contradicts itself. */
    record CallDisagreement(Sentence words, List<CallSpan> places) {}

    /** What looks like a rule and was not understood. */
    record CallUnread(String text, String section, CallSpan span) {}

    /**
     * A draft.
     *
     * @param usable the file can be uploaded as it is
     * @param file the draft programme file, YAML
     * @param before the programme that it is compared with: the latest earlier one of its series; null if there is none
     * @param changes since then, in words
     */
    record CallDraft(
            List<CallFact> facts,
            List<CallCategory> categories,
            List<CallRule> rules,
            List<CallDisagreement> disagreements,
            List<CallUnread> notUnderstood,
            boolean usable,
            String file,
            List<ProgrammeController.RemarkView> remarks,
            @Nullable Sentence before,
            List<ProgrammeController.ProgrammeChange> changes) {}

    /** Compiles a call to a draft programme file, with every value linked to its words. */
    @Requires(Action.PROGRAMME_WRITE)
    @PostMapping("/api/call-drafts")
    Mono<CallDraft> callDraft(@Valid @RequestBody CallText call) {
        return catalog.inForce()
                .flatMap(programmes -> compute.run(() -> view(
                        NoticeCompiler.compile(call.text()),
                        programmes.stream()
                                .map(ProgrammeCatalog.Entry::programme)
                                .toList())));
    }

    private static CallDraft view(NoticeDraft draft, List<Programme> programmes) {
        Programme before = draft.programme()
                .flatMap(one -> ProgrammeCatalog.yearBefore(one, programmes))
                .orElse(null);
        List<ProgrammeController.ProgrammeChange> changes = before == null
                ? List.of()
                : ProgrammeController.ProgrammeChange.between(
                        before, draft.programme().orElseThrow());
        return new CallDraft(
                draft.facts().stream()
                        .map(fact -> new CallFact(fact.name(), fact.value(), CallSpan.ofNullable(fact.span())))
                        .toList(),
                draft.categories().stream()
                        .map(one -> new CallCategory(one.id(), one.name(), one.group(), CallSpan.of(one.span())))
                        .toList(),
                draft.rules().stream().map(CallRule::of).toList(),
                draft.disagreements().stream()
                        .map(one -> new CallDisagreement(
                                one.words(),
                                one.places().stream().map(CallSpan::of).toList()))
                        .toList(),
                draft.notUnderstood().stream()
                        .map(one -> new CallUnread(one.text(), one.section(), CallSpan.of(one.span())))
                        .toList(),
                draft.programme().isPresent(),
                draft.file(),
                ProgrammeController.RemarkView.of(draft.remarks()),
                before == null ? null : before.title(),
                changes);
    }
}
