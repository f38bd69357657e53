package org.jiebang.api.insight;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jiebang.api.access.Actor;
import org.jiebang.api.platform.ApiException;
import org.jiebang.insight.Measure;
import org.jiebang.problem.ProblemEvent;
import org.jiebang.region.Region;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes the 《工作简报》 of a month from the records; what they do not hold is left to be written, and said so. */
@Component
public class Bulletins {
    private static final int MOST_NAMED = 20;
    private static final YearMonth FIRST = YearMonth.of(2018, 1);

    private final DatabaseClient database;
    private final InsightStore store;
    private final Places places;

    Bulletins(DatabaseClient database, InsightStore store, Places places) {
        this.database = database;
        this.store = store;
        this.places = places;
    }

    /**
     * The bulletin of a month that has begun.
     *
     * @param region code of a place; the reader's own if none is given, or the province for staff
     * @throws ApiException if there is no such month, or the place is none of the reader's
     */
    public Mono<Bulletin> of(Actor actor, YearMonth month, @Nullable String region) {
        if (month.isBefore(FIRST) || month.isAfter(YearMonth.now(Insight.ZONE))) {
            throw ApiException.badRequest("month", "OUT_OF_RANGE", "月份应在 " + FIRST + " 到本月之间。");
        }
        Region place = places.of(actor, region);
        InsightStore.Scope scope = new InsightStore.Scope(
                Insight.pattern(place),
                month.atDay(1).atStartOfDay(Insight.ZONE).toOffsetDateTime(),
                month.plusMonths(1).atDay(1).atStartOfDay(Insight.ZONE).toOffsetDateTime());
        return Mono.zip(
                        store.figures(scope),
                        store.events(scope),
                        solved(scope),
                        cases(scope),
                        programmes(scope.from(), scope.to()),
                        store.efficiency(scope))
                .map(found -> new Bulletin(
                        month,
                        places.name(place),
                        List.of(
                                organised(found.getT2()),
                                docked(found.getT1(), found.getT2(), found.getT6()),
                                served(found.getT1(), found.getT2()),
                                reached(found.getT1(), found.getT3()),
                                told(found.getT1()),
                                new Bulletin.Topic(
                                        "典型案例", found.getT4().isEmpty() ? List.of("本月没有公开的案例。") : found.getT4()),
                                policies(found.getT5()))));
    }

    private static Bulletin.Topic organised(Map<ProblemEvent, Long> events) {
        return new Bulletin.Topic(
                "项目组织",
                List.of(
                        "本月提交难题 %d 条；受理 %d 条，退回补充 %d 条，不予受理 %d 条。"
                                .formatted(
                                        count(events, ProblemEvent.SUBMIT),
                                        count(events, ProblemEvent.ACCEPT),
                                        count(events, ProblemEvent.ASK),
                                        count(events, ProblemEvent.REJECT)),
                        "县、市科协推荐 %d 条；评估通过 %d 条，未通过 %d 条。"
                                .formatted(
                                        count(events, ProblemEvent.RECOMMEND),
                                        count(events, ProblemEvent.ASSESS),
                                        count(events, ProblemEvent.DISMISS))));
    }

    private static Bulletin.Topic docked(
            Map<Measure, InsightStore.Figure> figures,
            Map<ProblemEvent, Long> events,
            InsightStore.Efficiency efficiency) {
        List<String> sentences = new ArrayList<>();
        sentences.add("本月张榜难题 %s 条，收到揭榜方案 %s 个，选定揭榜方 %d 条，终止对接 %d 条，到期无人揭榜 %d 条。"
                .formatted(
                        value(figures, Measure.POSTED_PROBLEMS),
                        value(figures, Measure.CLAIMS),
                        count(events, ProblemEvent.SELECT),
                        count(events, ProblemEvent.BREAK_OFF),
                        count(events, ProblemEvent.EXPIRE)));
        Double days = efficiency.daysToClaim();
        if (days != null) {
            sentences.add("本月张榜的难题，从张榜到第一个揭榜方案的中位数为 %.1f 天。".formatted(days));
        }
        return new Bulletin.Topic("供需对接", sentences);
    }

    private static Bulletin.Topic served(Map<Measure, InsightStore.Figure> figures, Map<ProblemEvent, Long> events) {
        return new Bulletin.Topic(
                "服务进展",
                List.of(
                        "本月登记协议 %s 份，金额 %s 万元；提交解决方案 %d 条。"
                                .formatted(
                                        value(figures, Measure.AGREEMENTS),
                                        value(figures, Measure.AGREED_AMOUNT),
                                        count(events, ProblemEvent.DELIVER)),
                        "服务企业 %s 家；蹲点 %s 天。"
                                .formatted(
                                        value(figures, Measure.SERVED_ENTERPRISES),
                                        value(figures, Measure.STATIONED_DAYS))));
    }

