package org.jiebang.api.matching;

import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.Elasticsearch;
import org.jiebang.index.LibraryIndex;
import org.jiebang.industry.IndustryGraph;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The matcher of the running platform. */
@Configuration(proxyBeanMethods = false)
class MatchingConfiguration {
    @Bean
    Matcher matcher(Elasticsearch elasticsearch, Compute compute, KnowledgeInUse knowledge) {
        IndustryGraph graph = IndustryGraph.standard();
        return new Matcher(new Candidates(elasticsearch, graph, LibraryIndex::alias), graph, compute, knowledge::get);
    }
}
