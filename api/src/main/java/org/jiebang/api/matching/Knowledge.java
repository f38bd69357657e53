package org.jiebang.api.matching;

import org.jiebang.industry.IndustryGraph;
import org.jiebang.matching.MatchModel;
import org.jiebang.matching.MatchScorer;
import org.jiebang.region.RegionTree;
import org.jiebang.text.CorpusModel;

/**
 * What matching learnt so far.
 *
 * @param corpus from the platform's texts
 * @param scorer with what people judged
 */
public record Knowledge(CorpusModel corpus, MatchScorer scorer) {
    /** Puts a scorer on what was learnt. */
    public static Knowledge of(CorpusModel corpus, MatchModel model, IndustryGraph graph) {
        return new Knowledge(corpus, new MatchScorer(model, graph, RegionTree.standard()));
    }
}
