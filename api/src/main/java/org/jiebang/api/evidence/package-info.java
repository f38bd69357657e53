/** Evidence files: checked by what they hold, hashed, sealed, scanned for viruses, attached to what they prove. */
@NullMarked
package org.jiebang.api.evidence;

import org.jspecify.annotations.NullMarked;
