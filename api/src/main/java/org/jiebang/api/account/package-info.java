/**
 * Accounts, sessions, tokens, organisations and their members.
 */
@NullMarked
package org.jiebang.api.account;

import org.jspecify.annotations.NullMarked;
