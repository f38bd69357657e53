/** What was planned and how it is counted: the targets of the notices, the task table of 2020, measures, and rankings. */
@NullMarked
package org.jiebang.insight;

import org.jspecify.annotations.NullMarked;
