/**
 * What keeps a pair out of every list, whatever its score: conflicts of interest over identities that records only hint at, no room for
 * more work, and sanctions. Each exclusion says in words what it rests on.
 */
@NullMarked
package org.jiebang.exclusion;

import org.jspecify.annotations.NullMarked;
