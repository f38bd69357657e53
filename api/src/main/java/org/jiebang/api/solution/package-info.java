/** What was solved: cases that the served side agrees to show, problems like another, and who is told of them. */
@NullMarked
package org.jiebang.api.solution;

import org.jspecify.annotations.NullMarked;
