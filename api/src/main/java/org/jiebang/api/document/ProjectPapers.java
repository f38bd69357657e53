package org.jiebang.api.document;

import static org.jiebang.api.document.Paper.head;
import static org.jiebang.api.document.Paper.label;
import static org.jiebang.api.document.Paper.value;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jiebang.api.evidence.EvidenceFile;
import org.jspecify.annotations.Nullable;

/** What the platform makes of an application beside its form: the receipt (回执) and the contract (合同书). */
final class ProjectPapers {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    /**
     * What both speak of.
     *
     * @param code of what was filled in
     * @param submitted null if it has not been
     * @param granted in 万元; null before it is decided
     * @param finish last day of the project; null if the programme names none
     * @param payouts how the money is paid, a sentence each
     * @param deliverables what has to be handed in, a sentence each
     */
    record Project(
            String programme,
            String document,
            String category,
            String title,
            String applicant,
            String issuer,
            String code,
            @Nullable OffsetDateTime submitted,
            @Nullable BigDecimal granted,
            @Nullable LocalDate finish,
            List<String> payouts,
            List<String> deliverables,
            List<EvidenceFile> files) {
        Project {
            payouts = List.copyOf(payouts);
            deliverables = List.copyOf(deliverables);
            files = List.copyOf(files);
        }
    }

    private ProjectPapers() {}

    /** Says what was received and when, with the hash of each file, so that nobody has to trust the platform's word alone. */
    static Paper receipt(Project project) {
        List<Paper.Row> rows = new ArrayList<>(List.of(
                row("申报项目", project.programme()),
                row("文号", project.document()),
                row("类别", project.category()),
                row("项目名称", project.title()),
                row("申报单位", project.applicant()),
                row("提交时间", project.submitted() == null ? "尚未提交" : TIME.format(project.submitted())),
                row("内容校验码", project.code())));
        List<Paper.Part> parts = new ArrayList<>(List.of(
                new Paper.Line("项目申报回执", 22, Paper.Align.CENTRE, true, 10),
                new Paper.Grid(List.of(40, Paper.WIDTH - 40), rows, 0, true)));
        List<Paper.Row> files = new ArrayList<>();
        files.add(Paper.Row.of(label("序号"), label("佐证材料"), label("大小（字节）"), label("SHA-256")));
        for (EvidenceFile file : project.files()) {
            files.add(Paper.Row.of(
                    Paper.centre(Integer.toString(files.size())),
                    value(file.name()),
                    Paper.centre(Long.toString(file.size())),
                    value(file.sha256())));
        }
        parts.add(new Paper.Grid(List.of(14, 56, 26, 70), files, 1, true));
        parts.add(new Paper.Line(
                "本回执由平台按收到的内容自动生成。纸质版与电子版内容是否一致，可用每页下方的内容校验码在平台“核对文件”处查验。", 10, Paper.Align.LEFT, false, 4));
        return new Paper("项目申报回执 " + project.title(), project.code(), parts);
    }

    /** The parties, the money and the duties as the call says them; signed on paper. */
    static Paper contract(Project project) {
        List<Paper.Part> parts = new ArrayList<>(List.of(
                new Paper.Line(project.programme(), 16, Paper.Align.CENTRE, true, 20),
                new Paper.Line("立项项目合同书", 24, Paper.Align.CENTRE, true, 4),
                new Paper.Grid(
                        List.of(40, Paper.WIDTH - 40),
                        List.of(
                                row("项目名称", project.title()),
                                row("类别", project.category()),
                                row("甲方（立项单位）", project.issuer()),
                                row("乙方（承担单位）", project.applicant()),
                                row("依据", project.document()),
                                row(
                                        "立项经费",
                                        project.granted() == null
                                                ? "　　　万元"
                                                : project.granted().toPlainString() + " 万元"),
                                row(
                                        "完成期限",
                                        project.finish() == null
                                                ? "　　年　　月　　日"
                                                : project.finish().getYear() + "年"
                                                        + project.finish().getMonthValue() + "月"
                                                        + project.finish().getDayOfMonth() + "日"),
                                row("申报书内容校验码", project.code())),
                        0,
                        true)));
        parts.add(clauses("一、任务与成果", "乙方按内容校验码所示的项目申报书完成各项任务，并交付下列成果：", project.deliverables()));
        parts.add(clauses("二、经费拨付与使用", "甲方按下列方式拨付经费，乙方专款专用，接受检查和审计：", project.payouts()));
        parts.add(clauses("三、检查、验收与变更", "乙方按通知要求接受中期检查和结题评估，按要求提供佐证材料；内容有重大变更须书面报甲方同意。不按合同履行的，按通知规定处理。", List.of()));
        parts.add(new Paper.Grid(
                List.of(Paper.WIDTH / 2, Paper.WIDTH / 2),
                List.of(Paper.Row.of(
                        value("甲方（公章）：\n\n负责人（签名）：\n\n　　　　　　年　　月　　日"), value("乙方（公章）：\n\n负责人（签名）：\n\n　　　　　　年　　月　　日"))),
                0,
                true));
        return new Paper("合同书 " + project.title(), project.code(), parts);
    }

    private static Paper.Row row(String name, String text) {
        return Paper.Row.of(label(name), value(text));
    }

    private static Paper.Grid clauses(String title, String text, List<String> items) {
        StringBuilder all = new StringBuilder(text);
        for (int i = 0; i < items.size(); i++) {
            all.append('\n').append(i + 1).append("．").append(items.get(i));
        }
        return new Paper.Grid(
                List.of(Paper.WIDTH), List.of(Paper.Row.of(head(title)), Paper.Row.of(value(all.toString()))), 0, true);
    }
}
