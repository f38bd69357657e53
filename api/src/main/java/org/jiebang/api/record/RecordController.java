package org.jiebang.api.record;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.library.Choice;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordAccess;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.matching.SubjectPhrases;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.privacy.ContactStore;
import org.jiebang.api.problem.ConfidentialParts;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.ingest.library.LibraryTable;
import org.jiebang.ingest.work.WorkProfile;
import org.jiebang.region.Region;
import org.jiebang.region.RegionTree;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One record of a library for reading, with everything that the reader may see of it. */
@RestController
class RecordController {
    /** No column of the library: what matching reads beside the record's own cells. */
    private static final String WORKS = "论文、专利与项目";

    private final RecordStore records;
    private final RecordAccess recordAccess;
    private final Access access;
    private final ConfidentialParts confidential;
    private final ContactStore contacts;
    private final AuditLog audit;
    private final SubjectPhrases phrases;
    private final IndustryGraph graph = IndustryGraph.standard();
    private final RegionTree regions = RegionTree.standard();

    RecordController(
            RecordStore records,
            RecordAccess recordAccess,
            Access access,
            ConfidentialParts confidential,
            ContactStore contacts,
            AuditLog audit,
            SubjectPhrases phrases) {
        this.records = records;
        this.recordAccess = recordAccess;
        this.access = access;
        this.confidential = confidential;
        this.contacts = contacts;
        this.audit = audit;
        this.phrases = phrases;
    }

    /** One cell of a record, as in the library's table. */
    record CellView(String heading, String value) {}

    /** Another record that may be the same thing. */
    record AlikeView(UUID id, String title) {}

    /**
     * A record for reading.
     *
     * @param version counts the changes
     * @param sample invented for demonstration
     * @param keyphrases phrases of its text that say most of its subject, the most telling first
     * @param pilot in one of the fifteen pilot counties
     * @param publication DRAFT and WITHDRAWN are seen by few
     * @param owner organisation that wrote it; null for what was imported
     * @param mine may the reader change it?
     * @param confidential the part that only its owner and staff may read; null for others and where there is none
     * @param contact masked; null if there is none or the reader may not see it
     * @param mayRevealContact may the reader see it in clear, for a stated reason?
     */
    record RecordView(
            UUID id,
            String type,
            String library,
            String title,
            long version,
            OffsetDateTime updatedAt,
            boolean sample,
            boolean pilot,
            List<CellView> cells,
            List<String> keyphrases,
            List<Choice> fields,
            List<Choice> segments,
            List<Choice> regions,
            List<AlikeView> nearDuplicates,
            Publication publication,
            @Nullable OwnerView owner,
            boolean mine,
            @Nullable String confidential,
            @Nullable ContactView contact,
            boolean mayRevealContact) {}

    /** The organisation that wrote a record. */
    record OwnerView(UUID id, String name) {}

    @Requires(Action.RECORD_READ)
    @GetMapping("/api/{library:experts|problems|projects|societies|enterprises|teams}/{id}")
    Mono<RecordView> one(Actor actor, @PathVariable String library, @PathVariable String id) {
        Library wanted = Library.find(library).orElseThrow(() -> ApiException.notFound("这个库"));
        return recordAccess
                .find(actor, wanted, id)
                .flatMap(stored -> Mono.zip(
                                records.alike(wanted, stored.id())
                                        .map(other -> new AlikeView(other.getKey(), other.getValue()))
                                        .collectList(),
                                owner(stored),
                                confidential(actor, stored),
                                maskedContact(actor, stored),
                                keyphrases(stored))
                        .map(found -> view(
                                actor,
                                stored,
                                found.getT1(),
                                found.getT2().orElse(null),
                                found.getT3().orElse(null),
                                found.getT4().orElse(null),
                                found.getT5())));
    }

    /** A server that has no time for them shows the record without. */
    private Mono<List<String>> keyphrases(StoredRecord stored) {
        return phrases.of(stored.profiled())
                .onErrorResume(RejectedExecutionException.class, busy -> Mono.just(List.of()));
    }

    /** Who reads a confidential part is written down, but for its owner. */
    private Mono<Optional<String>> confidential(Actor actor, StoredRecord stored) {
        return confidential
                .find(actor, stored)
                .flatMap(text -> (stored.ownerId() != null && stored.ownerId().equals(actor.organisationId())
                                ? Mono.<Void>empty()
                                : audit.append(
                                        actor,
                                        AuditAction.CONFIDENTIAL_READ,
                                        AuditLog.Change.of(Library.PROBLEMS.code(), stored.id())))
                        .thenReturn(Optional.of(text)))
                .defaultIfEmpty(Optional.empty());
    }

    private Mono<Optional<ContactView>> maskedContact(Actor actor, StoredRecord stored) {
        return access.may(actor, Action.CONTACT_READ, stored.subject())
                ? contacts.find(stored.id())
                        .map(contact -> Optional.of(ContactView.of(contact.masked())))
                        .defaultIfEmpty(Optional.empty())
                : Mono.just(Optional.empty());
    }

    private Mono<Optional<OwnerView>> owner(StoredRecord stored) {
        UUID owner = stored.ownerId();
        return owner == null
                ? Mono.just(Optional.empty())
                : records.ownerName(owner)
                        .map(name -> Optional.of(new OwnerView(owner, name)))
                        .defaultIfEmpty(Optional.empty());
    }

    private RecordView view(
            Actor actor,
            StoredRecord stored,
            List<AlikeView> alike,
            @Nullable OwnerView owner,
            @Nullable String secret,
            @Nullable ContactView contact,
            List<String> keyphrases) {
        LibraryRecord item = stored.item();
        return new RecordView(
                stored.id(),
                item.library().type(),
                item.library().code(),
                item.title(),
                stored.version(),
                stored.updatedAt(),
                stored.sample(),
                item.regions().stream()
                        .anyMatch(code -> regions.find(code).map(Region::pilot).orElse(false)),
                cells(stored),
                keyphrases,
                Choice.fields(item.fields()),
                Choice.segments(item.segments(), graph),
                Choice.regions(item.regions(), regions),
                alike,
                stored.publication(),
                owner,
                stored.item().library() == Library.PROBLEMS
                        && access.may(actor, Action.PROBLEM_WRITE, stored.subject()),
                secret,
                contact,
                contact != null && access.may(actor, Action.CONTACT_REVEAL, stored.subject()));
    }

    @SuppressWarnings("unchecked") // the table of a library takes the records of that library
    private static List<CellView> cells(StoredRecord stored) {
        LibraryRecord item = stored.item();
        LibraryTable<LibraryRecord> table = (LibraryTable<LibraryRecord>) LibraryTable.of(item.library());
        Map<String, String> cells = new LinkedHashMap<>(table.cells(item));
        WorkProfile profile = stored.profile();
        if (profile != null) {
            cells.put(WORKS, String.join("；", profile.results()));
        }
        return cells.entrySet().stream()
                .map(cell -> new CellView(cell.getKey(), cell.getValue()))
                .toList();
    }
}
