/**
 * Records that may name one expert, society or enterprise: compared as they come and change, put before staff, merged and taken apart by
 * them. Nothing is merged without a person.
 */
@NullMarked
package org.jiebang.api.identity;

import org.jspecify.annotations.NullMarked;
