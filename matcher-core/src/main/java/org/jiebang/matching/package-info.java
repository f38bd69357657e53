/**
 * Scores a demand against a supply from text, industry chain, region, standing and load, and explains each score by parts that
 * add up to it. Pure functions: no input or output, safe from any thread.
 */
@NullMarked
package org.jiebang.matching;

import org.jspecify.annotations.NullMarked;
