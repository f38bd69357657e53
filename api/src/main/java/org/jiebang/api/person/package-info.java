/**
 * What people may ask for who stand in the expert pool: to agree or not, to see what is stored on them, and to be erased. Staff act for
 * those who have no account.
 */
@NullMarked
package org.jiebang.api.person;

import org.jspecify.annotations.NullMarked;
