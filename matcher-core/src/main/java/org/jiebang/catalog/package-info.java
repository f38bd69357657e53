/**
 * What the libraries hold: experts, problems, key projects, societies, enterprises and service teams (ledger LIB-01 to LIB-06).
 * Every record checks itself when it is made and knows its natural key, so that the same row read twice is the same record.
 */
@NullMarked
package org.jiebang.catalog;

import org.jspecify.annotations.NullMarked;
