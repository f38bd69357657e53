package org.jiebang.ingest.library;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.ServiceTeam;
import org.jiebang.catalog.TeamMember;
import org.jiebang.catalog.TeamRole;

/** Table of the service teams. The roster stands in one cell: 「姓名/单位/出生年份/角色」, members divided by semicolons. */
public final class TeamTable extends LibraryTable<ServiceTeam> {
    private static final Column NAME = Column.required("服务团名称", "必填", "名称", "团队名称", "服务队名称", "name");
    private static final Column SOCIETY = Column.of("组建学会", "学会全称", "学会", "牵头单位", "组建单位", "society");
    private static final Column ROSTER = Column.of("成员名册", "姓名/单位/出生年份/角色，分号分隔", "名册", "成员", "roster");
    private static final Column FIELDS = Column.of("产业领域", "29 个产业领域，分号分隔", "领域");
    private static final Column SEGMENTS = Column.of("产业链环节", "链·环节，分号分隔", "产业链", "环节");
    private static final Column REGIONS = Column.of("服务地区", "分号分隔", "地区", "重点服务地区", "regions");
    private static final Column PLAN = Column.of("工作方案", "", "方案", "plan", "text");
    private static final Column COVERAGE = Column.of("服务方向", "分号分隔", "方向", "覆盖方向", "coverage");

    @Override
    public Library library() {
        return Library.TEAMS;
    }

    @Override
    public List<String> rulesBetweenColumns() {
        return List.of("《" + SOCIETY.heading() + "》《" + NAME.heading() + "》都相同的是同一个服务团，再次导入时更新原有的资料。");
    }

    @Override
    public List<Column> recordColumns() {
        return List.of(NAME, SOCIETY, ROSTER, FIELDS, SEGMENTS, REGIONS, PLAN, COVERAGE);
    }

    @Override
    ServiceTeam read(Row row) {
        String name = row.text(NAME);
        return new ServiceTeam(
                name.isEmpty() ? "?" : name,
                row.text(SOCIETY),
                roster(row),
                row.fields(FIELDS),
                row.segments(SEGMENTS),
                row.regions(REGIONS),
                row.text(PLAN),
                row.list(COVERAGE));
    }

    private static List<TeamMember> roster(Row row) {
        List<TeamMember> members = new ArrayList<>();
        for (String entry : row.list(ROSTER)) {
            List<String> parts =
                    Arrays.stream(entry.split("/", -1)).map(String::strip).toList();
            String role = parts.size() > 3 ? parts.get(3) : TeamRole.MEMBER.label();
            String year = parts.size() > 2 ? parts.get(2) : "";
            boolean readable = parts.size() <= 4 && !parts.getFirst().isEmpty() && year.matches("(\\d{4})?");
            var known = Arrays.stream(TeamRole.values())
                    .filter(candidate -> candidate.label().equals(role))
                    .findFirst();
            if (!readable || known.isEmpty()) {
                row.report(ROSTER, entry, Finding.Code.BAD_ROSTER, "应为“姓名/单位/出生年份/角色”，角色是首席专家、团长、联络员或团员。");
                continue;
            }
            members.add(new TeamMember(
                    parts.getFirst(),
                    parts.size() > 1 ? parts.get(1) : "",
                    year.isEmpty() ? 0 : Integer.parseInt(year),
                    known.get()));
        }
        return members;
    }

    @Override
    public Map<String, String> cells(ServiceTeam team) {
        return new Cells()
                .put(NAME, team.name())
                .put(SOCIETY, team.society())
                .list(
                        ROSTER,
                        team.roster().stream()
                                .map(member -> String.join(
                                        "/",
                                        member.name(),
                                        member.employer(),
                                        member.birthYear() == 0 ? "" : Integer.toString(member.birthYear()),
                                        member.role().label()))
                                .toList())
                .fields(FIELDS, team.fields())
                .segments(SEGMENTS, team.segments())
                .regions(REGIONS, team.regions())
                .put(PLAN, team.plan())
                .list(COVERAGE, team.coverage())
                .map();
    }
}
