package org.jiebang.api.team;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is asked of the builder of teams and of the solver of assignments. */
final class TeamRequests {
    private TeamRequests() {}

    /**
     * A team that is wanted.
     *
     * @param programme id of the call, e.g. {@code kczg-service-team-2024}
     * @param category id of a category of it
     * @param problemIds the problems that the team shall serve
     * @param refusal who has refused to be in a team; the answer changes that team as little as possible
     */
    record TeamWanted(
            @NotBlank(message = "请选择项目（programme）。") String programme,
            @NotBlank(message = "请选择类别（category）。") String category,

            @NotEmpty(message = "请至少选择一条难题。") @Size(max = 10, message = "一个服务团最多服务 10 条难题。")
            List<String> problemIds,

            @Nullable @Valid TeamConstraints constraints,
            @Nullable @Valid Refusal refusal) {}

    /**
     * What is wished beyond the rules.
     *
     * @param fixed ids of experts who must be in
     * @param excluded ids of experts who must not
     * @param alternatives how many different teams are wanted
     * @param difference in how many members at least they differ
     * @param timeLimitSeconds how long may be searched for each
     * @param asOf day that decides ages; today if absent
     * @param adjustments rules that shall hold in another form, as a repair proposed them
     */
    record TeamConstraints(
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
            @Nullable LocalDate asOf,

            @Nullable @Size(max = 30, message = "最多放宽 30 条要求。")
            List<@Valid RuleAdjustment> adjustments) {
        static final TeamConstraints NONE =
                new TeamConstraints(null, null, null, null, null, null, null, null, null, null);
    }

    /**
     * Somebody does not want to be in a team.
     *
     * @param members ids of all members of the team as it was
     * @param refused ids of those who refuse
     */
    record Refusal(
            @NotEmpty(message = "请给出原来的成员。") @Size(max = 200, message = "成员最多 200 位。")
            List<String> members,

            @NotEmpty(message = "请给出谁不参加。") @Size(max = 50, message = "最多 50 位。")
            List<String> refused) {}

    /** Several teams of one unit, in one category, that share nothing (CT-08). */
    record TeamsWanted(
            @NotBlank(message = "请选择项目（programme）。") String programme,
            @NotBlank(message = "请选择类别（category）。") String category,

            @NotNull(message = "请给出要组建的团。") @Size(min = 2, max = 5, message = "一起组建 2 到 5 个团。")
            List<@Valid TeamWish> teams,

            @Nullable @Size(max = 50, message = "最多 50 位。") List<String> refused,

            @Nullable @Min(value = 1, message = "时限为 1 到 120 秒。") @Max(value = 120, message = "时限为 1 到 120 秒。")
            Integer timeLimitSeconds,

            @Nullable Long seed,
            @Nullable LocalDate asOf) {}

    /**
     * One of several teams.
     *
     * @param regions codes of the places it serves; those of its problems if absent
     * @param content what it does there (服务内容)
     * @param results what comes of it (成果成效)
     * @param members ids of its members before somebody refused; absent if it is new
     */
    record TeamWish(
            @NotBlank(message = "请给每个团起一个名称。") @Size(max = 100, message = "名称最多 100 字。")
            String name,

            @NotEmpty(message = "每个团请至少选择一条难题。") @Size(max = 10, message = "一个服务团最多服务 10 条难题。")
            List<String> problemIds,

            @Nullable List<String> regions,

            @Nullable @Size(max = 2000, message = "服务内容最多 2000 字。")
            String content,

            @Nullable @Size(max = 2000, message = "成果成效最多 2000 字。")
            String results,

            @Nullable @Size(max = 200, message = "成员最多 200 位。")
            List<String> members,

            @Nullable @Valid TeamConstraints constraints) {}

    /**
     * Problems that are to be served by experts or teams.
     *
     * @param target {@code experts} or {@code teams}
     * @param demand how many different ones each problem needs; 3 if absent
     * @param demands other numbers for some problems, by id
     * @param maxLoad how many problems one may serve at most; of an expert never more than the room that is left, which it is if absent
     * @param minLoad how many problems everybody who is named here must serve at least, by id
     * @param conflicts who may not serve which problem
     * @param fair the pair that fits least as well as possible first, then the greatest sum
     */
    record AllocationWanted(
            @NotEmpty(message = "请至少选择一条难题。") @Size(max = 300, message = "一次最多分派 300 条难题。")
            List<String> problemIds,

            @NotBlank(message = "请选择分派给专家（experts）还是服务团（teams）。")
            String target,

            @Nullable @Min(value = 1, message = "每条难题需要 1 到 10 个。") @Max(value = 10, message = "每条难题需要 1 到 10 个。")
            Integer demand,

            @Nullable Map<UUID, Integer> demands,

            @Nullable @Min(value = 1, message = "最多承担数为 1 到 100。") @Max(value = 100, message = "最多承担数为 1 到 100。")
            Integer maxLoad,

            @Nullable Map<UUID, Integer> minLoad,

            @Nullable @Size(max = 2000, message = "回避关系最多 2000 条。")
            List<@Valid SupplyConflict> conflicts,

            @Nullable Boolean fair,

            @Nullable @Min(value = 1, message = "时限为 1 到 120 秒。") @Max(value = 120, message = "时限为 1 到 120 秒。")
            Integer timeLimitSeconds,

            @Nullable Long seed) {}

    /** A supply that may not serve a problem. */
    record SupplyConflict(
            @NotNull(message = "缺少难题。") UUID problem,
            @NotNull(message = "缺少供方。") UUID supply) {}
}
