package org.jiebang.api.access;

/** A cell of the permission table. */
public enum Decision {
    DENY,
    /** Only objects of the organisation the actor acts for, or of his own account. */
    OWN,
    /** Only objects in the region of the organisation the actor acts for. */
    REGION,
    ALLOW
}
