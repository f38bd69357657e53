package org.jiebang.api.profile;

/** Is an author of works the expert? */
enum AuthorshipState {
    /** A person is asked. */
    OPEN,
    YES,
    NO
}
