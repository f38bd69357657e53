/** Workflows as tables: state × event → target, and what an event must bring. */
@NullMarked
package org.jiebang.workflow;

import org.jspecify.annotations.NullMarked;
