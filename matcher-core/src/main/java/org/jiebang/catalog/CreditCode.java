package org.jiebang.catalog;

import java.util.Locale;
import java.util.Optional;

/** Unified social credit code of an organisation (GB 32100-2015): 17 characters and a check character modulo 31. */
public record CreditCode(String value) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

    public CreditCode {
        value = value.strip().toUpperCase(Locale.ROOT);
        Optional<String> problem = problem(value);
        if (problem.isPresent()) {
            throw new IllegalArgumentException(problem.get());
        }
    }

    /** Says what is wrong with a code, or nothing if it is right. */
    public static Optional<String> problem(String code) {
        if (code.length() != 18) {
            return Optional.of("A credit code has 18 characters, this one has " + code.length() + ".");
        }
        for (int i = 0; i < 18; i++) {
            if (ALPHABET.indexOf(code.charAt(i)) < 0) {
                return Optional.of("Character " + (i + 1) + " ('" + code.charAt(i)
                        + "') cannot stand in a credit code. Maybe I, O, S, V or Z was typed for 1, 0, 5, U or 2.");
            }
        }
        char expected = checkCharacter(code.substring(0, 17));
        if (code.charAt(17) != expected) {
            return Optional.of("The check character is '" + code.charAt(17) + "' and should be '" + expected
                    + "'. Maybe a character was mistyped.");
        }
        return Optional.empty();
    }

    /** Check character for the first 17 characters of a code, all of the code's alphabet. */
    public static char checkCharacter(String first17) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += ALPHABET.indexOf(first17.charAt(i)) * WEIGHTS[i];
        }
        return ALPHABET.charAt((31 - sum % 31) % 31);
    }

    @Override
    public String toString() {
        return value;
    }
}
