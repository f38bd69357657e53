package org.jiebang.review;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A random draw that anybody can repeat with a program for SHA-256. The list is published first, with the name of a number that
 * others will make public later, such as a lottery's; with that number the draw is settled, and nobody could choose it.
 *
 * <ol>
 *   <li>list = SHA-256 of the ids in ascending order, a line each, in hexadecimal
 *   <li>seed = SHA-256 of list, a line feed, and the number as published, in hexadecimal
 *   <li>ticket of an id = SHA-256 of seed, a line feed, and the id; the smallest tickets are drawn
 * </ol>
 */
public final class Draw {
    private Draw() {}

    /** What is published beforehand. */
    public static String list(Collection<String> ids) {
        return hash(ids.stream().distinct().sorted().map(id -> id + "\n").collect(Collectors.joining()));
    }

    /** @param number as others have published it; spaces around and between do not count */
    public static String seed(String list, String number) {
        return hash(list + "\n" + number.replaceAll("\\s+", ""));
    }

    public static String ticket(String seed, String id) {
        return hash(seed + "\n" + id);
    }

    /**
     * Those who are drawn, by their tickets.
     *
     * @param count at least 0; all are drawn if there are not more
     */
    public static List<String> drawn(Collection<String> ids, String seed, int count) {
        return ids.stream()
                .distinct()
                .sorted(Comparator.comparing(id -> ticket(seed, id)))
                .limit(count)
                .toList();
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
