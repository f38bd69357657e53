package org.jiebang.ingest.work;

import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Works as lines of a tag and a value: RIS ({@code TI  - …}), EndNote ({@code %T …}), NoteExpress ({@code {Title}: …}) and the text that
 * Chinese databases give out ({@code Title-题名: …}). A line without a tag goes on with the one before; a blank line, the end tag or the
 * type of the next begins a new work.
 */
final class TaggedWorks {
    private static final Pattern LINE = Pattern.compile(
            "^(?:(?<ris>[A-Z][A-Z0-9])  ?-(?: |$)|%(?<endnote>[0-9A-Z+]) |\\{(?<express>[^{}]{1,40})}: ?|(?<text>[A-Za-z]{2,20}-\\p{IsHan}{1,8}): ?)(?<value>.*)$");

    private final WorkList list = new WorkList();
    private WorkBuilder current = new WorkBuilder(1);
    private @Nullable WorkField field;

    /** Is this line one of such a file? */
    static boolean isTagged(String line) {
        return LINE.matcher(line).find();
    }

    static WorkFile.Result read(String text) {
        TaggedWorks reader = new TaggedWorks();
        Iterator<String> lines = text.lines().iterator();
        int number = 0;
        while (lines.hasNext() && !reader.list.isFull()) {
            reader.take(lines.next(), ++number);
        }
        reader.end(number);
        return reader.list.result();
    }

    private void take(String line, int number) {
        Matcher tagged = LINE.matcher(line);
        if (line.isBlank() || line.startsWith("ER  -")) {
            end(number + 1);
        } else if (tagged.find()) {
            String name = name(tagged);
            field = WorkField.of(name).orElse(null);
            if (field == WorkField.KIND && !current.isEmpty()) {
                end(number);
                field = WorkField.KIND;
            }
            if (field != null) {
                current.add(field, tagged.group("value"));
            }
        } else if (field != null) {
            current.extend(field, line);
        }
    }

    private static String name(Matcher tagged) {
        for (String group : List.of("ris", "endnote", "express", "text")) {
            String name = tagged.group(group);
            if (name != null) {
                return name;
            }
        }
        throw new IllegalStateException("A line with a tag has one of four forms.");
    }

    private void end(int next) {
        if (!current.isEmpty()) {
            list.take(current);
        }
        current = new WorkBuilder(next);
        field = null;
    }
}
