/**
 * Programmes in the running system: those that ship and those that staff upload and another person approves; what their rules say, what
 * changed since another year, and the check of an application against them.
 */
@NullMarked
package org.jiebang.api.programme;

import org.jspecify.annotations.NullMarked;
