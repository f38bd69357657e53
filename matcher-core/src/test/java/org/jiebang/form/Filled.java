package org.jiebang.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiebang.catalog.CreditCode;

/** Values with which an application can be handed in, all invented. */
final class Filled {
    final Map<String, Object> values = new HashMap<>();

    Filled() {
        Form form = Forms.named("service-team-2024");
        for (Field field : form.fields()) {
            String value = sample(field);
            if (!value.isEmpty()) {
                values.put(field.id(), value);
            }
        }
        values.put("首席专家", "乙");
        values.put("经费总预算", "100");
        values.put("申请中国科协项目经费", "80");
        values.put("自有经费", "15.5");
        values.put("地方配套经费", "4.5");
        values.put("项目起止时间", "2024-06-01/2025-03-31");
        put(
                "实施步骤和进度计划",
                row("实施阶段", "第一阶段", "经费预算（万元）", "40", "目标内容", "调研", "时间进度", "2024-06-01/2024-09-30"),
                row("实施阶段", "第二阶段", "经费预算（万元）", "60", "目标内容", "对接", "时间进度", "2024-10-01/2025-03-31"));
        put("项目负责人及主要参加人员", row("姓名", "甲", "工作单位及职务/职称", "学会秘书长", "联系方式", "025-1", "在本项目中承担的主要工作", "组织"));
        put(
                "经费支出预算表",
                row("支出内容", "差旅", "申请中国科协经费", "30", "其他来源经费", "20", "测算依据", "人次"),
                row("支出内容", "劳务", "申请中国科协经费", "50", "测算依据", "人月"));
    }

    private static String sample(Field field) {
        return switch (field.kind()) {
            case TEXT, LONG_TEXT, ATTACHMENT -> "甲";
            case CREDIT_CODE -> "51320000500000001" + CreditCode.checkCharacter("51320000500000001");
            case PHONE, EMAIL, DATE, PERIOD, MONEY, GRADE -> field.kind().example();
            case CHOICE, CHOICES -> field.options().getFirst().value();
            case TABLE, ROW_NUMBER, SIGNATURE -> "";
        };
    }

    Filled put(String table, Map<?, ?>... rows) {
        values.put(table, new ArrayList<>(List.of(rows)));
        return this;
    }

    Filled put(String field, String value) {
        values.put(field, value);
        return this;
    }

    static Map<String, String> row(String... cells) {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < cells.length; i += 2) {
            row.put(cells[i], cells[i + 1]);
        }
        return row;
    }

    List<Violation> check() {
        return Forms.named("service-team-2024").check(FormValues.of(values));
    }
}
