package org.jiebang.api.platform;

import io.r2dbc.spi.R2dbcException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The one place where an error becomes an answer. No stack trace and no text of a foreign exception leaves the server. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemHandler implements WebExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    /** What a person who watches over the platform wants to see: failed sign-ins, missing rights, attempts to get round a limit. */
    private static final Set<ErrorCode> REFUSALS = EnumSet.of(
            ErrorCode.SIGN_IN_FAILED,
            ErrorCode.SIGN_IN_LOCKED,
            ErrorCode.CODE_WRONG,
            ErrorCode.TOKEN_INVALID,
            ErrorCode.FORBIDDEN,
            ErrorCode.CROSS_SITE,
            ErrorCode.TOO_MANY_REQUESTS);

    private final JsonMapper json;

    ProblemHandler(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(error);
        }
        ApiException problem = translate(error);
        ErrorCode code = problem.code();
        String requestId = exchange.getRequest().getId();
        String path = exchange.getRequest().getPath().value();
        if (code == ErrorCode.INTERNAL) {
            LOG.error("Request {} {} failed", requestId, path, error);
        } else if (REFUSALS.contains(code)) {
            LOG.info("Request {} {} from {} refused: {}", requestId, path, address(exchange), code);
        } else if (code.retryable()) {
            LOG.warn(
                    "Request {} {} answered {} ({})",
                    requestId,
                    path,
                    code,
                    error.getClass().getSimpleName());
        }
        String detail = problem.getMessage() == null ? code.wayOut() : problem.getMessage();
        ProblemBody body = new ProblemBody(
                "urn:jiebang:problem:"
                        + code.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                code.title(),
                code.status().value(),
                code.name(),
                detail,
                path,
                requestId,
                problem.violations());
        var response = exchange.getResponse();
        response.setStatusCode(code.status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setCacheControl(CacheControl.noStore());
        response.getHeaders().set("X-Request-Id", requestId);
        if (code.retryable()) {
            response.getHeaders()
                    .set(
                            HttpHeaders.RETRY_AFTER,
                            Long.toString(Math.max(1, problem.retryAfter().toSeconds())));
        }
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(json.writeValueAsBytes(body))));
    }

    private static ApiException translate(Throwable error) {
        if (isTooLarge(error)) {
            return own(ErrorCode.FILE_TOO_LARGE);
        }
        return switch (error) {
            case ApiException problem -> problem;
            case WebExchangeBindException bind ->
                new ApiException(
                        ErrorCode.BAD_REQUEST,
                        "有 " + bind.getFieldErrorCount() + " 项内容需要修改。",
                        bind.getFieldErrors().stream()
                                .map(field -> new ApiException.Violation(
                                        field.getField(),
                                        String.valueOf(field.getCode()),
                                        String.valueOf(field.getDefaultMessage())))
                                .toList());
            case DecodingException input -> unreadable(List.of());
            case ServerWebInputException input ->
                unreadable(
                        input.getMethodParameter() == null
                                ? List.of()
                                : List.of(new ApiException.Violation(
                                        String.valueOf(
                                                input.getMethodParameter().getParameterName()),
                                        "UNREADABLE",
                                        "读不出来")));
            case ResponseStatusException status -> own(byStatus(status.getStatusCode()));
            case RejectedExecutionException busy -> own(ErrorCode.BUSY);
            case CannotCreateTransactionException database -> own(ErrorCode.DATABASE_UNAVAILABLE);
            case DataAccessResourceFailureException database -> own(ErrorCode.DATABASE_UNAVAILABLE);
            case TransientDataAccessException database -> own(ErrorCode.DATABASE_UNAVAILABLE);
            case R2dbcException database -> own(ErrorCode.DATABASE_UNAVAILABLE);
            case ConnectException connection -> own(ErrorCode.SEARCH_UNAVAILABLE);
            case TimeoutException timeout -> own(ErrorCode.BUSY);
            default -> own(ErrorCode.INTERNAL);
        };
    }

    private static String address(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? ""
                : remote.getAddress().getHostAddress();
    }

    private static ApiException unreadable(List<ApiException.Violation> violations) {
        return new ApiException(ErrorCode.BAD_REQUEST, "请求的参数或内容读不出来。" + ErrorCode.BAD_REQUEST.wayOut(), violations);
    }

    private static boolean isTooLarge(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataBufferLimitException) {
                return true;
            }
        }
        return false;
    }

    private static ApiException own(ErrorCode code) {
        return new ApiException(code, code.wayOut());
    }

    private static ErrorCode byStatus(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> ErrorCode.NOT_FOUND;
            case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
            case 406 -> ErrorCode.NOT_ACCEPTABLE;
            case 409 -> ErrorCode.CONFLICT;
            case 413 -> ErrorCode.FILE_TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            case 503 -> ErrorCode.BUSY;
            default -> status.is4xxClientError() ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL;
        };
    }
}
