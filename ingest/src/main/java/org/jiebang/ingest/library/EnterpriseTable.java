package org.jiebang.ingest.library;

import java.util.List;
import java.util.Map;
import org.jiebang.catalog.Enterprise;
import org.jiebang.catalog.Library;

/** Table of the enterprises. */
public final class EnterpriseTable extends LibraryTable<Enterprise> {
    private static final Column NAME = Column.required("企业名称", "必填", "名称", "单位名称", "公司名称", "企业", "name");
    private static final Column CODE = Column.of("统一社会信用代码", "18 位", "信用代码");
    private static final Column TIER = Column.of("企业类型", "高新技术企业、瞪羚企业、独角兽企业等", "资质", "类型", "tier");
    private static final Column REGION = Column.of("所在地区", "市+县（市、区）", "地区", "所在地", "城市", "region", "地址");
    private static final Column FIELDS = Column.of("产业领域", "29 个产业领域，分号分隔", "领域", "行业", "所属行业");
    private static final Column SEGMENTS = Column.of("产业链环节", "链·环节，分号分隔", "产业链", "环节");
    private static final Column BUSINESS = Column.of("主营业务", "", "简介", "企业简介", "经营范围", "business", "text");
    private static final Column PRODUCTS = Column.of("主要产品", "分号分隔", "产品", "products");

    @Override
    public Library library() {
        return Library.ENTERPRISES;
    }

    @Override
    public List<String> rulesBetweenColumns() {
        return List.of("有《" + CODE.heading() + "》时以它认定是否同一家企业，没有时以《" + NAME.heading() + "》；相同的再次导入时更新原有的资料。");
    }

    @Override
    public List<Column> recordColumns() {
        return List.of(NAME, CODE, TIER, REGION, FIELDS, SEGMENTS, BUSINESS, PRODUCTS);
    }

    @Override
    List<Column> contactColumns() {
        return ContactCells.OF_A_LIST;
    }

    @Override
    Enterprise read(Row row) {
        String name = row.text(NAME);
        return new Enterprise(
                name.isEmpty() ? "?" : name,
                row.creditCode(CODE),
                row.text(TIER),
                row.region(REGION),
                row.fields(FIELDS),
                row.segments(SEGMENTS),
                row.text(BUSINESS),
                row.list(PRODUCTS));
    }

    @Override
    public Map<String, String> cells(Enterprise enterprise) {
        return new Cells()
                .put(NAME, enterprise.name())
                .code(CODE, enterprise.creditCode())
                .put(TIER, enterprise.tier())
                .region(REGION, enterprise.region())
                .fields(FIELDS, enterprise.fields())
                .segments(SEGMENTS, enterprise.segments())
                .put(BUSINESS, enterprise.business())
                .list(PRODUCTS, enterprise.products())
                .map();
    }
}
