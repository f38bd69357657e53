package org.jiebang.form;

/**
 * One thing to mend.
 *
 * @param row of a table, counted from 1; 0 for the field as a whole
 * @param column blank for the field or row as a whole
 * @param hard whether the form cannot be handed in so; otherwise it is pointed out
 */
public record Violation(String field, int row, String column, boolean hard, Finding finding) {}
