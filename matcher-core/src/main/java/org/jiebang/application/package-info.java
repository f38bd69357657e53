/** The course of an application from draft to archive: states and events as a table for each kind of call, deadlines, grades and money (ledger section 8). */
@NullMarked
package org.jiebang.application;

import org.jspecify.annotations.NullMarked;
