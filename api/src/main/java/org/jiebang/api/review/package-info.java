/**
 * Review of applications: who judges what, without a conflict of interest and without knowing of the others; what they found; and draws for
 * checks. The rules are those of {@code org.jiebang.review} in the core, the solver that of {@code org.jiebang.team}.
 */
@NullMarked
package org.jiebang.api.review;

import org.jspecify.annotations.NullMarked;
