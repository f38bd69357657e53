/**
 * Personal data at rest: sealing under a ring of keys, contact data of records, rotation of keys, records that must not come back,
 * retention, and masking in the log. Knows no feature; those that store personal data seal it here and say so in a {@link
 * org.jiebang.api.privacy.SealedColumn}.
 */
@NullMarked
package org.jiebang.api.privacy;

import org.jspecify.annotations.NullMarked;
