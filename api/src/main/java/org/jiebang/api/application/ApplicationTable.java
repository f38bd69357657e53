package org.jiebang.api.application;

import java.util.List;
import java.util.Map;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.export.ResultTable;
import org.jiebang.region.RegionTree;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Applications as a table, as far as the reader may see them; without what their forms hold. */
@Component
class ApplicationTable implements ResultTable {
    private static final int PAGE = 200;

    private final ApplicationStore store;
    private final Access access;
    private final RegionTree regions = RegionTree.standard();

    ApplicationTable(ApplicationStore store, Access access) {
        this.store = store;
        this.access = access;
    }

    @Override
    public String code() {
        return "applications";
    }

    @Override
    public String label() {
        return "项目申报";
    }

    @Override
    public Action action() {
        return Action.APPLICATION_READ;
    }

    @Override
    public List<String> headings() {
        return List.of("名称", "项目", "年度", "类别", "申报单位", "所在地区", "状态", "这一步起始", "最近改动");
    }

    @Override
    public Flux<List<Row>> pages(Actor actor, Map<String, String> asked) {
        return Flux.range(0, Integer.MAX_VALUE)
                .concatMap(
                        page -> store.page(
                                        ApplicationController.scope(access, regions, actor),
                                        actor.organisationId(),
                                        null,
                                        PAGE,
                                        (long) page * PAGE)
                                .collectList(),
                        1)
                .takeUntil(page -> page.size() < PAGE)
                .map(page -> page.stream().map(this::row).toList());
    }

    private Row row(StoredApplication stored) {
        var region = stored.region();
        return new Row(
                stored.id().toString(),
                List.of(
                        stored.title(),
                        stored.programme(),
                        Integer.toString(stored.year()),
                        stored.category(),
                        stored.organisation(),
                        region == null ? "" : regions.fullName(region),
                        stored.progress().state().label(),
                        stored.since().toLocalDate().toString(),
                        stored.updatedAt().toLocalDate().toString()));
    }
}
