/**
 * The append-only record of who did what, each entry bound to the one before by its hash.
 */
@NullMarked
package org.jiebang.api.audit;

import org.jspecify.annotations.NullMarked;
