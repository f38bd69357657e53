/**
 * From free text or the row of a table to the fields of the 基本情况表, each with its place in the text and how sure it is; contact data
 * is recognised and masked, so that it is never indexed.
 */
@NullMarked
package org.jiebang.ingest.need;

import org.jspecify.annotations.NullMarked;
