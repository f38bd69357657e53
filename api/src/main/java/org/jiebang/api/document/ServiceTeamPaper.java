package org.jiebang.api.document;

import static org.jiebang.api.document.Paper.centre;
import static org.jiebang.api.document.Paper.head;
import static org.jiebang.api.document.Paper.label;
import static org.jiebang.api.document.Paper.value;
import static org.jiebang.api.document.Paper.valueOr;

import java.util.ArrayList;
import java.util.List;
import org.jiebang.form.Block;
import org.jiebang.form.Field;
import org.jiebang.form.FieldKind;
import org.jiebang.form.Form;
import org.jiebang.form.FormValues;
import org.jiebang.form.Forms;

/** 《“科创中国”科技服务团项目申报书》 in the layout of the call's 附件3. */
final class ServiceTeamPaper {
    private static final Form FORM = Forms.named("service-team-2024");
    private static final int FEWEST_ROWS = 5;
    private static final int ESSAY_MM = 55;
    private static final List<String> NOTES = List.of(
            "1．本申报书是申报中国科协项目的依据，填写内容须实事求是，表述应明确、严谨。相应栏目请填写完整。缺项或格式不符的申报书不予受理。",
            "2．本申报书为A4纸张打印，具体报送份数请参照项目申报通知要求。同时应发送申报书电子版。",
            "3．请结合重点服务产业领域，在本申报书封面按格式补全项目名称，如：“科创中国”人工智能科技服务团。",
            "4．内容较多时，可多附页。",
            "5．项目申报书填好后，须由申报单位负责人签字并加盖单位公章，按照项目申报通知要求报送。",
            "6．服务团团长与首席专家不得为同一人。",
            "7．本申报书的必要附件须随本申报书一并提交。");

    private final FormValues values;
    private final List<Paper.Part> parts = new ArrayList<>();

    private ServiceTeamPaper(FormValues values) {
        this.values = values;
    }

    static Paper of(FormValues values, String code) {
        ServiceTeamPaper paper = new ServiceTeamPaper(values);
        paper.cover();
        paper.applicant();
        paper.project();
        for (String number : List.of("三", "四", "五", "六")) {
            paper.essay(block(number));
        }
        paper.schedule();
        paper.people();
        paper.budget();
        paper.attachments();
        paper.signatures();
        return new Paper(FORM.title().chinese(), code, paper.parts);
    }

    private static Block block(String number) {
        return FORM.blocks().stream()
                .filter(block -> block.number().equals(number))
                .findFirst()
                .orElseThrow();
    }

    private static Field field(String id) {
        return FORM.field(id).orElseThrow();
    }

    private static Paper.Cell title(String number, int columns) {
        return head(number + "、" + block(number).title().chinese()).over(columns);
    }

    private Paper.Cell written(String id) {
        return valueOr(Written.of(field(id), values), "");
    }

    private static Paper.Cell printed(String id) {
        return label(field(id).label());
    }

    private void cover() {
        parts.add(new Paper.Line("项目编号：" + values.text("项目编号"), 12, Paper.Align.RIGHT, false, 0));
        parts.add(new Paper.Line("“科创中国”科技服务团", 24, Paper.Align.CENTRE, true, 40));
        parts.add(new Paper.Line("项目申报书", 28, Paper.Align.CENTRE, true, 4));
        parts.add(new Paper.Line("", 12, Paper.Align.CENTRE, false, 30));
        List<Paper.Row> rows = new ArrayList<>();
        for (Field field : block("封面").fields()) {
            if (!field.id().equals("项目编号")) {
                rows.add(Paper.Row.of(
                                label(" "),
                                label(field.label() + "："),
                                valueOr(Written.of(field, values), field.hint()))
                        .atLeast(11));
            }
        }
        parts.add(new Paper.Grid(List.of(18, 30, 118), rows, 0, false));
        parts.add(new Paper.Line("中国科协科学技术创新部制", 14, Paper.Align.CENTRE, false, 30));
        parts.add(new Paper.NewPage());
        parts.add(new Paper.Line("填  报  说  明", 18, Paper.Align.CENTRE, true, 10));
        NOTES.forEach(note -> parts.add(new Paper.Line(note, 12, Paper.Align.LEFT, false, 2)));
        parts.add(new Paper.NewPage());
    }