    private static Bulletin.Topic reached(Map<Measure, InsightStore.Figure> figures, List<String> solved) {
        List<String> sentences = new ArrayList<>();
        InsightStore.Figure grade = figures.get(Measure.SATISFACTION);
        BigDecimal mean = grade == null ? null : grade.value();
        sentences.add("本月由服务对象确认解决难题 %s 条%s。"
                .formatted(
                        value(figures, Measure.SOLVED_PROBLEMS),
                        mean == null ? "" : "，平均满意度 " + mean.toPlainString() + " 分（满分 5 分）"));
        sentences.addAll(solved);
        return new Bulletin.Topic("成果成效", sentences);
    }

    private static Bulletin.Topic told(Map<Measure, InsightStore.Figure> figures) {
        return new Bulletin.Topic(
                "宣传推介",
                List.of("本月在平台公开案例 %s 个。".formatted(value(figures, Measure.CASES)), "平台无此项记录：报道、活动和展示不在平台的记录中，请在此补写。"));
    }

    private static Bulletin.Topic policies(List<String> programmes) {
        List<String> sentences = new ArrayList<>();
        if (!programmes.isEmpty()) {
            sentences.add("本月审定的申报规则：" + String.join("、", programmes) + "。");
        }
        sentences.add("平台无此项记录：各地出台的政策文件不在平台的记录中，请在此补写。");
        return new Bulletin.Topic("地方政策", sentences);
    }

    private static long count(Map<ProblemEvent, Long> events, ProblemEvent event) {
        return events.getOrDefault(event, 0L);
    }

    private static String value(Map<Measure, InsightStore.Figure> figures, Measure measure) {
        InsightStore.Figure figure = figures.get(measure);
        BigDecimal value = figure == null ? null : figure.value();
        return value == null || value.signum() == 0
                ? "0"
                : value.stripTrailingZeros().toPlainString();
    }

    private Mono<List<String>> solved(InsightStore.Scope scope) {
        return lines("""
                SELECT record.payload ->> 'title' AS title, coalesce(record.payload ->> 'proposer', '') AS proposer
                FROM problem_step JOIN library_record AS record ON record.id = problem_step.record_id AND record.publication = 'PUBLISHED'
                JOIN problem_progress ON problem_progress.record_id = record.id AND problem_progress.version = problem_step.version
                WHERE problem_step.event = 'CONFIRM' AND coalesce(record.payload ->> 'region', '') LIKE $1
                  AND problem_step.at >= $2 AND problem_step.at < $3 ORDER BY problem_step.at LIMIT $4
                """, scope, "%2$s“%1$s”。");
    }

    private Mono<List<String>> cases(InsightStore.Scope scope) {
        return lines("""
                SELECT record.payload ->> 'title' AS title, '需求：' || need || ' 解决：' || solution || ' 成效：' || reached AS proposer
                FROM solution_case JOIN library_record AS record ON record.id = solution_case.record_id AND record.publication = 'PUBLISHED'
                JOIN problem_progress ON problem_progress.record_id = record.id AND problem_progress.state = 'CLOSED'
                WHERE coalesce(record.payload ->> 'region', '') LIKE $1
                  AND consented_at >= $2 AND consented_at < $3 ORDER BY consented_at LIMIT $4
                """, scope, "%1$s。%2$s");
    }

    private Mono<List<String>> lines(String sql, InsightStore.Scope scope, String form) {
        return database.sql(sql)
                .bind("$1", scope.places())
                .bind("$2", scope.from())
                .bind("$3", scope.to())
                .bind("$4", MOST_NAMED)
                .map(row -> form.formatted(
                        Objects.requireNonNullElse(row.get("title", String.class), ""),
                        Objects.requireNonNullElse(row.get("proposer", String.class), "")))
                .all()
                .collectList();
    }

    private Mono<List<String>> programmes(OffsetDateTime from, OffsetDateTime to) {
        return database.sql("""
                        SELECT programme || '（第 ' || version || ' 版）' AS name FROM programme_version
                        WHERE state = 'APPROVED' AND approved_at >= $1 AND approved_at < $2 ORDER BY approved_at, programme
                        """)
                .bind("$1", from)
                .bind("$2", to)
                .map(row -> Objects.requireNonNull(row.get("name", String.class)))
                .all()
                .collectList();
    }
}
