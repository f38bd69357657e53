/**
 * Provinces, the cities and counties of Jiangsu with their GB/T 2260 codes, 苏南/苏中/苏北 and the fifteen pilot counties
 * (ledger LIB-15, section 9), and how near two places are.
 */
@NullMarked
package org.jiebang.region;

import org.jspecify.annotations.NullMarked;
