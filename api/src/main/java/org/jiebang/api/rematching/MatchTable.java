package org.jiebang.api.rematching;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.export.ResultTable;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordAccess;
import org.jiebang.api.platform.ApiException;
import org.jiebang.catalog.Library;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** The match list of a problem as a table; asks for {@code problem} and {@code target}. */
@Component
class MatchTable implements ResultTable {
    private final RecordAccess records;
    private final MatchLists lists;

    MatchTable(RecordAccess records, MatchLists lists) {
        this.records = records;
        this.lists = lists;
    }

    @Override
    public String code() {
        return "matches";
    }

    @Override
    public String label() {
        return "匹配名单";
    }

    @Override
    public Action action() {
        return Action.MATCH_READ;
    }

    @Override
    public List<String> headings() {
        return List.of("难题", "名次", "名称", "匹配度（%）", "上次名次");
    }

    @Override
    public Flux<List<Row>> pages(Actor actor, Map<String, String> asked) {
        Library library = Library.find(asked.getOrDefault("target", Library.EXPERTS.code()))
                .filter(MatchList.LIBRARIES::contains)
                .orElseThrow(() -> ApiException.badRequest("target", "UNKNOWN_CHOICE", "可选 experts、societies、teams。"));
        String problem = asked.getOrDefault("problem", "");
        if (problem.isBlank()) {
            throw ApiException.badRequest("problem", "BLANK", "请说明导出哪一条难题的匹配名单（problem）。");
        }
        return records.find(actor, Library.PROBLEMS, problem)
                .filter(stored -> stored.publication() == Publication.PUBLISHED)
                .flatMapMany(stored -> lists.shown(new MatchList.Key(stored.id(), library))
                        .filter(line -> line.rank() != null)
                        .map(line -> new Row(
                                line.supply().toString(),
                                List.of(
                                        stored.item().title(),
                                        String.valueOf(line.rank()),
                                        line.title(),
                                        String.format(
                                                Locale.ROOT,
                                                "%.1f",
                                                100 * Objects.requireNonNullElse(line.score(), 0.0)),
                                        line.previousRank() == null
                                                ? ""
                                                : line.previousRank().toString())))
                        .buffer(200));
    }
}
