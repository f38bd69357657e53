/**
 * Tables that leave the platform as .xlsx, CSV and JSON lines: libraries as a search finds them and results of the features, each as the
 * reader may see it. Other features give their results as {@link org.jiebang.api.export.ResultTable}.
 */
@NullMarked
package org.jiebang.api.export;

import org.jspecify.annotations.NullMarked;
