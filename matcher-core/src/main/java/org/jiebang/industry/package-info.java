/**
 * Classes and fields of the national form (ledger TAX-01, TAX-02), the thirteen sectors of 2020 (TAX-09), and the graph of
 * industry chains with their segments, terms and supply edges that was written for this project.
 */
@NullMarked
package org.jiebang.industry;

import org.jspecify.annotations.NullMarked;
