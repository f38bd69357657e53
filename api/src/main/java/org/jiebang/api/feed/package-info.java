/**
 * What other programs read by themselves: Atom feeds (RFC 4287) of posted problems and of saved searches, and the harvest interface OAI-PMH
 * 2.0. Public fields alone.
 */
@NullMarked
package org.jiebang.api.feed;

import org.jspecify.annotations.NullMarked;
