/** Targets and figures: what was planned, what the records show, where problems are lost, and where supply is short. */
@NullMarked
package org.jiebang.api.insight;

import org.jspecify.annotations.NullMarked;
