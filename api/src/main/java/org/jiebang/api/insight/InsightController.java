package org.jiebang.api.insight;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.jiebang.ingest.workbook.WorkbookWriter;
import org.jiebang.insight.WorkItem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Targets and figures of a place and a year, for staff everywhere and for associations of their own place. */
@RestController
class InsightController {
    private static final int FIRST_YEAR = 2018;

    private final Insight insight;
    private final Places places;
    private final Compute compute;

    InsightController(Insight insight, Places places, Compute compute) {
        this.insight = insight;
        this.places = places;
        this.compute = compute;
    }

    /**
     * Targets and figures.
     *
     * @param year this year if none is given
     * @param region code of a place; the reader's own if none is given, or the province for staff
     */
    @Requires(Action.INSIGHT_READ)
    @GetMapping("/api/insight")
    Mono<InsightView> read(
            Actor actor,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable String region) {
        int thisYear = LocalDate.now(Insight.ZONE).getYear();
        int wanted = year == null ? thisYear : year;
        if (wanted < FIRST_YEAR || wanted > thisYear) {
            throw ApiException.badRequest("year", "OUT_OF_RANGE", "年份应在 " + FIRST_YEAR + " 到 " + thisYear + " 之间。");
        }
        return insight.of(wanted, places.of(actor, region), places.all(actor));
    }

    /** The same as a workbook; no cell is a formula. */
    @Requires(Action.INSIGHT_READ)
    @GetMapping(path = "/api/insight.xlsx")
    Mono<ResponseEntity<byte[]>> workbook(
            Actor actor,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable String region) {
        return read(actor, year, region)
                .flatMap(view -> compute.run(() -> workbook(view))
                        .map(bytes -> ResponseEntity.ok()
                                .contentType(MediaType.parseMediaType(
                                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
                                .header(
                                        HttpHeaders.CONTENT_DISPOSITION,
                                        ContentDisposition.attachment()
                                                .filename("insight-" + view.region() + "-" + view.year() + ".xlsx")
                                                .build()
                                                .toString())
                                .body(bytes)));
    }

    private static byte[] workbook(InsightView view) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (WorkbookWriter book = new WorkbookWriter(
                bytes, "目标与实际", List.of("编号", "目标", "目标年份", "目标数", "实际数", "单位", "完成", "怎样统计", "来源", "原句"))) {
            for (InsightView.TargetView target : view.targets()) {
                Double reached = target.reached();
                book.write(List.of(
                        target.id(),
                        target.name(),
                        String.valueOf(target.year()),
                        target.target().toPlainString(),
                        target.actual() == null ? "平台无此项记录" : target.actual().toPlainString(),
                        target.unit(),
                        reached == null ? "" : String.format(Locale.ROOT, "%.1f%%", reached * 100),
                        target.actual() == null ? target.bringIn() : target.definition(),
                        target.source(),
                        target.sentence()));
            }
            book.newSheet("数字", List.of("项目", "数", "单位", "其中示例", "怎样统计", "地区", "年份"));
            for (InsightView.FigureView figure : view.figures()) {
                book.write(List.of(
                        figure.label(),
                        figure.value() == null ? "" : figure.value().toPlainString(),
                        figure.unit(),
                        String.valueOf(figure.samples()),
                        figure.definition(),
                        view.place(),
                        String.valueOf(view.year())));
            }
            book.newSheet("2020年任务表", List.of("序号", "任务", "责任单位", "参与单位", "时间", "目标编号", "说明", "原句"));
            for (WorkItem item : view.taskTable()) {
                book.write(List.of(
                        String.valueOf(item.row()),
                        item.task(),
                        item.responsible(),
                        item.participating(),
                        item.when(),
                        String.join("、", item.targets()),
                        item.remark(),
                        item.sentence()));
            }
            book.newSheet("漏斗", List.of("阶段", "难题数"));
            for (InsightView.FunnelStage stage : view.funnel()) {
                book.write(List.of(stage.label(), String.valueOf(stage.count())));
            }
            book.newSheet("流失", List.of("难题", "当时", "步骤", "原因", "时间"));
            for (InsightView.LossView loss : view.losses()) {
                book.write(List.of(
                        loss.title(),
                        loss.from(),
                        loss.event(),
                        loss.reason(),
                        loss.at().atZoneSameInstant(Insight.ZONE).toLocalDate().toString()));
            }
            gaps(book, "产业链缺口", view.chains());
            gaps(book, "地区缺口", view.places());
            map(book, view.map());
            standings(book, "试点县（市、区）", view.counties(), view.formula());
            standings(book, "设区市", view.cities(), view.formula());
        }
        return bytes.toByteArray();
    }

    private static void gaps(WorkbookWriter book, String sheet, List<InsightView.GapView> gaps) throws IOException {
        book.newSheet(sheet, List.of("代码", "名称", "未解决难题", "其中无人揭榜", "已解决", "专家", "服务团"));
        for (InsightView.GapView gap : gaps) {
            book.write(List.of(
                    gap.code(),
                    gap.name(),
                    String.valueOf(gap.open()),
                    String.valueOf(gap.unmet()),
                    String.valueOf(gap.solved()),
                    String.valueOf(gap.experts()),
                    String.valueOf(gap.teams())));
        }
    }

    private static void map(WorkbookWriter book, PlaceMap.MapView map) throws IOException {
        book.newSheet("产业链图", List.of("产业链", "代码", "环节", "位置", "未解决难题", "其中无人揭榜", "专家", "服务团", "状态"));
        for (PlaceMap.LineView line : map.lines()) {
            for (PlaceMap.StationView station : line.stations()) {
                book.write(List.of(
                        line.name(),
                        station.code(),
                        station.name(),
                        station.stage(),
                        String.valueOf(station.open()),
                        String.valueOf(station.unmet()),
                        String.valueOf(station.experts()),
                        String.valueOf(station.teams()),
                        station.label()));
            }
        }
        book.newSheet("匹配的专家", List.of("范围", "专家"));
        book.write(List.of("本地", String.valueOf(map.reach().here())));
        book.write(List.of("省内其他地方", String.valueOf(map.reach().near())));
        book.write(List.of("外省或不详", String.valueOf(map.reach().far())));
    }

    private static void standings(
            WorkbookWriter book, String sheet, List<InsightView.StandingView> standings, String formula)
            throws IOException {
        book.newSheet(sheet, List.of("名次", "地区", "总分", "资源汇聚", "需求对接", "成果转化", "资源数", "对接数", "转化数", "怎样计算"));
        for (InsightView.StandingView one : standings) {
            book.write(List.of(
                    String.valueOf(one.rank()),
                    one.name(),
                    points(one.points()),
                    points(one.gathering()),
                    points(one.docking()),
                    points(one.turning()),
                    String.valueOf(one.gathered()),
                    String.valueOf(one.docked()),
                    String.valueOf(one.turned()),
                    formula));
        }
    }

    private static String points(double points) {
        return String.format(Locale.ROOT, "%.1f", points);
    }
}
