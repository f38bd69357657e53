/**
 * Vectors of an outside embedding model that the operator runs; off unless an address is configured. Nothing is asked of it while somebody
 * waits: vectors are made in the background and kept beside the indexes.
 */
@NullMarked
package org.jiebang.api.embedding;

import org.jspecify.annotations.NullMarked;
