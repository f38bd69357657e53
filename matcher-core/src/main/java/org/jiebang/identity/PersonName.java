package org.jiebang.identity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.text.Pinyin;
import org.jiebang.text.TextNormalizer;

/**
 * A person's name as one record writes it.
 *
 * @param folded width, case, traditional characters, spaces and middle dots folded
 * @param stated former names and spellings in brackets behind it, folded
 * @param spellings Latin letters without spaces in every order the parts may stand in: zhangwei for 张伟; weizhang and zhangwei for Wei Zhang
 * @param han written with Han characters
 */
record PersonName(String folded, Set<String> stated, Set<String> spellings, boolean han) {
    private static final Pattern BRACKETS = Pattern.compile("[（(]([^（）()]{1,60})[）)]");
    private static final Pattern FORMER = Pattern.compile("^(?:原名|原|曾用名|曾名|又名|英文名|笔名)[:：为]?");
    private static final Pattern LETTERS = Pattern.compile("\\p{IsLatin}");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final int MOST_PARTS = 4;

    static PersonName of(String written) {
        Matcher brackets = BRACKETS.matcher(written);
        String main = brackets.replaceAll(" ");
        Set<String> stated = new LinkedHashSet<>();
        Set<String> spellings = new LinkedHashSet<>(spellings(main));
        brackets.reset();
        while (brackets.find()) {
            String inside = brackets.group(1).strip();
            Matcher former = FORMER.matcher(inside);
            boolean latin = LETTERS.matcher(inside).find();
            if (former.find() || latin) {
                String name = former.replaceFirst("");
                stated.add(fold(name));
                spellings.addAll(spellings(name));
            }
        }
        stated.remove("");
        return new PersonName(fold(main), stated, spellings, HAN.matcher(main).find());
    }

    static String fold(String text) {
        return LibraryRecord.normalized(TextNormalizer.fold(text));
    }

    /** Han characters by their sound; Latin parts in both orders, for the family name stands first or last. */
    private static List<String> spellings(String name) {
        if (HAN.matcher(name).find()) {
            String full = plain(Pinyin.full(fold(name)));
            return full.isEmpty() ? List.of() : List.of(full);
        }
        List<String> parts = new ArrayList<>();
        for (String part : TextNormalizer.fold(name).split("[\\s,，·.]+")) {
            String letters = plain(fold(part));
            if (!letters.isEmpty()) {
                parts.add(letters);
            }
        }
        if (parts.isEmpty() || parts.size() > MOST_PARTS) {
            return List.of();
        }
        String asWritten = String.join("", parts);
        String lastFirst = parts.getLast() + String.join("", parts.subList(0, parts.size() - 1));
        String firstLast = String.join("", parts.subList(1, parts.size())) + parts.getFirst();
        return List.copyOf(new LinkedHashSet<>(List.of(asWritten, lastFirst, firstLast)));
    }

    /** The ü of 吕 is written v, yu or u. */
    private static String plain(String letters) {
        return letters.toLowerCase(Locale.ROOT)
                .replaceAll("(?<=[ln])(?:v|ü|yu)", "u")
                .replaceAll("[^\\p{IsLatin}0-9]", "");
    }
}
