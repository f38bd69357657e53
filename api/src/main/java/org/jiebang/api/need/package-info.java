/**
 * Needs read from texts: the reader in use, which decisions of people teach, and the queue of values that it was not sure of. A value that
 * a person decided stands while its text says the same.
 */
@NullMarked
package org.jiebang.api.need;

import org.jspecify.annotations.NullMarked;
