package org.jiebang.api.audit;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.access.Role;
import org.jiebang.api.platform.ApiException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The audit log for auditors. */
@RestController
class AuditController {
    private static final int LARGEST_PAGE = 200;

    private final AuditSearch search;
    private final AuditVerifier verifier;
    private final AuditLog log;
    private final JsonMapper json;

    AuditController(AuditSearch search, AuditVerifier verifier, AuditLog log, JsonMapper json) {
        this.search = search;
        this.verifier = verifier;
        this.log = log;
        this.json = json;
    }

    /**
     * One entry for reading.
     *
     * @param actorName name of the account today; of an erased person what took its place
     */
    record EntryView(
            long position,
            Instant at,
            @Nullable UUID accountId,
            String actorName,
            @Nullable String organisation,
            String role,
            String roleLabel,
            String address,
            String requestId,
            String action,
            String actionLabel,
            String subjectType,
            String subjectId,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    /**
     * Entries, the latest first.
     *
     * @param next cursor of the following page; null on the last
     */
    record PageView(List<EntryView> entries, @Nullable String next) {}

    @Requires(Action.AUDIT_READ)
    @GetMapping("/api/audit")
    Mono<PageView> entries(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int size) {
        if (size < 1 || size > LARGEST_PAGE) {
            throw ApiException.badRequest("size", "OUT_OF_RANGE", "每页条数应在 1 到 " + LARGEST_PAGE + " 之间。");
        }
        return search.find(new AuditSearch.Wanted(from, to, actor, action, subject, before(cursor)), size + 1)
                .map(this::view)
                .collectList()
                .map(entries -> entries.size() <= size
                        ? new PageView(entries, null)
                        : new PageView(
                                entries.subList(0, size),
                                Long.toString(entries.get(size - 1).position())));
    }

    private static long before(String cursor) {
        try {
            return cursor.isBlank() ? Long.MAX_VALUE : Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw ApiException.badRequest("cursor", "UNREADABLE", "翻页位置无效，请从第一页重新开始。");
        }
    }

    private EntryView view(AuditSearch.Found found) {
        AuditEntry entry = found.entry();
        return new EntryView(
                entry.position(),
                entry.at(),
                entry.accountId(),
                found.actorName(),
                found.organisation(),
                entry.role(),
                Role.valueOf(entry.role()).label(),
                entry.address(),
                entry.requestId(),
                entry.action(),
                Arrays.stream(AuditAction.values())
                        .filter(known -> known.name().equals(entry.action()))
                        .map(AuditAction::label)
                        .findFirst()
                        .orElse(entry.action()),
                entry.subjectType(),
                entry.subjectId(),
                tree(entry.before()),
                tree(entry.after()));
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }

    /** Recomputes the whole chain. */
    @Requires(Action.AUDIT_VERIFY)
    @PostMapping("/api/audit/verification")
    Mono<AuditVerifier.Report> verify(Actor actor) {
        return verifier.verify()
                .flatMap(report -> log.append(
                                actor,
                                AuditAction.AUDIT_VERIFIED,
                                AuditLog.Change.to("audit", report.entries(), report))
                        .thenReturn(report));
    }
}
