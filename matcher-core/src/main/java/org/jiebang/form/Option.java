package org.jiebang.form;

/**
 * What may be chosen.
 *
 * @param value as it is stored
 * @param label as printed on the form
 */
public record Option(String value, String label) {}
