package org.jiebang.api.application;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Membership;
import org.jiebang.api.access.Requires;
import org.jiebang.api.library.RecordIds;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.programme.ProgrammeCatalog;
import org.jiebang.api.programme.VerdictView;
import org.jiebang.application.ApplicationState;
import org.jiebang.form.Violation;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Verdict;
import org.jiebang.region.Region;
import org.jiebang.region.RegionTree;
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
import tools.jackson.databind.json.JsonMapper;

/** Applications: the list, the form and the steps. */
@RestController
class ApplicationController {
    private static final int LARGEST_PAGE = 100;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /** Keeps proxies from closing a silent stream. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(20);

    /** After so long the page opens the stream anew and shows again who it is. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Applications applications;
    private final ApplicationSteps steps;
    private final ApplicationStore store;
    private final ApplicationVerdicts verdicts;
    private final ProgrammeCatalog catalog;
    private final Access access;
    private final Compute compute;
    private final JsonMapper json;
    private final RegionTree regions = RegionTree.standard();

    ApplicationController(
            Applications applications,
            ApplicationSteps steps,
            ApplicationStore store,
            ApplicationVerdicts verdicts,
            ProgrammeCatalog catalog,
            Access access,
            Compute compute,
            JsonMapper json) {
        this.applications = applications;
        this.steps = steps;
        this.store = store;
        this.verdicts = verdicts;
        this.catalog = catalog;
        this.access = access;
        this.compute = compute;
        this.json = json;
    }

    /**
     * What to apply for, and what it is begun from.
     *
     * @param claimId of the own organisation
     * @param teamId of the library
     */
    record ApplicationBegin(
            @NotBlank(message = "请选择申报的项目。") String programme,
            @NotBlank(message = "请选择申报的类别。") String category,
            @Nullable UUID problemId,
            @Nullable UUID claimId,
            @Nullable UUID teamId,

            @Nullable @Size(max = 100, message = "名称最多 100 字。")
            String title) {}

    /** An edit of one field. */
    record FieldEdit(
            @NotBlank(message = "请写明改的是哪一栏。") @Size(max = 200, message = "栏目名过长。")
            String field,

            @NotNull(message = "请写明改成什么；要清空请写空的文字。") Object value,

            @NotNull(message = "缺少版本号。") @Min(value = 0, message = "版本号不能为负。")
            Long version) {}

    /**
     * What became of an edit.
     *
     * @param saved false: somebody else wrote the field meanwhile, and what is his stands in {@code now}
     */
    record FieldSaved(boolean saved, ApplicationView.ValueView now) {}

    /** Files for what a rule asks for, in place of those of a version. */
    record HandIn(
            @NotBlank(message = "请写明是哪一项成果。") String rule,

            @NotNull(message = "请选择文件。") @Size(max = 20, message = "一项成果最多 20 个文件。")
            List<UUID> evidence,

            @NotNull(message = "缺少版本号。") Long version) {}

    /**
     * A line of the list.
     *
     * @param missing what is wrong with the form, rules that are not met, or results that are due; 0 when nothing is
     */
    record ApplicationLine(
            UUID id,
            String title,
            String programme,
            Sentence programmeName,
            String category,
            Sentence categoryName,
            String organisation,
            ApplicationState state,
            String stateLabel,
            String stateEnglish,
            long missing,
            @Nullable LocalDate due,
            OffsetDateTime updatedAt) {}

    /** Applications that the reader may see, the latest changed first. */
    @Requires(Action.APPLICATION_READ)
    @GetMapping("/api/applications")
    Mono<List<ApplicationLine>> applications(
            Actor actor,
            @RequestParam(required = false) @Nullable ApplicationState state,
            @RequestParam(defaultValue = "0") @Min(0) long offset,
            @RequestParam(defaultValue = "50") @Min(1) @Max(LARGEST_PAGE) int size) {
        return store.page(scope(access, regions, actor), actor.organisationId(), state, size, offset)
                .concatMap(applications::situation)
                .concatMap(situation -> broken(situation).flatMap(rules -> compute.run(() -> line(situation, rules))))
                .collectList();
    }

    /** How many rules stand against submitting a form that is being written. */
    private Mono<Integer> broken(ApplicationSituation situation) {
        return situation.stored().progress().state().writable()
                ? verdicts.check(situation, Applications.today())
                        .map(verdict -> verdict.blocks().size())
                : Mono.just(0);
    }

    private static ApplicationLine line(ApplicationSituation situation, int broken) {
        StoredApplication stored = situation.stored();
        ApplicationState state = stored.progress().state();
        long missing = state.writable()
                ? broken
                        + situation.formViolations().stream()
                                .filter(Violation::hard)
                                .count()
                : switch (state) {
                    case RUNNING, MIDTERM, RECTIFYING, CHECKED ->
                        situation.deliverables().stream()
                                .filter(ApplicationSituation.Due::missing)
                                .count();
                    default -> 0;
                };
        return new ApplicationLine(
                stored.id(),
                stored.title(),
                stored.programme(),
                situation.programme().title(),
                stored.category(),
                situation.category().name(),
                stored.organisation(),
                state,
                state.label(),
                state.english(),
                missing,
                situation.nextDue(),
                stored.updatedAt());
    }

    /** Places whose applications the actor may see beside his own; null for all. */
    static @Nullable Collection<String> scope(Access access, RegionTree regions, Actor actor) {
        Membership acting = actor.acting();
        return switch (access.decide(actor, Action.APPLICATION_READ)) {
            case ALLOW -> null;
            case REGION ->
                regions.all().stream()
                        .map(Region::code)
                        .filter(code -> regions.path(code).stream()
                                .anyMatch(
                                        above -> acting != null && above.code().equals(acting.region())))
                        .map(code -> code.value())
                        .toList();
            case OWN, DENY -> List.of();
        };
    }

