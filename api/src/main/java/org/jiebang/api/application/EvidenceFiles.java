package org.jiebang.api.application;

import java.util.Collection;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** The store of evidence files, as far as steps ask. */
public interface EvidenceFiles {
    /** Those of the files that are attached to an application and can be relied on. */
    Flux<UUID> attached(UUID application, Collection<UUID> files);
}
