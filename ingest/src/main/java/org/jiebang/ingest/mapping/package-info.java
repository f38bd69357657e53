/**
 * Mappings of library tables to the tables of other platforms, as data: target column from source column, constants, tables of values. A
 * mapping is checked as a whole, and every complaint names its column.
 */
@NullMarked
package org.jiebang.ingest.mapping;

import org.jspecify.annotations.NullMarked;
