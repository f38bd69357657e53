package org.jiebang.api.privacy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jiebang.catalog.Contact;
import org.springframework.r2dbc.core.DatabaseClient;

/** Puts sealed parts beside records, as the platform keeps them. */
public final class ContactFixture {
    private final ContactStore contacts;
    private final FieldCipher cipher;
    private final DatabaseClient database;

    public ContactFixture(ContactStore contacts, FieldCipher cipher, DatabaseClient database) {
        this.contacts = contacts;
        this.cipher = cipher;
        this.database = database;
    }

    public void put(UUID record, String phone) {
        contacts.write(Map.of(record, new Contact("", phone, ""))).block();
    }

    public void putConfidential(UUID problem, String text) {
        database.sql("UPDATE library_record SET confidential = $2, confidential_key = $3 WHERE id = $1")
                .bind("$1", problem)
                .bind("$2", cipher.seal("confidential part", problem.toString(), text.getBytes(StandardCharsets.UTF_8)))
                .bind("$3", cipher.currentKey())
                .fetch()
                .rowsUpdated()
                .block();
    }
}
