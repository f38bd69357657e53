/**
 * Forms and other papers as .docx and PDF: one description of a paper ({@code Paper}), two writers. Each page carries a code of what is
 * filled in, so that copies can be shown identical (ledger R-29).
 */
@NullMarked
package org.jiebang.api.document;

import org.jspecify.annotations.NullMarked;
