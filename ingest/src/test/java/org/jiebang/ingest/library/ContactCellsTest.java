package org.jiebang.ingest.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiebang.catalog.Contact;
import org.jiebang.catalog.Enterprise;
import org.jiebang.catalog.Library;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContactCellsTest {
    @ParameterizedTest(name = "{0} | {1} | {2}")
    @CsvFileSource(resources = "contacts.csv", numLinesToSkip = 1)
    void readsWhatPeopleWrite(
            @Nullable String personCell,
            @Nullable String phoneCell,
            @Nullable String emailCell,
            @Nullable String person,
            @Nullable String phone,
            @Nullable String email) {
        Map<String, String> cells = new HashMap<>(Map.of("企业名称", "甲公司"));
        put(cells, "联系人", personCell);
        put(cells, "联系电话", phoneCell);
        put(cells, "电子邮箱", emailCell);

        LibraryTable.Outcome<Enterprise> outcome = new EnterpriseTable().parse(2, cells);

        assertThat(List.of(
                        outcome.contact().person(),
                        outcome.contact().phone(),
                        outcome.contact().email()))
                .containsExactly(orBlank(person), orBlank(phone), orBlank(email));
        boolean unread = phoneCell != null && phone == null || emailCell != null && email == null;
        assertThat(outcome.findings().stream().map(Finding::code).distinct())
                .containsExactlyElementsOf(unread ? List.of(Finding.Code.UNREADABLE_CONTACT) : List.of());
        assertThat(outcome.item())
                .isEqualTo(new EnterpriseTable().parse(2, Map.of("企业名称", "甲公司")).item());
    }

    private static void put(Map<String, String> cells, String heading, @Nullable String cell) {
        if (cell != null) {
            cells.put(heading, cell);
        }
    }

    private static String orBlank(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Test
    void findingsDoNotRepeatWhatTheyComplainOf() {
        List<Finding> findings = new EnterpriseTable()
                .parse(2, Map.of("企业名称", "甲", "联系电话", "1380000000", "电子邮箱", "zhang.san#example.cn"))
                .findings();
        assertThat(findings).extracting(Finding::value).containsExactly("1********", "z********");
        assertThat(findings).noneMatch(finding -> finding.code().rejects());
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void contactIsNoPartOfTheRecord(Library library) {
        LibraryTable<?> table = LibraryTable.of(library);
        Map<String, String> cells = new HashMap<>();
        cells.put(table.columns().getFirst().heading(), "名称");
        var without = table.parse(2, cells);
        table.contactColumns()
                .forEach(column ->
                        cells.put(column.heading(), column.heading().equals("电子邮箱") ? "a@b.cn" : "13800000000"));
        var with = table.parse(2, cells);

        assertThat(with.item()).isNotNull().isEqualTo(without.item());
        assertThat(LibraryJson.write(with.item())).doesNotContain("1380000", "a@b.cn");
        assertThat(with.contact()).isEqualTo(new Contact("", "13800000000", "a@b.cn"));
        assertThat(without.contact()).isEqualTo(Contact.EMPTY);
    }

    @Test
    void rejectedRowHasNoContact() {
        var outcome = new EnterpriseTable().parse(2, Map.of("联系电话", "13800000000", "主营业务", "甲"));
        assertThat(outcome.item()).isNull();
        assertThat(outcome.contact().isEmpty()).isTrue();
    }
}
