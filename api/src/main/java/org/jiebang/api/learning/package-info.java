/** Learning from the platform's texts and from what people say of matches; versions of what was learnt. */
@NullMarked
package org.jiebang.api.learning;

import org.jspecify.annotations.NullMarked;
