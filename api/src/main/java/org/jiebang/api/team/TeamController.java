package org.jiebang.api.team;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Builds service teams for problems under the rules of a programme. */
@RestController
class TeamController {
    private final TeamProposals proposals;

    TeamController(TeamProposals proposals) {
        this.proposals = proposals;
    }

    /**
     * A team that is wanted.
     *
     * @param programme id of the call, e.g. {@code kczg-service-team-2024}
     * @param category id of a category of it
     * @param problemIds the problems that the team shall serve
     */
    record Wanted(
            @NotBlank(message = "请选择项目（programme）。") String programme,
            @NotBlank(message = "请选择类别（category）。") String category,

            @NotEmpty(message = "请至少选择一条难题。") @Size(max = 10, message = "一个服务团最多服务 10 条难题。")
            List<String> problemIds,

            @Nullable @Valid Constraints constraints) {}

    /**
     * What is wished beyond the rules.
     *
     * @param fixed ids of experts who must be in
     * @param excluded ids of experts who must not
     * @param alternatives how many different teams are wanted
     * @param difference in how many members at least they differ
     * @param timeLimitSeconds how long may be searched for each
     * @param asOf day that decides ages; today if absent
     */
    record Constraints(
            @Nullable @Min(value = 1, message = "人数至少为 1。") Integer minSize,

            @Nullable @Max(value = 200, message = "人数最多为 200。")
            Integer maxSize,

            @Nullable @Size(max = 50, message = "最多指定 50 位成员。")
            List<String> fixed,

            @Nullable @Size(max = 500, message = "最多排除 500 位专家。")
            List<String> excluded,

            @Nullable @Min(value = 1, message = "方案数为 1 到 5。") @Max(value = 5, message = "方案数为 1 到 5。")
            Integer alternatives,

            @Nullable @Min(value = 1, message = "差异至少 1 人。") @Max(value = 50, message = "差异最多 50 人。")
            Integer difference,

            @Nullable @Min(value = 1, message = "时限为 1 到 30 秒。") @Max(value = 30, message = "时限为 1 到 30 秒。")
            Integer timeLimitSeconds,

            @Nullable Long seed,
            @Nullable LocalDate asOf) {
        static final Constraints NONE = new Constraints(null, null, null, null, null, null, null, null, null);
    }

    /** The best teams with their proof, or the rules that cannot hold together with the cheapest repair. Nothing is saved. */
    @Requires(Action.TEAM_BUILD)
    @PostMapping("/api/teams/proposals")
    Mono<ProposalView> propose(Actor actor, @Valid @RequestBody Wanted wanted) {
        return proposals.propose(actor, wanted);
    }
}
