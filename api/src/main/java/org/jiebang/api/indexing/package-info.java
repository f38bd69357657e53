/**
 * Brings committed records into Elasticsearch: outbox, bulk writes with external versions, rebuild behind the alias, dictionary.
 */
@NullMarked
package org.jiebang.api.indexing;

import org.jspecify.annotations.NullMarked;
