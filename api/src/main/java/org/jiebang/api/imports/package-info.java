/**
 * Import jobs: upload, rows in batches, progress, cancel, resume after a crash, error workbook, sample libraries.
 */
@NullMarked
package org.jiebang.api.imports;

import org.jspecify.annotations.NullMarked;
