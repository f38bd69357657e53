package org.jiebang.api.person;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.catalog.Contact;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Consent, personal data and erasure of an expert. */
@RestController
class PersonController {
    private static final String REASON = "请说明删除的理由，5 到 200 字。";

    /** 5 to 200 characters, not counting white space around them. */
    private static final String REASON_FORM = "(?s)\\s*\\S.{3,198}\\S\\s*";

    private final Persons persons;

    PersonController(Persons persons) {
        this.persons = persons;
    }

    /**
     * Whether an expert agrees to stand in the pool.
     *
     * @param at when the person last agreed; null if nothing was ever recorded, as with an imported record
     * @param source who said so last; null if nothing was recorded
     * @param withdrawnAt when the person withdrew; null while the consent stands
     */
    record ConsentView(
            boolean given,
            @Nullable OffsetDateTime at,
            PersonStore.@Nullable Source source,
            @Nullable OffsetDateTime withdrawnAt) {

        static ConsentView of(List<PersonStore.Consent> latestFirst) {
            if (latestFirst.isEmpty()) {
                return new ConsentView(false, null, null, null);
            }
            PersonStore.Consent latest = latestFirst.getFirst();
            OffsetDateTime agreed = latestFirst.stream()
                    .filter(PersonStore.Consent::given)
                    .map(PersonStore.Consent::at)
                    .findFirst()
                    .orElse(null);
            return new ConsentView(latest.given(), agreed, latest.source(), latest.given() ? null : latest.at());
        }
    }

    /**
     * What the person says.
     *
     * @param note how the person said so, at most 500 characters
     */
    record ConsentChange(
            @NotNull(message = "请选择同意或撤回。") Boolean given,

            @Nullable @Size(max = 500, message = "说明最多 500 字。")
            String note) {}

    /** Why somebody is erased; kept for good, so that it must not name the person. */
    record ErasureReason(
            @NotNull(message = REASON) @Pattern(regexp = REASON_FORM, message = REASON)
            String reason) {}

    /** The record as it is stored. */
    record RecordData(
            UUID id, String publication, long version, OffsetDateTime updatedAt, Map<String, Object> content) {}

    /** How to reach the person, in clear; parts that are not known are blank. */
    record ContactData(String person, String phone, String email) {
        static ContactData of(Contact contact) {
            return new ContactData(contact.person(), contact.phone(), contact.email());
        }
    }

    /** Everything that is stored on a person. */
    record PersonalData(
            OffsetDateTime exportedAt,
            RecordData record,
            @Nullable ContactData contact,
            List<PersonStore.Consent> consents,
            List<PersonStore.Reveal> contactRevealed,
            List<PersonStore.LinkedAccount> accounts,
            List<PersonStore.Team> teams,
            List<PersonStore.Judged> judgements,
            List<PersonStore.Sanctioned> sanctions,
            List<MergedData> merged,
            List<PersonStore.Author> authors) {}

    /** Another record that staff found to be of the same person; it is erased with this one. */
    record MergedData(RecordData record, @Nullable ContactData contact) {}

    @Requires(Action.CONSENT_WRITE)
    @GetMapping("/api/experts/{id}/consent")
    Mono<ConsentView> consent(Actor actor, @PathVariable String id) {
        return persons.consents(actor, id).map(ConsentView::of);
    }

    /** Records consent or its withdrawal; a withdrawn expert leaves search and matches until he agrees again. */
    @Requires(Action.CONSENT_WRITE)
    @PutMapping("/api/experts/{id}/consent")
    Mono<ConsentView> changeConsent(Actor actor, @PathVariable String id, @Valid @RequestBody ConsentChange change) {
        return persons.changeConsent(
                        actor,
                        id,
                        Objects.requireNonNull(change.given()),
                        Objects.requireNonNullElse(change.note(), "").strip())
                .map(ConsentView::of);
    }

    /** Everything that is stored on the person, in clear, to keep or to take elsewhere. */
    @Requires(Action.PERSON_EXPORT)
    @GetMapping("/api/experts/{id}/personal-data")
    Mono<ResponseEntity<PersonalData>> personalData(Actor actor, @PathVariable String id) {
        return persons.export(actor, id)
                .map(data -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename(
                                                "personal-data-" + data.record().id() + ".json")
                                        .build()
                                        .toString())
                        .body(data));
    }

    /** Removes the person for good; the next import of the same row does not bring the person back. */
    @Requires(Action.PERSON_ERASE)
    @PostMapping("/api/experts/{id}/erasure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> erase(Actor actor, @PathVariable String id, @Valid @RequestBody ErasureReason reason) {
        return persons.erase(actor, id, reason.reason().strip());
    }
}
