/**
 * Tables and repeated blocks of saved web pages, read with jsoup.
 */
@NullMarked
package org.jiebang.ingest.page;

import org.jspecify.annotations.NullMarked;
