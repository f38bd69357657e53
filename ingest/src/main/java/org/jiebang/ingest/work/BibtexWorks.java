package org.jiebang.ingest.work;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Works of a BibTeX file. An entry that does not close is told with its line, and reading goes on with the next that begins a line; the
 * whole is read once from front to back, however deep its braces.
 */
final class BibtexWorks {
    private static final Pattern ENTRY = Pattern.compile("@(?<type>[A-Za-z]{1,30})\\s{0,10}[{(]");
    private static final Pattern NAME = Pattern.compile("\\G[\\s,]*+(?<name>[\\p{L}_-]{1,60})\\s*+=\\s*+");
    private static final Pattern ACCENT = Pattern.compile("\\{?\\\\(?<mark>[`'^\"~=.])\\{?(?<letter>[A-Za-z])}?}?");
    private static final Map<String, String> MARKS = Map.of(
            "`", "\u0300", "'", "\u0301", "^", "\u0302", "\"", "\u0308", "~", "\u0303", "=", "\u0304", ".", "\u0307");
    private static final Pattern COMMAND = Pattern.compile("\\\\[a-zA-Z]+\\s?|\\\\(?=[&%$#_{}])|[{}]");
    private static final Set<String> NO_WORKS = Set.of("comment", "string", "preamble");

    private final String text;
    private final WorkList list = new WorkList();

    private BibtexWorks(String text) {
        this.text = text;
    }

    static WorkFile.Result read(String text) {
        BibtexWorks reader = new BibtexWorks(text);
        reader.readAll();
        return reader.list.result();
    }

    private void readAll() {
        Matcher entry = ENTRY.matcher(text);
        int at = 0;
        int line = 1;
        int counted = 0;
        while (!list.isFull() && entry.find(at)) {
            line += lines(counted, entry.start());
            counted = entry.start();
            int end = closing(entry.end() - 1, text.length());
            boolean whole = end < text.length() && text.charAt(end) != '@';
            if (!whole) {
                list.reject(line, "这一条的括号没有闭合，没有读入。");
            } else if (!NO_WORKS.contains(entry.group("type").toLowerCase(Locale.ROOT))) {
                read(entry.group("type"), entry.end(), end, line);
            }
            at = whole ? end + 1 : end;
        }
    }

    private int lines(int from, int to) {
        int lines = 0;
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\n') {
                lines++;
            }
        }
        return lines;
    }

    /** Where what opens here closes; where it does not, the sign of the next entry that begins a line, or the end. */
    private int closing(int open, int end) {
        char opening = text.charAt(open);
        char closes = opening == '{' ? '}' : ')';
        int depth = 0;
        for (int i = open; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == opening) {
                depth++;
            } else if (c == closes && --depth == 0) {
                return i;
            } else if (c == '@' && text.charAt(Math.max(open, i - 1)) == '\n' && begins(i)) {
                return i;
            }
        }
        return end;
    }

    private boolean begins(int at) {
        return ENTRY.matcher(text).region(at, text.length()).lookingAt();
    }

    private void read(String type, int start, int end, int line) {
        WorkBuilder work = new WorkBuilder(line);
        work.add(WorkField.KIND, type);
        int comma = text.indexOf(',', start);
        int at = comma < 0 || comma > end ? end : comma;
        Matcher name = NAME.matcher(text).region(start, end);
        while (at < end && name.region(at, end).find()) {
            StringBuilder value = new StringBuilder();
            at = value(name.end(), end, value);
            String plain = plain(value.toString());
            WorkField.of(name.group("name")).ifPresent(field -> work.add(field, plain));
        }
        list.take(work);
    }

    /** Reads a value with its parts that # joins; answers where it ends. */
    private int value(int from, int end, StringBuilder value) {
        int at = from;
        while (at < end) {
            char c = text.charAt(at);
            if (c == '{') {
                int close = closing(at, end);
                value.append(text, at + 1, close);
                at = close + 1;
            } else if (c == '"') {
                int close = quote(at + 1, end);
                value.append(text, at + 1, close);
                at = close + 1;
            } else if (c == ',') {
                return at;
            } else {
                if (c != '#' && !Character.isWhitespace(c)) {
                    value.append(c);
                }
                at++;
            }
        }
        return end;
    }

    private int quote(int from, int end) {
        int depth = 0;
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            } else if (c == '"' && depth == 0) {
                return i;
            }
        }
        return end;
    }

    /** {@code M{\"u}ller} is Müller, {@code ~} a space that does not break. */
    private static String plain(String value) {
        String accented = ACCENT.matcher(value)
                .replaceAll(accent -> Matcher.quoteReplacement(Normalizer.normalize(
                        accent.group("letter") + MARKS.getOrDefault(accent.group("mark"), ""), Normalizer.Form.NFC)));
        return COMMAND.matcher(accented)
                .replaceAll("")
                .replace('~', ' ')
                .replaceAll("\\s+", " ")
                .strip();
    }
}
