/**
 * Papers, patents and projects of experts by file: whose they are by evidence, what a person decided of it, and what they add to the
 * records of the experts. Nobody's work counts by a name alone.
 */
@NullMarked
package org.jiebang.api.profile;

import org.jspecify.annotations.NullMarked;
