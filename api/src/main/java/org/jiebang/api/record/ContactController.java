package org.jiebang.api.record;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.RecordAccess;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.privacy.ContactStore;
import org.jiebang.catalog.Contact;
import org.jiebang.catalog.Library;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Contact data in clear, one record at a time and for a stated reason. */
@RestController
class ContactController {
    private static final String WHAT = "这条记录的联系方式";
    private static final String REASON = "请说明查看联系方式的理由，5 到 200 字。";

    /** 5 to 200 characters, not counting white space around them. */
    private static final String REASON_FORM = "(?s)\\s*\\S.{3,198}\\S\\s*";

    private final RecordAccess records;
    private final Access access;
    private final ContactStore contacts;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    ContactController(
            RecordAccess records,
            Access access,
            ContactStore contacts,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.records = records;
        this.access = access;
        this.contacts = contacts;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * Why somebody wants to see it.
     *
     * @param reason 5 to 200 characters; kept for good in the audit log
     */
    record Asked(
            @NotNull(message = REASON) @Pattern(regexp = REASON_FORM, message = REASON)
            String reason) {}

    /** The contact in clear. Who saw it and why is written down before it is shown. */
    @Requires(Action.CONTACT_REVEAL)
    @PostMapping("/api/{library:experts|problems|projects|societies|enterprises|teams}/{id}/contact/reveal")
    Mono<ResponseEntity<ContactView>> reveal(
            Actor actor, @PathVariable String library, @PathVariable String id, @Valid @RequestBody Asked asked) {
        Library wanted = Library.find(library).orElseThrow(() -> ApiException.notFound("这个库"));
        return records.find(actor, wanted, id)
                .doOnNext(stored -> access.require(actor, Action.CONTACT_REVEAL, stored.subject(), WHAT))
                .flatMap(stored -> transactions.transactional(revealed(actor, stored, asked.reason())))
                .map(contact ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(ContactView.of(contact)));
    }

    private Mono<Contact> revealed(Actor actor, StoredRecord stored, String reason) {
        return contacts.find(stored.id())
                .switchIfEmpty(Mono.error(() -> ApiException.notFound(WHAT)))
                .flatMap(contact -> audit.append(
                                actor,
                                AuditAction.CONTACT_REVEALED,
                                AuditLog.Change.to(
                                        stored.item().library().code(), stored.id(), Map.of("reason", reason.strip())))
                        .thenReturn(contact));
    }
}
