/** Service teams: proposals with proof. */
@NullMarked
package org.jiebang.api.team;

import org.jspecify.annotations.NullMarked;
