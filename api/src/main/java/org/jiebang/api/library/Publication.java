package org.jiebang.api.library;

/** Who may see a record. */
public enum Publication {
    /** Its owner, and those whom the permission table lets see drafts. */
    DRAFT,
    /** Everybody; it stands in the search index. */
    PUBLISHED,
    /** As a draft: it was seen by everybody and is not any more. */
    WITHDRAWN,
    /** Another record stands for it; it stays whole, to be taken apart again. */
    MERGED
}
