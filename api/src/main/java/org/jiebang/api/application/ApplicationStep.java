package org.jiebang.api.application;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jiebang.application.ApplicationEvent;
import org.jiebang.application.ApplicationState;

/**
 * A step that was taken.
 *
 * @param version that the step led to
 * @param organisation name of the organisation that took it, as it was then
 * @param detail what the step brought, as JSON
 * @param evidence ids of the files
 */
public record ApplicationStep(
        long version,
        ApplicationEvent event,
        ApplicationState source,
        ApplicationState target,
        String organisation,
        String note,
        String detail,
        List<UUID> evidence,
        OffsetDateTime at) {
    public ApplicationStep {
        evidence = List.copyOf(evidence);
    }
}
