package org.jiebang.api.platform;

import java.time.Duration;
import java.util.List;

/** A refusal or failure that the caller should see, with its code and words. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Duration SOON = Duration.ofSeconds(5);

    private final ErrorCode code;
    private final List<Violation> violations;
    private final Duration retryAfter;

    public ApiException(ErrorCode code, String detail) {
        this(code, detail, List.of(), SOON);
    }

    public ApiException(ErrorCode code, String detail, List<Violation> violations) {
        this(code, detail, violations, SOON);
    }

    /**
     * @param retryAfter when the same request may succeed, where {@link ErrorCode#retryable()}
     */
    public ApiException(ErrorCode code, String detail, Duration retryAfter) {
        this(code, detail, List.of(), retryAfter);
    }

    private ApiException(ErrorCode code, String detail, List<Violation> violations, Duration retryAfter) {
        super(detail);
        this.code = code;
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }

    /** One thing that is wrong with a request. */
    public record Violation(String field, String code, String message) {}

    public ErrorCode code() {
        return code;
    }

    public List<Violation> violations() {
        return violations;
    }

    public static ApiException notFound(String what) {
        return new ApiException(ErrorCode.NOT_FOUND, "没有找到" + what + "。" + ErrorCode.NOT_FOUND.wayOut());
    }

    public static ApiException badRequest(String field, String code, String message) {
        return new ApiException(ErrorCode.BAD_REQUEST, message, List.of(new Violation(field, code, message)));
    }

    /** A file that was sent and is not taken, with what to do about it. */
    public static ApiException fileRefused(String code, String message) {
        return new ApiException(ErrorCode.FILE_REFUSED, message, List.of(new Violation("file", code, message)));
    }
}
