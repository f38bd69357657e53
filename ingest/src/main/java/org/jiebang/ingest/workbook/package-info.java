/**
 * Tables in files: .xlsx, CSV in UTF-8 or GB18030, and tables of saved web pages, all as the same stream of rows. Damaged, encrypted,
 * oversized and macro files are refused with a code before a row is read.
 */
@NullMarked
package org.jiebang.ingest.workbook;

import org.jspecify.annotations.NullMarked;
