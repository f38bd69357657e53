/**
 * What every feature stands on: errors as problem details, the compute scheduler, background loops, the search client and its health.
 */
@NullMarked
package org.jiebang.api.platform;

import org.jspecify.annotations.NullMarked;
