package org.jiebang.api.platform;

import java.util.List;

/** A refusal or failure that the caller should see, with its code and words. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final List<Violation> violations;

    public ApiException(ErrorCode code, String detail) {
        this(code, detail, List.of());
    }

    public ApiException(ErrorCode code, String detail, List<Violation> violations) {
        super(detail);
        this.code = code;
        this.violations = List.copyOf(violations);
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
}
