package org.jiebang.api.docking;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.export.ResultTable;
import org.jiebang.api.platform.ApiException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Claims on a problem as a table, as far as the reader may read them; asks for {@code problem}. */
@Component
class ClaimTable implements ResultTable {
    private final Claims claims;

    ClaimTable(Claims claims) {
        this.claims = claims;
    }

    @Override
    public String code() {
        return "claims";
    }

    @Override
    public String label() {
        return "揭榜方案";
    }

    @Override
    public Action action() {
        return Action.CLAIM_READ;
    }

    @Override
    public List<String> headings() {
        return List.of("难题", "揭榜方", "服务团", "状态", "技术路线", "工作基础", "进度安排", "报价（万元）", "工期（月）", "提交时间");
    }

    @Override
    public Flux<List<Row>> pages(Actor actor, Map<String, String> asked) {
        String problem = asked.getOrDefault("problem", "");
        if (problem.isBlank()) {
            throw ApiException.badRequest("problem", "BLANK", "请说明导出哪一条难题的揭榜方案（problem）。");
        }
        return claims.ofProblem(actor, problem).map(ClaimTable::row).buffer(200);
    }

    private static Row row(Claim claim) {
        BigDecimal price = claim.proposal().price();
        Integer months = claim.proposal().months();
        OffsetDateTime submitted = claim.submittedAt();
        return new Row(
                claim.id().toString(),
                List.of(
                        claim.problem(),
                        claim.organisation(),
                        text(claim.team()),
                        claim.state().label(),
                        claim.proposal().approach(),
                        claim.proposal().foundation(),
                        claim.proposal().schedule(),
                        price == null ? "" : price.stripTrailingZeros().toPlainString(),
                        months == null ? "" : months.toString(),
                        submitted == null ? "" : submitted.toLocalDate().toString()));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
