/**
 * Invented libraries to try the platform with. Every record follows from a seed and its number alone, so that five hundred experts are the
 * first five hundred of a million. No person, firm, university or society in them exists.
 */
@NullMarked
package org.jiebang.sample;

import org.jspecify.annotations.NullMarked;
