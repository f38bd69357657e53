package org.jiebang.api.solution;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.export.ResultTable;
import org.jiebang.problem.AgreementKind;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Cases as a table. */
@Component
class CaseTable implements ResultTable {
    private static final int PAGE = 200;

    private final CaseStore cases;
    private final RegionTree regions = RegionTree.standard();

    CaseTable(CaseStore cases) {
        this.cases = cases;
    }

    @Override
    public String code() {
        return "cases";
    }

    @Override
    public String label() {
        return "案例";
    }

    @Override
    public Action action() {
        return Action.RECORD_READ;
    }

    @Override
    public List<String> headings() {
        return List.of(
                "难题名称", "提出单位", "所在地区", "需求", "揭榜方", "解决办法", "成效", "满意度", "协议种类", "金额（万元）", "历时（天）", "蹲点（天）", "确认时间");
    }

    @Override
    public Flux<List<Row>> pages(Actor actor, Map<String, String> asked) {
        return Flux.range(0, Integer.MAX_VALUE)
                .concatMap(
                        page -> cases.page(CaseStore.Wanted.ALL, PAGE, (long) page * PAGE)
                                .collectList(),
                        1)
                .takeUntil(page -> page.size() < PAGE)
                .map(page -> page.stream().map(this::row).toList());
    }

    private Row row(CaseStore.SolvedCase one) {
        String region = one.region();
        AgreementKind kind = one.kind();
        BigDecimal amount = one.amount();
        return new Row(
                one.problemId().toString(),
                List.of(
                        one.title(),
                        one.proposer(),
                        region == null ? "" : regions.fullName(new RegionCode(region)),
                        one.need(),
                        String.join("；", one.solvers()),
                        one.solution(),
                        one.reached(),
                        text(one.grade()),
                        kind == null ? "" : kind.label(),
                        amount == null ? "" : amount.stripTrailingZeros().toPlainString(),
                        text(one.days()),
                        Long.toString(one.stationed()),
                        one.confirmedAt().toLocalDate().toString()));
    }

    private static String text(@Nullable Integer number) {
        return number == null ? "" : number.toString();
    }
}
