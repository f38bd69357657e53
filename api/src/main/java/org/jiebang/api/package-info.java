/** The server of the platform. */
@NullMarked
package org.jiebang.api;

import org.jspecify.annotations.NullMarked;
