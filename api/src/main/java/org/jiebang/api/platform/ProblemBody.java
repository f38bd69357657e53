package org.jiebang.api.platform;

import java.util.List;

/**
 * Body of every error answer (RFC 9457).
 *
 * @param code stable code, see {@link ErrorCode}
 * @param requestId names the request in the server's log
 */
public record ProblemBody(
        String type,
        String title,
        int status,
        String code,
        String detail,
        String instance,
        String requestId,
        List<ApiException.Violation> violations) {}
