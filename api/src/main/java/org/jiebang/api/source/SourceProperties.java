package org.jiebang.api.source;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How pages are asked for.
 *
 * @param privateAddresses may pages be in the operator's own network? For tests of the operator; false in production
 * @param agent name under which robots.txt may speak of the platform
 * @param interval least time between two requests to one host; a longer Crawl-delay counts
 * @param backOff first wait after a failure; doubles
 * @param timeout of one request with its answer
 * @param longestDelay a Crawl-delay or Retry-After that is longer ends the run
 */
@ConfigurationProperties("jiebang.sources")
record SourceProperties(
        @DefaultValue("false") boolean privateAddresses,
        @DefaultValue("jiebangbot") String agent,
        @DefaultValue("2s") Duration interval,
        @DefaultValue("5s") Duration backOff,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("60s") Duration longestDelay) {}
