package org.jiebang.api.insight;

/**
 * Needs and supply under one heading: a segment, a chain or a place. Needs are those of the place that was asked for, experts and teams of a
 * segment or a chain those everywhere.
 *
 * @param open needs that are neither solved nor closed
 * @param unmet open needs that no claim was submitted on, here or by what their source says
 */
record Gap(String code, long open, long unmet, long solved, long experts, long teams) {
    static Gap of(InsightStore.Needs needs, long experts, long teams) {
        return new Gap(needs.code(), needs.open(), needs.unmet(), needs.solved(), experts, teams);
    }
}