    private void applicant() {
        String phone = values.text("电话").isEmpty() ? values.text("手机") : values.text("电话");
        parts.add(new Paper.Grid(
                List.of(26, 28, 42, 28, 42),
                List.of(
                        Paper.Row.of(title("一", 5)),
                        Paper.Row.of(
                                label("申报单位（全国学会）").down(7),
                                label("单位名称"),
                                value(values.text("申报单位")).over(3)),
                        Paper.Row.of(printed("统一社会信用代码"), written("统一社会信用代码").over(3)),
                        Paper.Row.of(printed("通讯地址及邮编"), written("通讯地址及邮编").over(3)),
                        Paper.Row.of(printed("负责人"), written("负责人"), label("联系人"), value(values.text("联系人"))),
                        Paper.Row.of(
                                printed("负责人职称/职务"), written("负责人职称/职务"), printed("联系人职称/职务"), written("联系人职称/职务")),
                        Paper.Row.of(printed("负责人联系电话"), written("负责人联系电话"), label("联系电话"), value(phone)),
                        Paper.Row.of(printed("负责人电子邮箱"), written("负责人电子邮箱"), label("电子邮箱"), value(values.text("电子邮箱"))),
                        Paper.Row.of(printed("申报单位简介"), wanted("申报单位简介").over(4))
                                .atLeast(45),
                        Paper.Row.of(printed("服务团组成单位名称"), wanted("服务团组成单位名称").over(4))
                                .atLeast(30)),
                0,
                true));
    }

    private Paper.Cell wanted(String id) {
        String hint = field(id).hint();
        return valueOr(Written.of(field(id), values), hint.isEmpty() ? "" : "（" + hint + "）");
    }

    private void project() {
        List<Paper.Row> rows = new ArrayList<>(List.of(
                Paper.Row.of(title("二", 6)),
                Paper.Row.of(
                        label("服务团").down(6),
                        label("团长").down(3),
                        printed("团长"),
                        written("团长"),
                        printed("团长手机"),
                        written("团长手机")),
                Paper.Row.of(printed("团长电子邮箱"), written("团长电子邮箱"), printed("团长单位电话"), written("团长单位电话")),
                Paper.Row.of(printed("团长单位及职务"), written("团长单位及职务").over(3)),
                Paper.Row.of(
                        label("首席专家").down(3), printed("首席专家"), written("首席专家"), printed("首席专家手机"), written("首席专家手机")),
                Paper.Row.of(printed("首席专家电子邮箱"), written("首席专家电子邮箱"), printed("首席专家单位电话"), written("首席专家单位电话")),
                Paper.Row.of(printed("首席专家单位及职务"), written("首席专家单位及职务"), printed("首席专家专业职称"), written("首席专家专业职称"))));
        for (String id :
                List.of("拟重点服务的产业领域", "拟重点服务的省份", "拟重点服务的示范市和试点城市（园区）、以及该产业链在省内布局的其他城市", "意向服务的其他示范市和试点城市（园区）")) {
            rows.add(Paper.Row.of(printed(id).over(3), written(id).over(3)));
        }
        parts.add(new Paper.Grid(List.of(18, 20, 26, 38, 26, 38), rows, 0, true));
    }

    private void essay(Block block) {
        Field field = block.fields().getFirst();
        parts.add(new Paper.Grid(
                List.of(Paper.WIDTH),
                List.of(
                        Paper.Row.of(title(block.number(), 1)),
                        Paper.Row.of(valueOr(Written.of(field, values), field.hint()))
                                .atLeast(ESSAY_MM)),
                0,
                true));
    }

