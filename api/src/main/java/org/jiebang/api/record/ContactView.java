package org.jiebang.api.record;

import org.jiebang.catalog.Contact;

/** How to reach the people behind a record; parts that are not known are blank. */
record ContactView(String person, String phone, String email) {
    static ContactView of(Contact contact) {
        return new ContactView(contact.person(), contact.phone(), contact.email());
    }
}
