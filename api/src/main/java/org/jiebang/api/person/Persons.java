package org.jiebang.api.person;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Membership;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordAccess;
import org.jiebang.api.library.RecordDraft;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.privacy.ContactStore;
import org.jiebang.api.privacy.LogMask;
import org.jiebang.api.privacy.Suppressions;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.Library;
import org.jiebang.ingest.library.LibraryJson;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Does what a person in the expert pool asks for; every deed is audited in its own transaction. */
@Component
class Persons {
    private static final String TYPE = Library.EXPERTS.code();
    private static final TypeReference<Map<String, Object>> CONTENT = new TypeReference<>() {};

    private final RecordAccess recordAccess;
    private final RecordStore records;
    private final Access access;
    private final ContactStore contacts;
    private final Suppressions suppressions;
    private final PersonStore store;
    private final AuditLog audit;
    private final TransactionalOperator transactions;
    private final JsonMapper json;

    Persons(
            RecordAccess recordAccess,
            RecordStore records,
            Access access,
            ContactStore contacts,
            Suppressions suppressions,
            PersonStore store,
            AuditLog audit,
            TransactionalOperator transactions,
            JsonMapper json) {
        this.recordAccess = recordAccess;
        this.records = records;
        this.access = access;
        this.contacts = contacts;
        this.suppressions = suppressions;
        this.store = store;
        this.audit = audit;
        this.transactions = transactions;
        this.json = json;
    }

    private Mono<StoredRecord> expert(Actor actor, String id, Action action) {
        return recordAccess
                .find(actor, Library.EXPERTS, id)
                .doOnNext(stored -> access.require(actor, action, stored.subject(), "这位专家"));
    }

    Mono<List<PersonStore.Consent>> consents(Actor actor, String id) {
        return expert(actor, id, Action.CONSENT_WRITE)
                .flatMap(stored -> store.consents(stored.id()).collectList());
    }

    Mono<List<PersonStore.Consent>> changeConsent(Actor actor, String id, boolean given, String note) {
        Publication publication = given ? Publication.PUBLISHED : Publication.WITHDRAWN;
        return transactions.transactional(expert(actor, id, Action.CONSENT_WRITE)
                .flatMap(stored -> store.addConsent(stored.id(), given, source(actor, stored), note, account(actor))
                        .then(records.publish(stored.id(), publication))
                        .flatMap(changed -> audit.append(
                                actor,
                                given ? AuditAction.CONSENT_RECORDED : AuditAction.CONSENT_WITHDRAWN,
                                new AuditLog.Change(TYPE, stored.id().toString(), stored.publication(), publication)))
                        .then(store.consents(stored.id()).collectList())));
    }

    private static PersonStore.Source source(Actor actor, StoredRecord stored) {
        Membership acting = actor.acting();
        return acting != null && stored.id().equals(acting.recordId())
                ? PersonStore.Source.PERSON
                : PersonStore.Source.STAFF;
    }

    private static UUID account(Actor actor) {
        Actor.Person person = actor.account();
        if (person == null) {
            throw new IllegalStateException("The permission table lets a visitor write consent.");
        }
        return person.id();
    }

    Mono<PersonController.PersonalData> export(Actor actor, String id) {
        return transactions.transactional(expert(actor, id, Action.PERSON_EXPORT)
                .flatMap(stored -> audit.append(
                                actor, AuditAction.PERSON_EXPORTED, AuditLog.Change.of(TYPE, stored.id()))
                        .then(data(stored))));
    }

    private Mono<PersonController.PersonalData> data(StoredRecord stored) {
        return Mono.zip(
                        contacts.find(stored.id()).map(Optional::of).defaultIfEmpty(Optional.empty()),
                        store.consents(stored.id()).collectList(),
                        store.reveals(stored.id()).collectList(),
                        store.accounts(stored.id()).collectList(),
                        store.teams((Expert) stored.item()).collectList(),
                        store.judgements(stored.id()).collectList(),
                        store.sanctions(stored.id()).collectList(),
                        merged(stored).collectList())
                .zipWith(store.authors(stored.id()).collectList())
                .map(all -> {
                    var found = all.getT1();
                    return new PersonController.PersonalData(
                            OffsetDateTime.now(),
                            record(stored),
                            found.getT1().map(PersonController.ContactData::of).orElse(null),
                            found.getT2(),
                            found.getT3(),
                            found.getT4(),
                            found.getT5(),
                            found.getT6(),
                            found.getT7(),
                            found.getT8(),
                            all.getT2());
                });
    }

    private PersonController.RecordData record(StoredRecord stored) {
        return new PersonController.RecordData(
                stored.id(),
                stored.publication().name(),
                stored.version(),
                stored.updatedAt(),
                json.readValue(LibraryJson.write(stored.item()), CONTENT));
    }

    /** The other records that were merged to be one with it. */
    private Flux<PersonController.MergedData> merged(StoredRecord stored) {
        return records.identity(stored.id())
                .filter(other -> !other.id().equals(stored.id()))
                .concatMap(other -> contacts.find(other.id())
                        .map(contact -> new PersonController.MergedData(
                                record(other), PersonController.ContactData.of(contact)))
                        .defaultIfEmpty(new PersonController.MergedData(record(other), null)));
    }

    Mono<Void> erase(Actor actor, String id, String reason) {
        return transactions.transactional(expert(actor, id, Action.PERSON_ERASE).flatMap(stored -> {
            refusePersonalData(reason, stored);
            // All records that were merged are of the person.
            return records.identity(stored.id())
                    .doOnNext(part -> refusePersonalData(reason, part))
                    .collectList()
                    .flatMapIterable(parts -> parts)
                    .concatMap(part -> eraseOne(actor, part, reason))
                    .then();
        }));
    }

    private Mono<Void> eraseOne(Actor actor, StoredRecord stored, String reason) {
        return suppressions
                .suppress(Library.EXPERTS, RecordDraft.of(stored.item()).naturalKey())
                .then(store.anonymise(stored.id()))
                // Contact, consents, claims and comparisons go with the record.
                .then(records.remove(stored.id()))
                .flatMap(removed -> audit.append(
                        actor,
                        AuditAction.PERSON_ERASED,
                        AuditLog.Change.to(TYPE, stored.id(), Map.of("reason", reason))));
    }

    /** The audit log is never erased, so that nothing of the person may come in by the reason. */
    private static void refusePersonalData(String reason, StoredRecord stored) {
        if (reason.contains(stored.item().title()) || !LogMask.masked(reason).equals(reason)) {
            throw ApiException.badRequest("reason", "PERSONAL_DATA", "理由会永久保留在审计记录中，请不要写姓名、电话或邮箱。");
        }
    }
}
