package org.jiebang.ingest.library;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jiebang.catalog.Contact;

/**
 * The columns with contact data, and how they are read. People write a number behind a name and an address behind a number; each part is
 * taken wherever it stands. What cannot be read is a hint that does not repeat the cell.
 */
final class ContactCells {
    private static final String SEALED = "加密保存，不公开";
    private static final Column PERSON = Column.of("联系人", SEALED, "联系人姓名", "联络人", "对接人", "项目联系人", "需求联系人", "contact");
    private static final Column PERSON_OR_NAME =
            Column.of("联系人", SEALED, "联系人姓名", "联络人", "对接人", "企业联系人", "需求联系人", "contact", "姓名");
    private static final Column PHONE = Column.of(
            "联系电话",
            "手机或带区号的座机；" + SEALED,
            "电话",
            "手机",
            "手机号",
            "手机号码",
            "联系方式",
            "联系人电话",
            "联系人手机",
            "联系人联系方式",
            "联系人及电话",
            "联系人及联系电话",
            "联系人及联系方式",
            "联系手机",
            "联系人手机号",
            "联系人手机号码",
            "联系电话手机",
            "电话号码",
            "联系号码",
            "移动电话",
            "办公电话",
            "固定电话",
            "座机",
            "单位电话",
            "phone",
            "mobile",
            "tel",
            "telephone");
    private static final Column EMAIL = Column.of(
            "电子邮箱",
            SEALED,
            "邮箱",
            "E-mail",
            "mail",
            "电子邮件",
            "邮件",
            "联系邮箱",
            "联系人邮箱",
            "邮箱地址",
            "电子邮箱地址",
            "电子邮件地址",
            "email address");

    /** Of experts: their own number and address. */
    static final List<Column> OF_A_PERSON = List.of(PHONE, EMAIL);

    static final List<Column> OF_AN_ORGANISATION = List.of(PERSON, PHONE, EMAIL);

    /** Where a person's name can only be that of the person to ask for. */
    static final List<Column> OF_A_LIST = List.of(PERSON_OR_NAME, PHONE, EMAIL);

    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,200})\\.[A-Za-z]{2,24}");
    private static final String COUNTRY = "(?:\\+?86[- ]?)?";
    private static final Pattern NUMBER = Pattern.compile("(?<![\\d.])(?:"
            + COUNTRY + "(?<mobile>1[3-9]\\d[- ]?\\d{4}[- ]?\\d{4})"
            + "|" + COUNTRY
            + "\\(?(?<area>0\\d{2,3})\\)?[- ]?(?<landline>[2-9]\\d{2,3}[- ]?\\d{4})(?:\\s*(?:-|转|ext\\.?)\\s*(?<extension>\\d{1,6}))?"
            + "|(?<service>[48]00)[- ]?(?<free>\\d{3,4}[- ]?\\d{3,4})"
            + "|(?<local>[2-9]\\d{2,3}[- ]?\\d{4})"
            + "|(?<foreign>\\+\\d[\\d -]{6,18}\\d)"
            + ")(?![\\d])");
    private static final Pattern BETWEEN = Pattern.compile("[\\s,，、;；:：/|()（）\\[\\]【】-]+");
    private static final Pattern LABEL = Pattern.compile("(?i)联系电话|联系人|电话|手机号?|座机|邮箱|电子邮箱|微信(?:同号)?|tel|phone|e-?mail");
    private static final Pattern NAME = Pattern.compile("[\\p{IsHan}·]{2,10}|[A-Za-z][A-Za-z .]{1,40}");
    private static final int LONGEST = 200;

    private ContactCells() {}

    /** Reads the contact of a row; reports what is there and cannot be read. */
    static Contact read(Row row, List<Column> columns) {
        Parts parts = new Parts();
        for (Column column : columns) {
            String cell = row.cell(column);
            if (!cell.isEmpty() && !parts.take(column, folded(cell))) {
                row.report(column, hidden(cell), Finding.Code.UNREADABLE_CONTACT, message(column));
            }
        }
        return parts.contact(columns.contains(PERSON) || columns.contains(PERSON_OR_NAME));
    }

    private static String folded(String cell) {
        return Normalizer.normalize(cell, Normalizer.Form.NFKC).replaceAll("[‐‑–—―−]+", "-");
    }

    private static String message(Column column) {
        if (column == PHONE) {
            return "没有读出电话号码，这一项没有保存；请写手机号或带区号的座机，如 025-83300000。";
        }
        return column == EMAIL ? "没有读出邮箱地址，这一项没有保存；请核对是否写错。" : "联系人过长，这一项没有保存；请只写姓名。";
    }

    /** The first character and stars, for a finding is seen by more people than the contact. */
    private static String hidden(String cell) {
        int first = cell.offsetByCodePoints(0, 1);
        return cell.substring(0, first) + "*".repeat(Math.min(8, cell.length() - first));
    }

    /** What the cells of a row hold together. */
    private static final class Parts {
        private final Set<String> phones = new LinkedHashSet<>();
        private final Set<String> emails = new LinkedHashSet<>();
        private final List<String> names = new ArrayList<>();
        private int taken;

        /** Takes what a cell holds; answers whether that was what its column promises. */
        boolean take(Column column, String cell) {
            if (cell.length() > LONGEST) {
                return false;
            }
            int before = taken;
            String rest = takeNumbers(takeAddresses(cell));
            if (column == PHONE || column == EMAIL) {
                String name = BETWEEN.matcher(LABEL.matcher(rest).replaceAll(" "))
                        .replaceAll(" ")
                        .strip();
                boolean found = taken > before;
                if (found && names.isEmpty() && NAME.matcher(name).matches()) {
                    names.add(name);
                }
                return found;
            }
            String name = taken == before ? cell : BETWEEN.matcher(rest).replaceAll(" ");
            if (!name.isBlank()) {
                names.addFirst(name.strip());
            }
            return true;
        }

        private String takeAddresses(String cell) {
            return ADDRESS.matcher(cell).replaceAll(address -> {
                emails.add(address.group());
                taken++;
                return " ";
            });
        }

        private String takeNumbers(String cell) {
            return NUMBER.matcher(cell).replaceAll(number -> {
                phones.add(written(number));
                taken++;
                return " ";
            });
        }

        private static String written(MatchResult number) {
            if (number.group("mobile") != null) {
                return digits(number.group("mobile"));
            }
            if (number.group("area") != null) {
                String extension = number.group("extension");
                return number.group("area") + "-" + digits(number.group("landline"))
                        + (extension == null ? "" : "-" + extension);
            }
            if (number.group("service") != null) {
                return number.group("service") + "-" + digits(number.group("free"));
            }
            String foreign = number.group("foreign");
            return foreign == null ? digits(number.group("local")) : "+" + digits(foreign);
        }

        private static String digits(String number) {
            return number.replaceAll("\\D", "");
        }

        Contact contact(boolean withPerson) {
            return new Contact(
                    withPerson && !names.isEmpty() ? names.getFirst() : "",
                    String.join(Contact.DIVIDER, phones),
                    String.join(Contact.DIVIDER, emails));
        }
    }
}
