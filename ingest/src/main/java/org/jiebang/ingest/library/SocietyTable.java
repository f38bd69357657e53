package org.jiebang.ingest.library;

import java.util.List;
import java.util.Map;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.Society;

/** Table of the societies. */
public final class SocietyTable extends LibraryTable<Society> {
    private static final Column NAME = Column.required("学会名称", "必填", "名称", "学会", "单位名称", "name", "协会名称");
    private static final Column CODE = Column.of("统一社会信用代码", "18 位", "信用代码");
    private static final Column NATIONAL = Column.of("全国学会", "是或否", "是否全国学会", "国家级学会");
    private static final Column REGION = Column.of("所在地区", "市+县（市、区）", "地区", "所在地", "城市", "region");
    private static final Column FIELDS = Column.of("产业领域", "29 个产业领域，分号分隔", "领域", "服务领域", "行业");
    private static final Column SEGMENTS = Column.of("产业链环节", "链·环节，分号分隔", "产业链", "环节");
    private static final Column SCOPE = Column.of("业务范围", "", "简介", "学会简介", "业务", "scope", "text");
    private static final Column SERVICES = Column.of("服务形式", "分号分隔", "服务内容", "services");
    private static final Column ACHIEVEMENTS = Column.of("服务成效", "分号分隔", "成效", "典型案例", "achievements");
    private static final Column MEMBERS = Column.of("会员数", "整数", "会员人数", "members");

    @Override
    public Library library() {
        return Library.SOCIETIES;
    }

    @Override
    public List<String> rulesBetweenColumns() {
        return List.of("有《" + CODE.heading() + "》时以它认定是否同一个学会，没有时以《" + NAME.heading() + "》；相同的再次导入时更新原有的资料。");
    }

    @Override
    public List<Column> recordColumns() {
        return List.of(NAME, CODE, NATIONAL, REGION, FIELDS, SEGMENTS, SCOPE, SERVICES, ACHIEVEMENTS, MEMBERS);
    }

    @Override
    Society read(Row row) {
        String name = row.text(NAME);
        return new Society(
                name.isEmpty() ? "?" : name,
                row.creditCode(CODE),
                row.yes(NATIONAL),
                row.region(REGION),
                row.fields(FIELDS),
                row.segments(SEGMENTS),
                row.text(SCOPE),
                row.list(SERVICES),
                row.list(ACHIEVEMENTS),
                row.whole(MEMBERS, 0, 0, 10_000_000));
    }

    @Override
    public Map<String, String> cells(Society society) {
        return new Cells()
                .put(NAME, society.name())
                .code(CODE, society.creditCode())
                .yes(NATIONAL, society.national())
                .region(REGION, society.region())
                .fields(FIELDS, society.fields())
                .segments(SEGMENTS, society.segments())
                .put(SCOPE, society.scope())
                .list(SERVICES, society.services())
                .list(ACHIEVEMENTS, society.achievements())
                .number(MEMBERS, society.members())
                .map();
    }
}
