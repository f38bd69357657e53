/**
 * Ranks a file of documents for a file of queries by the product's own retrieval and scoring.
 */
@NullMarked
package org.jiebang.api.rank;

import org.jspecify.annotations.NullMarked;
