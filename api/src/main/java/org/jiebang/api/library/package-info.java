/**
 * The records of the libraries in PostgreSQL, the truth, and how one is shown.
 */
@NullMarked
package org.jiebang.api.library;

import org.jspecify.annotations.NullMarked;
