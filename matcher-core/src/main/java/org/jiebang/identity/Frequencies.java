package org.jiebang.identity;

/** How common values are in a library. Implementations must be safe for the thread that compares. */
public interface Frequencies {
    /** Number of namings in the library. */
    long total();

    /** Number of namings that have a key of {@link Sketch#keys()}; 0 if unknown. */
    long of(String key);
}
