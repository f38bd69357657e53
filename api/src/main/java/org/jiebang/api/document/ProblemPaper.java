package org.jiebang.api.document;

import static org.jiebang.api.document.Paper.label;
import static org.jiebang.api.document.Paper.value;
import static org.jiebang.api.document.Paper.valueOr;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiebang.form.Field;
import org.jiebang.form.Form;
import org.jiebang.form.FormValues;
import org.jiebang.form.Forms;

/** 《重点产业链发展难题和重大产业共性技术问题基本情况表》 in the layout of the call's annex to the application. */
final class ProblemPaper {
    private static final Form FORM = Forms.named("problem-2024");

    private ProblemPaper() {}

    static Paper of(FormValues values, String code) {
        List<Paper.Row> rows = List.of(
                row("难题问题名称", values),
                row("提出单位", values),
                row("所属分类", values),
                row("产业领域", values),
                row("鼓励或支持的重点领域", values),
                Paper.Row.of(label("难题问题描述").over(2), description(values).over(3))
                        .atLeast(60),
                Paper.Row.of(
                        label("解决难题问题预计总投入").over(2),
                        value(values.text("预计总投入（万元）") + " 万元"),
                        label("问题解决期限"),
                        value(values.text("问题解决期限"))),
                Paper.Row.of(
                        label("实施地点").down(2),
                        label(field("所在地区").label()),
                        value(values.text("所在地区")).over(3)),
                Paper.Row.of(
                        label(field("是否位于示范市或试点城市").label()),
                        value(Written.of(field("是否位于示范市或试点城市"), values)).over(3)),
                Paper.Row.of(
                        label("可配套资源（政策、资金等）").down(2),
                        label(field("地方政府、科协配套情况").label()),
                        value(values.text("地方政府、科协配套情况")).over(3)),
                Paper.Row.of(
                        label(field("难题问题提出单位配套情况").label()),
                        value(values.text("难题问题提出单位配套情况")).over(3)),
                Paper.Row.of(label("全国学会评估意见").over(2), assessment(values).over(3))
                        .atLeast(25),
                Paper.Row.of(
                                label("全国学会相关工作基础").over(2),
                                wanted("全国学会相关工作基础", values).over(3))
                        .atLeast(25),
                Paper.Row.of(
                                label("难题问题解决初步方案").over(2),
                                wanted("难题问题解决初步方案", values).over(3))
                        .atLeast(25));
        return new Paper(
                FORM.title().chinese(),
                code,
                List.of(
                        new Paper.Line("附件", 12, Paper.Align.LEFT, false, 0),
                        new Paper.Line("重点产业链发展难题和重大产业共性技术问题", 16, Paper.Align.CENTRE, true, 2),
                        new Paper.Line("基本情况表", 16, Paper.Align.CENTRE, true, 0),
                        new Paper.Grid(List.of(22, 28, 44, 28, 44), rows, 0, true)));
    }

    private static Field field(String id) {
        return FORM.field(id).orElseThrow();
    }

    private static Paper.Row row(String id, FormValues values) {
        return Paper.Row.of(
                label(field(id).label()).over(2),
                value(Written.of(field(id), values)).over(3));
    }

    private static Paper.Cell wanted(String id, FormValues values) {
        return valueOr(values.text(id), field(id).hint());
    }

    /** The five parts that the form asks for in one field, each under its name. */
    private static Paper.Cell description(FormValues values) {
        String text = Stream.of("产生背景", "目前进展", "关键难点和挑战", "拟开展合作方式", "预期效益")
                .filter(id -> !values.text(id).isEmpty())
                .map(id -> field(id).label() + "：" + values.text(id))
                .collect(Collectors.joining("\n"));
        return valueOr(text, "包括问题产生背景、目前进展、面临的关键难点和挑战、拟开展合作方式，以及预期取得的科技、经济和社会效益等");
    }

    private static Paper.Cell assessment(FormValues values) {
        String grades = Stream.of("重要性", "紧迫性", "真实性", "成熟度")
                .filter(id -> !values.text(id).isEmpty())
                .map(id -> id + " " + values.text(id) + "/5")
                .collect(Collectors.joining("，"));
        String text = Stream.of(grades, values.text("全国学会评估意见"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
        return valueOr(text, field("全国学会评估意见").hint());
    }
}
