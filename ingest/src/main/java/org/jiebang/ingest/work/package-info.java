/**
 * Papers, patents and projects from files of literature databases: BibTeX, RIS, tagged text, tables and JSON of OpenAlex. What a file does
 * not say is left blank; nothing is guessed.
 */
@NullMarked
package org.jiebang.ingest.work;

import org.jspecify.annotations.NullMarked;
