package org.jiebang.api.insight;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jiebang.insight.Measure;
import org.jiebang.insight.WorkItem;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a place and a year.
 *
 * @param place name of the place
 * @param region its code
 * @param counties pilot counties by rank; for a county or city association those of its own place alone
 * @param cities the same of the cities
 */
record InsightView(
        int year,
        String region,
        String place,
        OffsetDateTime countedAt,
        List<FigureView> figures,
        List<TargetView> targets,
        List<WorkItem> taskTable,
        List<FunnelStage> funnel,
        List<LossView> losses,
        InsightStore.Efficiency efficiency,
        List<GapView> chains,
        List<GapView> places,
        PlaceMap.MapView map,
        List<StandingView> counties,
        List<StandingView> cities,
        String formula) {
    /**
     * A figure and how it is counted.
     *
     * @param value null where there is nothing to take a mean of
     * @param samples how many of the records are invented ones
     */
    record FigureView(
            Measure measure,
            String label,
            String english,
            String unit,
            String definition,
            @Nullable BigDecimal value,
            long samples) {}

    /**
     * A target and what was reached.
     *
     * @param actual in the chosen year; null where the platform holds no such record
     * @param reached share of the target, 0 or more; null where the platform holds no such record
     * @param bringIn how such records would come in; blank where they are there
     */
    record TargetView(
            String id,
            int year,
            String source,
            String name,
            String english,
            BigDecimal target,
            String unit,
            @Nullable BigDecimal actual,
            @Nullable Double reached,
            String definition,
            String bringIn,
            String sentence) {}

    /** A stage of the funnel, and how many problems have come to it. */
    record FunnelStage(String stage, String label, String english, long count) {}

    /** Where a problem was lost, and why. */
    record LossView(
            UUID id,
            String title,
            String from,
            String fromEnglish,
            String event,
            String eventEnglish,
            String reason,
            OffsetDateTime at) {}

    /** Needs and supply of a chain or a place. */
    record GapView(String code, String name, long open, long unmet, long solved, long experts, long teams) {}

    /**
     * A pilot place in its rank.
     *
     * @param of how many places are ranked
     */
    record StandingView(
            String code,
            String name,
            int rank,
            int of,
            long gathered,
            long docked,
            long turned,
            double gathering,
            double docking,
            double turning,
            double points) {}
}
