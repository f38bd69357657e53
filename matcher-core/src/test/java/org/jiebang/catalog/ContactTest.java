package org.jiebang.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactTest {
    @ParameterizedTest
    @CsvSource({
        "13812345678, 138****5678",
        "025-83331234, 025-****1234",
        "0512-52001234-802, 0512-****1234",
        "83331234, ****1234",
        "400-8001234, 400-****1234",
        "+85223456789, ****6789",
        "12345, ****",
        "13812345678、025-83331234, 138****5678、025-****1234"
    })
    void masksNumbers(String phone, String masked) {
        assertThat(new Contact("", phone, "").masked().phone()).isEqualTo(masked);
    }

    @Test
    void masksNamesAndAddresses() {
        Contact contact = new Contact("张小三", "", "zhang.san@example.cn、𠮷@example.cn");
        assertThat(contact.masked()).isEqualTo(new Contact("张**", "", "z***@example.cn、𠮷***@example.cn"));
        assertThat(new Contact("𠮷野", "", "").masked().person()).isEqualTo("𠮷**");
    }

    @Test
    void isMaskedInLogs() {
        assertThat(new Contact("张小三", "13812345678", "zhang@example.cn").toString())
                .isEqualTo("Contact[张**, 138****5678, z***@example.cn]");
    }

    @Test
    void emptyStaysEmpty() {
        assertThat(Contact.EMPTY.masked()).isEqualTo(Contact.EMPTY);
        assertThat(Contact.EMPTY.isEmpty()).isTrue();
        assertThat(new Contact(" ", "", "\n")).isEqualTo(Contact.EMPTY);
    }
}
