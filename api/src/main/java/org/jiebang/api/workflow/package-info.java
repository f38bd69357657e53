/** What the ways of problems and of applications have in common over HTTP: the words in which a step is refused. */
@NullMarked
package org.jiebang.api.workflow;

import org.jspecify.annotations.NullMarked;
