/**
 * Everything that turns Chinese text into terms. HanLP is used here and nowhere else; index and query go through the same
 * {@link org.jiebang.text.TextAnalyzer}.
 */
@NullMarked
package org.jiebang.text;

import org.jspecify.annotations.NullMarked;
