package org.jiebang.api.identity;

/** What is decided of two records. */
enum IdentityState {
    /** Nothing yet. */
    OPEN,
    /** They are of one; one may stand for both. */
    SAME,
    DIFFERENT,
    /** A decision was taken back; the pair waits as an open one does. */
    UNDONE
}
