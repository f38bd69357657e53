package org.jiebang.api.team;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service team in the making. Lists that are absent are empty, texts that are absent blank.
 *
 * @param problems ids in the library
 * @param excluded ids of experts who are not wanted
 * @param chains codes of industry chains; those of the problems if empty
 * @param regions codes of the places served; those of the problems if empty
 * @param stations names of the stations that the team shall found
 * @param plan 工作方案
 * @param content 服务内容
 * @param results 成果成效
 */
record TeamContent(
        @NotBlank(message = "请给服务团起一个名称。") @Size(max = 100, message = "名称最多 100 字。")
        String name,

        @NotBlank(message = "请选择项目（programme）。") String programme,
        @NotBlank(message = "请选择类别（category）。") String category,

        @Size(max = 10, message = "一个服务团最多服务 10 条难题。") List<UUID> problems,

        @Size(max = 200, message = "成员最多 200 位。") List<@Valid DraftMember> members,

        @Size(max = 500, message = "最多排除 500 位专家。") List<UUID> excluded,

        @Size(max = 20, message = "产业链最多 20 条。") List<String> chains,

        @Size(max = 50, message = "地区最多 50 个。") List<String> regions,

        @Size(max = 10, message = "协同创新组织最多 10 个。") List<@NotBlank(message = "协同创新组织的名称为空。") String> stations,

        @Size(max = 5000, message = "工作方案最多 5000 字。") String plan,
        @Size(max = 2000, message = "服务内容最多 2000 字。") String content,
        @Size(max = 2000, message = "成果成效最多 2000 字。") String results) {

    TeamContent {
        problems = listed(problems);
        members = listed(members);
        excluded = listed(excluded);
        chains = listed(chains);
        regions = listed(regions);
        stations = listed(stations);
        plan = plan == null ? "" : plan;
        content = content == null ? "" : content;
        results = results == null ? "" : results;
    }

    /** The same with other people. */
    TeamContent with(List<DraftMember> people, List<UUID> notWanted) {
        return new TeamContent(
                name, programme, category, problems, people, notWanted, chains, regions, stations, plan, content,
                results);
    }

    private static <T> List<T> listed(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** What somebody is in the team beside a member. */
    enum Role {
        CHIEF_EXPERT,
        LEADER,
        LIAISON
    }

    /**
     * A member.
     *
     * @param id of the expert in the library
     * @param fixed whoever builds the team anew keeps him
     * @param residentDays days in the place served, 0 for none
     */
    record DraftMember(
            @NotNull(message = "缺少成员编号。") UUID id,
            Set<Role> roles,
            boolean fixed,

            @Min(value = 0, message = "天数不能为负。") @Max(value = 366, message = "天数最多 366。")
            int residentDays) {
        DraftMember {
            roles = roles == null ? Set.of() : Set.copyOf(roles);
        }
    }
}
