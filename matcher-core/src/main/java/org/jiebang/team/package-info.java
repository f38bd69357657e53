/**
 * Who does what, with proof: teams under composition rules ({@link org.jiebang.team.TeamBuilder}) and assignments of candidates to
 * items ({@link org.jiebang.team.AssignmentSolver}). Every answer is an optimum, or the best found with a bound, or the reason why
 * there is none with its smallest repair. Solvers see only numbers; they are OR-Tools, loaded when first used.
 */
@NullMarked
package org.jiebang.team;

import org.jspecify.annotations.NullMarked;
