package org.jiebang.api.team;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.library.RecordIds;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
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

/** Service teams in the making, and the check of any team. */
@RestController
class TeamDraftController {
    private final TeamDrafts drafts;

    TeamDraftController(TeamDrafts drafts) {
        this.drafts = drafts;
    }

    /** A changed team with the version that its writer has seen. */
    record TeamChanged(
            @NotNull(message = "请填写服务团。") @Valid TeamContent team,
            @NotNull(message = "缺少版本号。") Long version) {}

    /** The version that the reader has seen. */
    record TeamSeen(@NotNull(message = "缺少版本号。") Long version) {}

    /**
     * A team to be checked as it stands on the page.
     *
     * @param id of its draft; absent before it is saved
     */
    record TeamToCheck(
            @Nullable UUID id,
            @NotNull(message = "请填写服务团。") @Valid TeamContent team,
            @Nullable LocalDate asOf) {}

    /**
     * A team in the making.
     *
     * @param recordId the team of the library that it is or was
     */
    record TeamDraftView(
            UUID id,
            TeamContent team,
            long version,
            boolean accepted,
            @Nullable UUID recordId,
            OffsetDateTime updatedAt) {
        static TeamDraftView of(TeamDraftStore.Draft draft) {
            return new TeamDraftView(
                    draft.id(),
                    draft.content(),
                    draft.version(),
                    draft.accepted(),
                    draft.recordId(),
                    draft.updatedAt());
        }
    }

    /** Those of the organisation that one acts for, the latest first. */
    @Requires(Action.TEAM_WRITE)
    @GetMapping("/api/team-drafts")
    Flux<TeamDraftView> own(Actor actor) {
        return drafts.own(actor).map(TeamDraftView::of);
    }

    @Requires(Action.TEAM_WRITE)
    @PostMapping("/api/team-drafts")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<TeamDraftView> create(Actor actor, @Valid @RequestBody TeamContent team) {
        return drafts.create(actor, team).map(TeamDraftView::of);
    }

    /** How a team that is being put together stands to its rules. Nothing is saved. */
    @Requires(Action.TEAM_WRITE)
    @PostMapping("/api/team-drafts/checks")
    Mono<TeamCheckView> checkUnsaved(Actor actor, @Valid @RequestBody TeamToCheck team) {
        return drafts.check(actor, team.id(), team.team(), team.asOf());
    }

    @Requires(Action.TEAM_WRITE)
    @GetMapping("/api/team-drafts/{id}")
    Mono<TeamDraftView> find(Actor actor, @PathVariable String id) {
        return drafts.find(actor, RecordIds.parse(id)).map(TeamDraftView::of);
    }

    @Requires(Action.TEAM_WRITE)
    @PutMapping("/api/team-drafts/{id}")
    Mono<TeamDraftView> change(Actor actor, @PathVariable String id, @Valid @RequestBody TeamChanged changed) {
        return drafts.change(actor, RecordIds.parse(id), changed.team(), Objects.requireNonNull(changed.version()))
                .map(TeamDraftView::of);
    }

    @Requires(Action.TEAM_WRITE)
    @DeleteMapping("/api/team-drafts/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(Actor actor, @PathVariable String id, @RequestParam long version) {
        return drafts.remove(actor, RecordIds.parse(id), version);
    }

    /** Puts the team into the library. */
    @Requires(Action.TEAM_WRITE)
    @PostMapping("/api/team-drafts/{id}/acceptance")
    Mono<TeamDraftView> accept(Actor actor, @PathVariable String id, @Valid @RequestBody TeamSeen seen) {
        return drafts.accept(actor, RecordIds.parse(id), Objects.requireNonNull(seen.version()))
                .map(TeamDraftView::of);
    }

    /** Takes the team out of the library again. */
    @Requires(Action.TEAM_WRITE)
    @DeleteMapping("/api/team-drafts/{id}/acceptance")
    Mono<TeamDraftView> undo(Actor actor, @PathVariable String id, @Valid @RequestBody TeamSeen seen) {
        return drafts.undo(actor, RecordIds.parse(id), Objects.requireNonNull(seen.version()))
                .map(TeamDraftView::of);
    }

    /**
     * Checks a team of the library or a draft of one's own.
     *
     * @param programme id of the call; of a draft the one it was made for, if absent
     * @param asOf day that decides ages; today if absent
     */
    @Requires(Action.PROGRAMME_READ)
    @PostMapping("/api/teams/{id}/checks")
    Mono<TeamCheckView> check(
            Actor actor,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String programme,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable LocalDate asOf) {
        return drafts.check(actor, id, programme, category, asOf);
    }
}
