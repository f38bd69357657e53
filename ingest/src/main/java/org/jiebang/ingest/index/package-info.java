/**
 * From library records to documents of the search index.
 */
@NullMarked
package org.jiebang.ingest.index;

import org.jspecify.annotations.NullMarked;
