/**
 * Sources: public pages that the platform reads again and again. A run asks each page politely and at most once, finds what changed, and
 * gives that to the import as one file.
 */
@NullMarked
package org.jiebang.api.source;

import org.jspecify.annotations.NullMarked;
