/** Applications from draft to archive: the form that several write, the steps by the table of their call, money, deliverables, publication. */
@NullMarked
package org.jiebang.api.application;

import org.jspecify.annotations.NullMarked;
