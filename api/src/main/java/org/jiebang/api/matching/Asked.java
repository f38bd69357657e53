package org.jiebang.api.matching;

import org.jiebang.matching.CorpusStatistics;
import org.jiebang.matching.Demand;

/**
 * A demand with its terms chosen for an index.
 *
 * @param corpus how often its terms occur there
 */
public record Asked(Demand demand, CorpusStatistics corpus) {}
