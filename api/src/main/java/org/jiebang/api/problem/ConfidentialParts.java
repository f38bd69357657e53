package org.jiebang.api.problem;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.privacy.FieldCipher;
import org.jiebang.api.privacy.SealedColumn;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.Problem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The parts of problems that only their owner and staff may read. They stand sealed beside the record and never become part of it, so that
 * nothing that shows, indexes or exports records can tell them.
 */
@Component
public class ConfidentialParts {
    private static final String PURPOSE = "confidential part";

    private final DatabaseClient database;
    private final FieldCipher cipher;
    private final Compute compute;
    private final Access access;

    ConfidentialParts(DatabaseClient database, FieldCipher cipher, Compute compute, Access access) {
        this.database = database;
        this.cipher = cipher;
        this.compute = compute;
        this.access = access;
    }

    @Configuration(proxyBeanMethods = false)
    static class Sealed {
        @Bean
        SealedColumn confidentialColumn() {
            return new SealedColumn("library_record", "confidential", "confidential_key", "id::text", PURPOSE, "", 200);
        }
    }

    /** The confidential part for an actor who may read it; empty if he may not or there is none. */
    public Mono<String> find(Actor actor, StoredRecord stored) {
        return stored.item().library() == Library.PROBLEMS
                        && access.may(actor, Action.PROBLEM_CONFIDENTIAL_READ, stored.subject())
                ? read(stored.id())
                : Mono.empty();
    }

    /** The record as matching reads it, a problem with its confidential part where the actor may read it. */
    public Mono<LibraryRecord> whole(Actor actor, StoredRecord stored) {
        LibraryRecord item = stored.profiled();
        return item instanceof Problem problem
                ? find(actor, stored)
                        .<LibraryRecord>map(problem::withDifficulties)
                        .defaultIfEmpty(item)
                : Mono.just(item);
    }

    private Mono<String> read(UUID id) {
        return database.sql("SELECT confidential FROM library_record WHERE id = $1 AND confidential IS NOT NULL")
                .bind("$1", id)
                .map(row -> Objects.requireNonNull(row.get("confidential", byte[].class)))
                .one()
                .flatMap(value -> compute.run(
                        () -> new String(cipher.open(PURPOSE, id.toString(), value), StandardCharsets.UTF_8)));
    }

    /** Puts a text in place of the confidential part; a blank one removes it. */
    Mono<Void> write(UUID id, String text) {
        Mono<byte[]> bytes = text.isBlank()
                ? Mono.empty()
                : compute.run(() -> cipher.seal(PURPOSE, id.toString(), text.getBytes(StandardCharsets.UTF_8)));
        return bytes.map(value -> Parameter.from(value))
                .defaultIfEmpty(Parameter.empty(byte[].class))
                .flatMap(value -> database.sql("UPDATE library_record SET confidential = $2,"
                                + " confidential_key = CASE WHEN $2::bytea IS NULL THEN NULL ELSE $3 END WHERE id = $1")
                        .bind("$1", id)
                        .bind("$2", value)
                        .bind("$3", cipher.currentKey())
                        .fetch()
                        .rowsUpdated()
                        .then());
    }
}
