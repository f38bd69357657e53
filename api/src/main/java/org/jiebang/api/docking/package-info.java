/** Problems on their way from draft to confirmation: steps, claims (揭榜) and the docking log. */
@NullMarked
package org.jiebang.api.docking;

import org.jspecify.annotations.NullMarked;
