/**
 * Hard filters of the running platform: sanctions that staff keep, and the records that tell who is who.
 */
@NullMarked
package org.jiebang.api.exclusion;

import org.jspecify.annotations.NullMarked;
