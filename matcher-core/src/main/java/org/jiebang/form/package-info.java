/** The official forms as data: blocks, fields, limits and what has to agree (ledger section 11), and the check of what is filled in. */
@NullMarked
package org.jiebang.form;

import org.jspecify.annotations.NullMarked;
