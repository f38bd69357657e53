/**
 * From rows to library records: headings in any order and by many names, each row validated on its own with every finding reported;
 * and back from records to rows for templates and samples.
 */
@NullMarked
package org.jiebang.ingest.library;

import org.jspecify.annotations.NullMarked;
