package org.jiebang.matching;

/**
 * The one change that would bring a match further up: to the first place if one change can, else among the first three. Found by scoring the
 * changed supply against all others as they are, not by a guess.
 *
 * @param rank place that the match would take, counted from 1
 * @param score what the changed supply scores
 * @param signal signal that the change lifts most
 */
public record Counterfactual(Change change, int rank, double score, Signal signal, Sentence sentence) {}
