package org.jiebang.ingest.work;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Works of a BibTeX file. Entries that do not close are told with their line, and reading goes on with the next. */
final class BibtexWorks {
    private static final Pattern ENTRY = Pattern.compile("@(?<type>[A-Za-z]+)\\s*[{(]");
    private static final Pattern NAME = Pattern.compile("\\G[\\s,]*(?<name>[\\p{L}_-]+)\\s*=\\s*");
    private static final Pattern COMMAND = Pattern.compile("\\\\[a-zA-Z]+\\s?|\\\\(?=[&%$#_{}])|[{}~]");

    private final String text;
    private final List<Work> works = new ArrayList<>();
    private final List<WorkFile.Rejected> rejected = new ArrayList<>();

    private BibtexWorks(String text) {
        this.text = text;
    }

    static WorkFile.Result read(String text) {
        BibtexWorks reader = new BibtexWorks(text);
        reader.readAll();
        return new WorkFile.Result(reader.works, reader.rejected);
    }

    private void readAll() {
        var entry = ENTRY.matcher(text);
        int at = 0;
        int line = 1;
        int counted = 0;
        while (entry.find(at)) {
            line += lines(counted, entry.start());
            counted = entry.start();
            String type = entry.group("type").toLowerCase(java.util.Locale.ROOT);
            int close = closing(entry.end() - 1);
            boolean whole = close < text.length();
            if (!type.equals("comment") && !type.equals("string") && !type.equals("preamble")) {
                read(type, entry.end(), close, line, whole);
            }
            at = whole ? close + 1 : entry.end();
        }
    }

    private int lines(int from, int to) {
        return (int) text.substring(from, to).chars().filter(c -> c == '\n').count();
    }

    /** Where what opens here closes; the length of the text if nowhere. */
    private int closing(int open) {
        char opening = text.charAt(open);
        char closes = opening == '{' ? '}' : ')';
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == opening) {
                depth++;
            } else if (c == closes && --depth == 0) {
                return i;
            } else if (c == '@'
                    && i > open
                    && text.charAt(i - 1) == '\n'
                    && ENTRY.matcher(text).region(i, text.length()).lookingAt()) {
                return text.length();
            }
        }
        return text.length();
    }

    private void read(String type, int start, int end, int line, boolean whole) {
        if (!whole) {
            rejected.add(new WorkFile.Rejected(line, "这一条的括号没有闭合，没有读入。"));
            return;
        }
        WorkBuilder work = new WorkBuilder(line);
        work.add(WorkField.KIND, type);
        int comma = text.indexOf(',', start);
        int at = comma < 0 || comma > end ? end : comma;
        var name = NAME.matcher(text);
        while (at < end && name.find(at) && name.end() <= end) {
            StringBuilder value = new StringBuilder();
            at = value(name.end(), end, value);
            String plain = plain(value.toString());
            WorkField.of(name.group("name")).ifPresent(field -> work.add(field, plain));
        }
        work.build().ifPresentOrElse(works::add, () -> rejected.add(new WorkFile.Rejected(line, "没有题名，这一条没有读入。")));
    }

    /** Reads a value with its parts that # joins; answers where it ends. */
    private int value(int from, int end, StringBuilder value) {
        int at = from;
        while (at < end) {
            char c = text.charAt(at);
            if (c == '{') {
                int close = Math.min(end, closing(at));
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

    private static String plain(String value) {
        return COMMAND.matcher(value).replaceAll("").replaceAll("\\s+", " ").strip();
    }
}
