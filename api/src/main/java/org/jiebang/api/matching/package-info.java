/**
 * Matches of a demand: candidates from Elasticsearch, scores and reasons from matcher-core.
 */
@NullMarked
package org.jiebang.api.matching;

import org.jspecify.annotations.NullMarked;
