package org.jiebang.api.profile;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jiebang.identity.Naming;

/** An author of works as one name, unit and identifier name him, who may be an expert. */
interface Author {
    /** Digest of name, unit and identifier. */
    String key();

    /** Digest of the identifier; blank if the works state none. */
    String orcidKey();

    /** Digests of the keys under which namesakes are found. */
    Set<String> nameKeys();

    /** The fewest units that the author of one of the works may be of. */
    int choices();

    /** By the id of the work the place among its authors, from 0. */
    Map<UUID, Integer> places();

    /** All that is known of him, as it compares with an expert. */
    Naming naming(Naming expert);
}
