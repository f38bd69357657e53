package org.jiebang.ingest.need;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Contact data in texts. */
final class ContactParts {
    static final char MASK = '＊';

    private static final String NAME = "(?<value>[\\p{IsHan}]{2,4}?)(?=$|[\\s，,。；;、（(|｜\\d]|电话|手机|职务|先生|女士|经理|总|主任)";
    private static final Map<Need.ContactPart, List<Pattern>> PATTERNS = Map.of(
            Need.ContactPart.PHONE,
            List.of(
                    Pattern.compile("(?<![\\d.])(?<value>1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4})(?!\\d)"),
                    Pattern.compile("(?<![\\d.])(?<value>[(（]?0\\d{2,3}[)）]?[- ]?\\d{7,8}(?:-\\d{1,5})?)(?!\\d)"),
                    Pattern.compile("(?:电话|手机|QQ|微信号?)[：: ]{0,3}(?<value>[A-Za-z0-9_-]{6,20})")),
            Need.ContactPart.EMAIL,
            List.of(Pattern.compile("(?<value>[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,80}\\.[A-Za-z]{2,8})")),
            Need.ContactPart.IDENTITY,
            List.of(
                    Pattern.compile(
                            "(?<![\\dA-Za-z])(?<value>[1-9]\\d{5}(?:19|20)\\d{2}(?:0[1-9]|1[0-2])\\d{5}[\\dXx])(?![\\dA-Za-z])")),
            Need.ContactPart.PERSON,
            List.of(Pattern.compile("(?:联系人|联络人|对接人|联系方式|负责人|技术负责人)(?:姓名)?[ 　]*[：:\\t|｜]?[ 　]*" + NAME)));

    private ContactParts() {}

    /** All of a text, in its order. */
    static List<Reading<Need.ContactPart>> in(String text) {
        List<Reading<Need.ContactPart>> found = new ArrayList<>();
        for (Need.ContactPart part : Need.ContactPart.values()) {
            for (Pattern pattern : PATTERNS.getOrDefault(part, List.of())) {
                Matcher contact = pattern.matcher(text);
                while (contact.find()) {
                    int start = contact.start("value");
                    int end = contact.end("value");
                    if (found.stream().noneMatch(other -> other.start() < end && other.end() > start)) {
                        found.add(new Reading<>(part, start, end, Reading.SAID));
                    }
                }
            }
        }
        found.sort(Comparator.comparingInt(Reading::start));
        return found;
    }

    /** The text with every character of its contact data replaced, so that places in it stay the same. */
    static String masked(String text, List<Reading<Need.ContactPart>> contacts) {
        StringBuilder masked = new StringBuilder(text);
        contacts.forEach(part ->
                masked.replace(part.start(), part.end(), String.valueOf(MASK).repeat(part.end() - part.start())));
        return masked.toString();
    }
}
