/**
 * Keeps the best matches of every open problem up to date: jobs are rows that any replica takes, lists are rows with a version.
 */
@NullMarked
package org.jiebang.api.rematching;

import org.jspecify.annotations.NullMarked;
