/**
 * One record of a library as a reader sees it: brought together from the libraries, their owners and what the permission table allows.
 */
@NullMarked
package org.jiebang.api.record;

import org.jspecify.annotations.NullMarked;
