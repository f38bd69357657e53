/**
 * Text and tables of documents that come from elsewhere: .docx, .doc, .pdf, .xlsx and archives of these, with limits on size, nesting, ratio
 * and time. A file that breaks one is refused; it never takes the memory of the whole platform.
 */
@NullMarked
package org.jiebang.ingest.document;

import org.jspecify.annotations.NullMarked;
