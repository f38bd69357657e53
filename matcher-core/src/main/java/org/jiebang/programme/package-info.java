/**
 * Programmes as data: one reviewed file per call and year with its categories, rules, stages and forms, each rule with the sentence of
 * the notice it comes from; and the checks that read them. Pure functions over values: no clock, no network, safe from any thread.
 */
@NullMarked
package org.jiebang.programme;

import org.jspecify.annotations.NullMarked;
