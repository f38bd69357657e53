/**
 * What people asked to hear of, and what they were told: subscriptions, notices, the bell in the page.
 */
@NullMarked
package org.jiebang.api.notify;

import org.jspecify.annotations.NullMarked;
