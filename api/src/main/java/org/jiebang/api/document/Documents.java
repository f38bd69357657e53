package org.jiebang.api.document;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.application.ApplicationContent;
import org.jiebang.api.application.ApplicationForms;
import org.jiebang.api.application.ApplicationStep;
import org.jiebang.api.application.Applications;
import org.jiebang.api.evidence.Evidence;
import org.jiebang.api.evidence.EvidenceFile;
import org.jiebang.api.evidence.EvidenceKind;
import org.jiebang.api.library.RecordAccess;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.application.ApplicationEvent;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.Problem;
import org.jiebang.form.Form;
import org.jiebang.form.FormValues;
import org.jiebang.form.Forms;
import org.jiebang.ingest.library.ProblemTable;
import org.jiebang.programme.Category;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Phase;
import org.jiebang.programme.Rule;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes papers of what is stored, off the event loop, and keeps their codes. */
@Component
class Documents {
    private static final Form PROBLEM = Forms.named("problem-2024");
    private static final ProblemTable TABLE = new ProblemTable();

    private final RecordAccess records;
    private final RecordStore store;
    private final Applications applications;
    private final ApplicationForms forms;
    private final Evidence evidence;
    private final CodeStore codes;
    private final Compute compute;

    Documents(
            RecordAccess records,
            RecordStore store,
            Applications applications,
            ApplicationForms forms,
            Evidence evidence,
            CodeStore codes,
            Compute compute) {
        this.records = records;
        this.store = store;
        this.applications = applications;
        this.forms = forms;
        this.evidence = evidence;
        this.codes = codes;
        this.compute = compute;
    }

    /** A paper that was made. */
    record Made(String name, byte[] bytes) {}

    /** The 基本情况表 of a problem, for who may read it. */
    Mono<Made> problem(Actor actor, String id, DocumentFormat format) {
        return records.find(actor, Library.PROBLEMS, id).flatMap(stored -> {
            FormValues values = values(stored.item());
            String code = ContentCode.of(PROBLEM, values);
            return codes.keep(
                            code, PROBLEM.id(), CodeStore.Kind.PROBLEM, stored.id(), ContentCode.hash(PROBLEM, values))
                    .then(made("基本情况表 " + stored.item().title(), () -> ProblemPaper.of(values, code), format));
        });
    }

    private static FormValues values(LibraryRecord item) {
        return PROBLEM.values(TABLE.cells((Problem) item));
    }

    private interface Layout {
        Paper paper();
    }

    private Mono<Made> made(String name, Layout layout, DocumentFormat format) {
        return compute.run(() -> new Made(name + "." + format.extension(), format.write(layout.paper())));
    }

    /** The form of an application, for who may read it. */
    Mono<Made> application(Actor actor, String id, DocumentFormat format) {
        return content(actor, id).flatMap(content -> made("申报书 " + content.title(), () -> form(content), format));
    }

    private static Paper form(ApplicationContent content) {
        return FormPaper.of(content.form(), content.values(), content.title(), content.applicant(), code(content));
    }

    private static String code(ApplicationContent content) {
        return ContentCode.of(content.form(), content.values());
    }

    /** The application, its code kept. */
    Mono<ApplicationContent> content(Actor actor, String id) {
        return applications
                .content(actor, RecordIds.parse(id))
                .flatMap(content -> codes.keep(
                                code(content),
                                content.form().id(),
                                CodeStore.Kind.APPLICATION,
                                content.id(),
                                ContentCode.hash(content.form(), content.values()))
                        .thenReturn(content));
    }

