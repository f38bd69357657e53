/**
 * The Elasticsearch index of a library: its versioned settings and mapping, its alias, and the names of its fields. All libraries share
 * one shape, so that one search spans them.
 */
@NullMarked
package org.jiebang.index;

import org.jspecify.annotations.NullMarked;
