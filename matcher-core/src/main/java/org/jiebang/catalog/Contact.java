package org.jiebang.catalog;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * How to reach the people behind a record. Never part of the record itself: it is stored sealed, shown masked, and no text of it is indexed.
 *
 * @param person whom to ask for; blank if unknown
 * @param phone numbers without spaces, several divided by {@value #DIVIDER}; a landline as {@code 025-83331234}; blank if unknown
 * @param email addresses, several divided by {@value #DIVIDER}; blank if unknown
 */
public record Contact(String person, String phone, String email) {
    /** Stands between two numbers or two addresses. */
    public static final String DIVIDER = "、";

    /** Nothing is known. */
    public static final Contact EMPTY = new Contact("", "", "");

    private static final int MOBILE_LENGTH = 11;
    private static final int SHOWN = 4;
    private static final int SHORTEST_NUMBER = 7;
    private static final String HIDDEN = "****";

    public Contact {
        person = oneLine(person);
        phone = oneLine(phone);
        email = oneLine(email);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** Is nothing known at all? */
    public boolean isEmpty() {
        return person.isEmpty() && phone.isEmpty() && email.isEmpty();
    }

    /** The same contact as everybody may see it: 张**, 138****5678, 025-****1234, z***@example.cn. */
    public Contact masked() {
        return new Contact(
                maskedPerson(person), each(phone, Contact::maskedNumber), each(email, Contact::maskedAddress));
    }

    private static String each(String parts, UnaryOperator<String> mask) {
        return Arrays.stream(parts.split(DIVIDER)).map(mask).collect(Collectors.joining(DIVIDER));
    }

    private static String maskedPerson(String person) {
        return person.isEmpty() ? "" : person.substring(0, person.offsetByCodePoints(0, 1)) + "**";
    }

    private static String maskedNumber(String phone) {
        if (phone.isEmpty()) {
            return "";
        }
        if (phone.length() == MOBILE_LENGTH && phone.startsWith("1")) {
            return phone.substring(0, 3) + HIDDEN + phone.substring(MOBILE_LENGTH - SHOWN);
        }
        int area = phone.indexOf('-');
        String shown = area > 0 && area <= SHOWN ? phone.substring(0, area + 1) : "";
        // An extension behind the number is left out.
        String number = phone.substring(shown.length()).split("-", 2)[0];
        return shown + HIDDEN + (number.length() >= SHORTEST_NUMBER ? number.substring(number.length() - SHOWN) : "");
    }

    private static String maskedAddress(String email) {
        int at = email.indexOf('@');
        return at < 1 ? "" : email.substring(0, email.offsetByCodePoints(0, 1)) + "***" + email.substring(at);
    }

    /** Masked, so that no log tells it. */
    @Override
    public String toString() {
        Contact masked = masked();
        return "Contact[" + masked.person + ", " + masked.phone + ", " + masked.email + "]";
    }
}