    /** Begins an application with all that is known of what its form asks. */
    @Requires(Action.APPLICATION_WRITE)
    @PostMapping("/api/applications")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ApplicationView> beginApplication(Actor actor, @Valid @RequestBody ApplicationBegin wanted) {
        return applications
                .begin(
                        actor,
                        new Applications.Begin(
                                wanted.programme(),
                                wanted.category(),
                                wanted.problemId(),
                                wanted.claimId(),
                                wanted.teamId(),
                                wanted.title()))
                .flatMap(id -> view(actor, id));
    }

    @Requires(Action.APPLICATION_READ)
    @GetMapping("/api/applications/{id}")
    Mono<ApplicationView> application(Actor actor, @PathVariable String id) {
        return view(actor, RecordIds.parse(id));
    }

    private Mono<ApplicationView> view(Actor actor, UUID id) {
        return applications.read(actor, id).flatMap(situation -> view(actor, situation));
    }

    private Mono<ApplicationView> view(Actor actor, ApplicationSituation situation) {
        return store.steps(situation.stored().id())
                .collectList()
                .flatMap(taken -> compute.run(() -> ApplicationView.of(situation, taken, access, actor, json)));
    }

    /** Writes one field over the version that the writer has seen. */
    @Requires(Action.APPLICATION_WRITE)
    @PutMapping("/api/applications/{id}/fields")
    Mono<FieldSaved> writeField(Actor actor, @PathVariable String id, @Valid @RequestBody FieldEdit edit) {
        return applications
                .edit(actor, RecordIds.parse(id), edit.field(), edit.value(), Objects.requireNonNull(edit.version()))
                .map(done -> new FieldSaved(done.saved(), ApplicationView.ValueView.of(done.now())));
    }

    /** All that a field ever was, the latest first. */
    @Requires(Action.APPLICATION_READ)
    @GetMapping("/api/applications/{id}/fields")
    Flux<ApplicationView.ValueView> fieldVersions(
            Actor actor, @PathVariable String id, @RequestParam(defaultValue = "") String field) {
        return applications.versions(actor, RecordIds.parse(id), field).map(ApplicationView.ValueView::of);
    }

    /** How the application stands to the rules of its category, with the unit's others. */
    @Requires(Action.APPLICATION_READ)
    @GetMapping("/api/applications/{id}/verdict")
    Mono<VerdictView> applicationVerdict(Actor actor, @PathVariable String id) {
        return applications
                .read(actor, RecordIds.parse(id))
                .flatMap(situation -> catalog.version(
                                situation.stored().programme(),
                                situation.stored().programmeVersion())
                        .zipWith(verdicts.check(situation, Applications.today()))
                        .map(both -> verdict(both.getT1(), situation, both.getT2())));
    }

    private static VerdictView verdict(ProgrammeCatalog.Entry entry, ApplicationSituation situation, Verdict verdict) {
        return VerdictView.of(entry, situation.stored().category(), verdict);
    }

    /** Takes a step; the table of permissions decides by the event. */
    @Requires(Action.APPLICATION_READ)
    @PostMapping("/api/applications/{id}/steps")
    Mono<ApplicationView> takeApplicationStep(
            Actor actor, @PathVariable String id, @Valid @RequestBody ApplicationStepRequest request) {
        return steps.step(actor, RecordIds.parse(id), request).flatMap(situation -> view(actor, situation));
    }

    /** Hands in what a rule asks for. */
    @Requires(Action.APPLICATION_WRITE)
    @PutMapping("/api/applications/{id}/deliverables")
    Mono<ApplicationView> handIn(Actor actor, @PathVariable String id, @Valid @RequestBody HandIn files) {
        UUID application = RecordIds.parse(id);
        return applications
                .handIn(actor, application, files.rule(), files.evidence(), Objects.requireNonNull(files.version()))
                .then(Mono.defer(() -> view(actor, application)));
    }

    /** Who has objected and why. */
    @Requires(Action.APPLICATION_MANAGE)
    @GetMapping("/api/applications/{id}/objections")
    Flux<Objections.Objection> objections(Actor actor, @PathVariable String id) {
        return steps.objections(actor, RecordIds.parse(id));
    }

    /** That something has changed, and who else has the form open. */
    record ApplicationNews(long changes, List<ApplicationStore.Here> here) {}

    /** The news now and whenever they change. */
    @Requires(Action.APPLICATION_READ)
    @GetMapping(path = "/api/applications/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<ApplicationNews>> events(Actor actor, @PathVariable String id) {
        UUID application = RecordIds.parse(id);
        Actor.Person person = Objects.requireNonNull(actor.account());
        Mono<ApplicationNews> look = applications
                .permitted(actor, Action.APPLICATION_READ, store.find(application))
                .zipWith(
                        store.here(application, person).collectList(),
                        (stored, here) -> new ApplicationNews(stored.changes(), here));
        Flux<ServerSentEvent<ApplicationNews>> news = look.repeatWhen(done -> done.delayElements(LOOK_EVERY))
                .distinctUntilChanged()
                .map(now -> ServerSentEvent.builder(now).event("application").build());
        Flux<ServerSentEvent<ApplicationNews>> life = Flux.interval(SIGN_OF_LIFE)
                .map(beat ->
                        ServerSentEvent.<ApplicationNews>builder().comment("").build());
        return Flux.merge(news, life).take(LONGEST);
    }
}
