/**
 * Search over all libraries: words, phrases, pinyin, filters, facets, highlighting and suggestions.
 */
@NullMarked
package org.jiebang.api.search;

import org.jspecify.annotations.NullMarked;
