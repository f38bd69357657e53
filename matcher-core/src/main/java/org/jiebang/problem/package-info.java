/** The life of a problem: collected, recommended, assessed, posted, claimed, docked, solved, confirmed (ledger W-08, W-10, W-11). */
@NullMarked
package org.jiebang.problem;

import org.jspecify.annotations.NullMarked;
