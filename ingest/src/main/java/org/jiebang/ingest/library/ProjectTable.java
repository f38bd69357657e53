package org.jiebang.ingest.library;

import java.util.List;
import java.util.Map;
import org.jiebang.catalog.KeyProject;
import org.jiebang.catalog.Library;

/** Table of the key technology projects. */
public final class ProjectTable extends LibraryTable<KeyProject> {
    private static final Column TITLE = Column.required("项目名称", "必填", "名称", "标题", "课题名称", "攻关项目名称", "title");
    private static final Column LEAD = Column.of("牵头单位", "单位全称", "承担单位", "单位", "单位名称", "申报单位", "lead");
    private static final Column FIELDS = Column.of("产业领域", "29 个产业领域，分号分隔", "领域", "所属领域", "行业", "技术领域");
    private static final Column SEGMENTS = Column.of("产业链环节", "链·环节，分号分隔", "产业链", "环节");
    private static final Column REGION = Column.of("所在地区", "市+县（市、区）", "地区", "所在地", "城市", "region");
    private static final Column SUMMARY = Column.of("项目简介", "", "简介", "内容", "主要内容", "项目内容", "研究内容", "summary", "text");
    private static final Column GOALS = Column.of("攻关目标", "分号分隔，写明指标", "目标", "考核指标", "goals");
    private static final Column RESULTS = Column.of("已有成果", "分号分隔", "成果", "阶段成果", "results");
    private static final Column BUDGET = Column.of("总投入（万元）", "以万元计", "预算", "经费", "总投入", "budget");
    private static final Column START_YEAR = Column.of("开始年份", "四位年份", "立项年份", "年份", "start year");

    @Override
    public Library library() {
        return Library.PROJECTS;
    }

    @Override
    public List<String> rulesBetweenColumns() {
        return List.of("《" + LEAD.heading() + "》《" + TITLE.heading() + "》都相同的是同一个项目，再次导入时更新原有的资料。");
    }

    @Override
    public List<Column> recordColumns() {
        return List.of(TITLE, LEAD, FIELDS, SEGMENTS, REGION, SUMMARY, GOALS, RESULTS, BUDGET, START_YEAR);
    }

    @Override
    KeyProject read(Row row) {
        String title = row.text(TITLE);
        return new KeyProject(
                title.isEmpty() ? "?" : title,
                row.text(LEAD),
                row.fields(FIELDS),
                row.segments(SEGMENTS),
                row.region(REGION),
                row.text(SUMMARY),
                row.list(GOALS),
                row.list(RESULTS),
                row.money(BUDGET),
                row.year(START_YEAR, 1950));
    }

    @Override
    public Map<String, String> cells(KeyProject project) {
        return new Cells()
                .put(TITLE, project.title())
                .put(LEAD, project.lead())
                .fields(FIELDS, project.fields())
                .segments(SEGMENTS, project.segments())
                .region(REGION, project.region())
                .put(SUMMARY, project.summary())
                .list(GOALS, project.goals())
                .list(RESULTS, project.results())
                .money(BUDGET, project.budget())
                .year(START_YEAR, project.startYear())
                .map();
    }
}
