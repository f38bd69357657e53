package org.jiebang.catalog;

import java.util.List;

/** The five parts of 难题问题描述 (ledger section 11.2). A free text that is not divided stands in {@code difficulties}. */
public record ProblemDescription(
        String background, String progress, String difficulties, String cooperation, String benefits) {

    /** The parts that are there, in the order of the form. */
    public List<String> parts() {
        return Texts.present(background, progress, difficulties, cooperation, benefits);
    }
}