    private void schedule() {
        Field table = field("实施步骤和进度计划");
        parts.add(new Paper.Grid(
                List.of(Paper.WIDTH),
                List.of(
                        Paper.Row.of(title("七", 1)),
                        Paper.Row.of(value(field("项目起止时间").label() + "：" + Written.of(field("项目起止时间"), values)))),
                0,
                true));
        parts.add(table(table, List.of(28, 28, 66, 44), 2));
    }

    private void people() {
        parts.add(new Paper.Grid(List.of(Paper.WIDTH), List.of(Paper.Row.of(title("八", 1))), 0, true));
        parts.add(table(field("项目负责人及主要参加人员"), List.of(12, 22, 50, 38, 44), FEWEST_ROWS));
    }

    private void budget() {
        parts.add(new Paper.Grid(
                List.of(Paper.WIDTH),
                List.of(
                        Paper.Row.of(title("九", 1)),
                        Paper.Row.of(value("经费总预算 " + money("经费总预算") + "，其中：\n1.申请中国科协项目经费 " + money("申请中国科协项目经费")
                                + "\n2.自有经费 " + money("自有经费") + "（如没有可不填）\n3.地方配套经费 " + money("地方配套经费")
                                + "（如没有可不填）")),
                        Paper.Row.of(centre("经费支出预算表　　　　单位：万元"))),
                0,
                true));
        parts.add(table(field("经费支出预算表"), List.of(12, 48, 32, 32, 42), FEWEST_ROWS));
    }

    private String money(String id) {
        String amount = values.text(id);
        return (amount.isEmpty() ? "　　　" : amount) + " 万元";
    }

    /** The rows that are filled in, numbered, and blank ones up to the fewest that the form prints. */
    private Paper.Grid table(Field table, List<Integer> widths, int fewest) {
        List<Paper.Row> rows = new ArrayList<>();
        rows.add(new Paper.Row(
                table.columns().stream().map(column -> label(column.label())).toList(), 0));
        var filled = values.rows(table.id());
        for (int i = 0; i < Math.max(fewest, filled.size()); i++) {
            List<Paper.Cell> cells = new ArrayList<>();
            for (Field column : table.columns()) {
                String text = i < filled.size() ? filled.get(i).getOrDefault(column.id(), "") : "";
                cells.add(
                        switch (column.kind()) {
                            case ROW_NUMBER -> centre(Integer.toString(i + 1));
                            case MONEY -> centre(text);
                            default -> value(Written.of(column, text));
                        });
            }
            rows.add(new Paper.Row(cells, 9));
        }
        return new Paper.Grid(widths, rows, 1, true);
    }

    private void attachments() {
        StringBuilder list = new StringBuilder();
        int number = 1;
        for (Field field : block("十").fields()) {
            if (field.kind() == FieldKind.ATTACHMENT) {
                int attached = Field.items(values.text(field.id())).size();
                list.append(number == 1 ? "" : "\n")
                        .append(number++)
                        .append('.')
                        .append(field.label())
                        .append(field.hint().isEmpty() ? "" : "，" + field.hint())
                        .append(attached == 0 ? "（未附）" : "（附 " + attached + " 件）");
            }
        }
        parts.add(new Paper.Grid(
                List.of(Paper.WIDTH),
                List.of(Paper.Row.of(title("十", 1)), Paper.Row.of(value(list.toString()))),
                0,
                true));
    }

    private void signatures() {
        StringBuilder lines = new StringBuilder();
        for (Field field : block("十一").fields()) {
            lines.append(lines.isEmpty() ? "" : "\n\n")
                    .append(field.label())
                    .append("：\n\n　　　　　　　　　　　　　　　　　　（单位公章）\n　　　　　　　　　　　　　　　　　　　　年　　月　　日");
        }
        parts.add(new Paper.Grid(
                List.of(Paper.WIDTH),
                List.of(Paper.Row.of(title("十一", 1)), Paper.Row.of(value(lines.toString()))),
                0,
                true));
    }
}
