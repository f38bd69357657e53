/**
 * Who acts, and what each role may do: the permission table and its enforcement before every handler.
 */
@NullMarked
package org.jiebang.api.access;

import org.jspecify.annotations.NullMarked;
