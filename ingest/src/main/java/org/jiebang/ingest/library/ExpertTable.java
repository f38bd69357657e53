package org.jiebang.ingest.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jiebang.catalog.Academician;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.Library;

/** Table of the expert pool. */
public final class ExpertTable extends LibraryTable<Expert> {
    private static final Column NAME = Column.required("姓名", "必填", "专家姓名", "专家", "name", "人员姓名");
    private static final Column BIRTH_YEAR = Column.of("出生年份", "四位年份", "出生年月", "出生日期", "生日", "birth year", "出生");
    private static final Column EMPLOYER =
            Column.of("工作单位", "单位全称", "所在单位", "单位", "单位名称", "机构", "employer", "依托单位", "工作单位及职务");
    private static final Column POSITION = Column.of("职务", "", "行政职务", "position");
    private static final Column RANK = Column.of("职称", "如 教授、研究员、高级工程师", "专业职称", "专业技术职称", "技术职称", "rank");
    private static final Column ACADEMICIAN = Column.of("院士", "否、中国科学院院士、中国工程院院士", "院士类别", "是否院士", "academician");
    private static final Column SUPPORTED_YOUTH = Column.of("青年人才托举", "是或否", "青托", "青年人才托举工程入选者", "是否青托");
    private static final Column REGION = Column.of("所在地区", "市+县（市、区）", "地区", "所在地", "城市", "所在城市", "区域", "region");
    private static final Column FIELDS = Column.of("产业领域", "29 个产业领域，分号分隔", "领域", "所属领域", "行业", "行业领域", "技术领域", "专业领域");
    private static final Column SEGMENTS = Column.of("产业链环节", "链·环节，分号分隔", "产业链", "环节", "所属产业链");
    private static final Column DIRECTIONS =
            Column.of("研究方向", "分号分隔", "专业方向", "研究领域", "擅长领域", "专业特长", "专长", "directions", "text", "关键词", "主要研究方向");
    private static final Column RESULTS =
            Column.of("代表性成果", "分号分隔", "成果", "主要成果", "代表成果", "项目", "承担项目", "results", "title", "简介", "个人简介", "专家简介");
    private static final Column HONOURS = Column.of("荣誉奖项", "分号分隔", "荣誉", "奖项", "获奖情况", "honours");
    private static final Column CAPACITY = Column.of("可承担任务数", "整数，默认 3", "任务上限");
    private static final Column ACTIVE_TASKS = Column.of("在研任务数", "整数，默认 0", "在研任务", "当前任务数");

    @Override
    public Library library() {
        return Library.EXPERTS;
    }

    @Override
    public List<String> rulesBetweenColumns() {
        return List.of(
                "《" + NAME.heading() + "》《" + EMPLOYER.heading() + "》《" + BIRTH_YEAR.heading()
                        + "》都相同的是同一位专家，再次导入时更新原有的资料。",
                "《" + NAME.heading() + "》《" + BIRTH_YEAR.heading() + "》相同而《" + EMPLOYER.heading() + "》不同的都保留，并提示可能重复。");
    }

    @Override
    public List<Column> recordColumns() {
        return List.of(
                NAME,
                BIRTH_YEAR,
                EMPLOYER,
                POSITION,
                RANK,
                ACADEMICIAN,
                SUPPORTED_YOUTH,
                REGION,
                FIELDS,
                SEGMENTS,
                DIRECTIONS,
                RESULTS,
                HONOURS,
                CAPACITY,
                ACTIVE_TASKS);
    }

    @Override
    List<Column> contactColumns() {
        return ContactCells.OF_A_PERSON;
    }

    @Override
    Expert read(Row row) {
        String name = row.text(NAME);
        int birthYear = row.year(BIRTH_YEAR, 1900);
        return new Expert(
                name.isEmpty() ? "?" : name,
                birthYear,
                row.text(EMPLOYER),
                row.text(POSITION),
                row.text(RANK),
                academician(row),
                row.yes(SUPPORTED_YOUTH),
                row.region(REGION),
                row.fields(FIELDS),
                row.segments(SEGMENTS),
                row.list(DIRECTIONS),
                new ArrayList<>(row.list(RESULTS)),
                row.list(HONOURS),
                row.whole(CAPACITY, 3, 1, 50),
                row.whole(ACTIVE_TASKS, 0, 0, 500));
    }

    private static Academician academician(Row row) {
        return switch (row.text(ACADEMICIAN)) {
            case "中科院院士" -> Academician.SCIENCES;
            case "工程院院士" -> Academician.ENGINEERING;
            case "无" -> Academician.NONE;
            default -> row.choice(ACADEMICIAN, Academician.class, Academician::label, Academician.NONE);
        };
    }

    @Override
    public Map<String, String> cells(Expert expert) {
        return new Cells()
                .put(NAME, expert.name())
                .year(BIRTH_YEAR, expert.birthYear())
                .put(EMPLOYER, expert.employer())
                .put(POSITION, expert.position())
                .put(RANK, expert.rank())
                .put(ACADEMICIAN, expert.academician().label())
                .yes(SUPPORTED_YOUTH, expert.supportedYouth())
                .region(REGION, expert.region())
                .fields(FIELDS, expert.fields())
                .segments(SEGMENTS, expert.segments())
                .list(DIRECTIONS, expert.directions())
                .list(RESULTS, expert.results())
                .list(HONOURS, expert.honours())
                .number(CAPACITY, expert.capacity())
                .number(ACTIVE_TASKS, expert.activeTasks())
                .map();
    }
}
