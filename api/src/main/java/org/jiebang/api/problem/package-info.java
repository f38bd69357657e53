/**
 * Problems that organisations write themselves: drafts, their confidential part, publication and withdrawal.
 */
@NullMarked
package org.jiebang.api.problem;

import org.jspecify.annotations.NullMarked;
