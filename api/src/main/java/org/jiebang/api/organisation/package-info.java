/**
 * Organisations, their members and invitations, and the library records that they claim as their own.
 */
@NullMarked
package org.jiebang.api.organisation;

import org.jspecify.annotations.NullMarked;
