/**
 * Which records of a library name one and the same expert, society or enterprise: pieces of evidence for and against, each with its weight
 * in bits. It proposes; a person decides. A name alone never proposes.
 */
@NullMarked
package org.jiebang.identity;

import org.jspecify.annotations.NullMarked;