    /** The receipt of an application that was submitted. */
    Mono<Made> receipt(Actor actor, String id, DocumentFormat format) {
        return content(actor, id)
                .filter(content -> submitted(content) != null)
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "这份申报还没有提交，提交以后才有回执。")))
                .flatMap(content -> files(content)
                        .flatMap(files -> made(
                                "回执 " + content.title(),
                                () -> ProjectPapers.receipt(project(content, files)),
                                format)));
    }

    /** The contract of a project that was approved. */
    Mono<Made> contract(Actor actor, String id, DocumentFormat format) {
        return content(actor, id)
                .filter(content -> content.progress().granted() != null)
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "这份申报还没有立项，立项并确定经费以后才有合同书。")))
                .flatMap(content -> made(
                        "合同书 " + content.title(), () -> ProjectPapers.contract(project(content, List.of())), format));
    }

    Mono<List<EvidenceFile>> files(ApplicationContent content) {
        return evidence.of(EvidenceKind.APPLICATION, content.id()).collectList();
    }

    /** Every paper there is of an application, as PDF and where it is edited as .docx too, by name. */
    Mono<List<Made>> papers(ApplicationContent content, List<EvidenceFile> files) {
        return compute.run(() -> {
            Paper form = form(content);
            ProjectPapers.Project project = project(content, files);
            var made = new ArrayList<>(
                    List.of(new Made("申报书.docx", DocxWriter.write(form)), new Made("申报书.pdf", PdfWriter.write(form))));
            if (project.submitted() != null) {
                made.add(new Made("回执.pdf", PdfWriter.write(ProjectPapers.receipt(project))));
            }
            if (project.granted() != null) {
                Paper contract = ProjectPapers.contract(project);
                made.add(new Made("合同书.docx", DocxWriter.write(contract)));
                made.add(new Made("合同书.pdf", PdfWriter.write(contract)));
            }
            return List.copyOf(made);
        });
    }

    private static @Nullable OffsetDateTime submitted(ApplicationContent content) {
        return content.history().stream()
                .filter(step -> step.event() == ApplicationEvent.SUBMIT || step.event() == ApplicationEvent.CORRECT)
                .map(ApplicationStep::at)
                .findFirst()
                .orElse(null);
    }

    private static ProjectPapers.Project project(ApplicationContent content, List<EvidenceFile> files) {
        var granted = content.progress().granted();
        LocalDate finish = content.programme().rules(content.category(), Phase.CLOSING).stream()
                .map(Rule::condition)
                .filter(Condition.Finish.class::isInstance)
                .map(condition -> ((Condition.Finish) condition).by())
                .findFirst()
                .orElse(null);
        return new ProjectPapers.Project(
                content.programme().title().chinese(),
                content.programme().document(),
                content.programme()
                        .category(content.category())
                        .map(Category::name)
                        .map(name -> name.chinese())
                        .orElse(content.category()),
                content.title(),
                content.applicant(),
                content.programme().issuer(),
                code(content),
                submitted(content),
                granted == null ? null : granted.tenThousandYuan(),
                finish,
                asked(content, Phase.PAYMENT),
                asked(content, Phase.CLOSING),
                files);
    }

    /** What the rules of a phase ask, in the words of the platform's checks. */
    private static List<String> asked(ApplicationContent content, Phase phase) {
        return content.programme().rules(content.category(), phase).stream()
                .map(rule -> rule.title().chinese() + "：" + rule.asks().chinese())
                .toList();
    }

    /** What a code says of the paper it stands on. */
    enum Standing {
        /** The text is the same today. */
        CURRENT,
        /** It was changed since. */
        CHANGED,
        /** What the paper was made of is not there any more. */
        GONE
    }

    record Checked(CodeStore.Made made, Standing standing) {}

    Mono<Checked> check(String typed) {
        String code = ContentCode.read(typed);
        if (code.isEmpty()) {
            throw ApiException.badRequest("code", "NOT_A_CODE", "内容校验码是 16 位字母和数字，四位一组，如 7K3M-9QXA-…；请对照纸面重新输入。");
        }
        return codes.find(code)
                .switchIfEmpty(Mono.error(() ->
                        new ApiException(ErrorCode.NOT_FOUND, "本平台没有制作过这个校验码的文件。请逐字核对；若无误，这份文件不是从本平台下载的，或内容被改过。")))
                .flatMap(made -> today(made.kind(), made.subjectId())
                        .map(now -> new Checked(made, now.equals(code) ? Standing.CURRENT : Standing.CHANGED))
                        .defaultIfEmpty(new Checked(made, Standing.GONE)));
    }

    private Mono<String> today(CodeStore.Kind kind, UUID subject) {
        return switch (kind) {
            case PROBLEM ->
                store.find(Library.PROBLEMS, subject).map(stored -> ContentCode.of(PROBLEM, values(stored.item())));
            case APPLICATION -> forms.today(subject).map(filled -> ContentCode.of(filled.form(), filled.values()));
        };
    }
}
