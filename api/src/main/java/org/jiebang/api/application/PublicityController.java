package org.jiebang.api.application;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.library.RecordIds;
import org.jiebang.matching.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** 公示: projects that are proposed for approval, and objections to them. */
@RestController
class PublicityController {
    private final ApplicationStore store;
    private final Applications applications;
    private final ApplicationSteps steps;

    PublicityController(ApplicationStore store, Applications applications, ApplicationSteps steps) {
        this.store = store;
        this.applications = applications;
        this.steps = steps;
    }

    /**
     * A project that is proposed for approval.
     *
     * @param grant in 万元; null where the evaluation will set it
     * @param until last day of the publication
     * @param objected is somebody's objection being looked into?
     */
    record PublishedProject(
            UUID id,
            String title,
            Sentence programme,
            Sentence category,
            String organisation,
            @Nullable BigDecimal grant,
            @Nullable LocalDate until,
            boolean objected) {
        static PublishedProject of(ApplicationSituation situation) {
            StoredApplication stored = situation.stored();
            return new PublishedProject(
                    stored.id(),
                    stored.title(),
                    situation.programme().title(),
                    situation.category().name(),
                    stored.organisation(),
                    stored.progress().granted() == null
                            ? null
                            : stored.progress().granted().tenThousandYuan(),
                    stored.progress().publishedUntil(),
                    stored.progress().state() == org.jiebang.application.ApplicationState.OBJECTED);
        }
    }

    /** An objection; it is raised under the name of the account. */
    record ObjectionRequest(
            @NotBlank(message = "请写明异议的理由和依据。") @Size(max = 2000, message = "异议最多 2000 个字符。")
            String reason) {}

    /** Projects that are published now, those first that end soonest. */
    @Requires(Action.PROGRAMME_READ)
    @GetMapping("/api/publicity")
    Flux<PublishedProject> published() {
        return store.published().concatMap(applications::situation).map(PublishedProject::of);
    }

    /** Objects to a project while it is published; it is not approved before that was answered. */
    @Requires(Action.OBJECTION_WRITE)
    @PostMapping("/api/publicity/{id}/objections")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> object(Actor actor, @PathVariable String id, @Valid @RequestBody ObjectionRequest objection) {
        return steps.object(actor, RecordIds.parse(id), objection.reason().strip());
    }
}
