package org.jiebang.api.library;

import java.util.UUID;
import org.jiebang.api.platform.ApiException;

/** Ids in addresses. */
public final class RecordIds {
    private RecordIds() {}

    /** Reads an id; what cannot be an id is not found, as an unknown one. */
    public static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw ApiException.notFound("这条记录");
        }
    }
}
