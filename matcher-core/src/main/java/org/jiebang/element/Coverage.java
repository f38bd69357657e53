package org.jiebang.element;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jiebang.text.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * What a supply says of one element of a demand. It is read for people and no part of a score: who does not name something may still be able
 * to do it.
 *
 * @param demanded as the demand has it
 * @param offered what the supply says of it; null where it says nothing
 */
public record Coverage(
        Element demanded, Level level, @Nullable Element offered) {
    private static final int SHORTEST_NAME = 2;

    /** How far what is offered answers what is demanded; of several answers the first of these is told, for it says most. */
    public enum Level {
        /** Named there, by this or another word; of a measured property, within what is demanded. */
        MET,

        /** The same property, measured outside what is demanded. */
        OUTSIDE,

        /** A wider or a narrower name of the same kind; of a measured property, its name without such a value. */
        LIKE,

        /** Nothing is said of it. */
        ABSENT
    }

    /**
     * Sets the elements of a demand against those of a supply.
     *
     * @param synonyms other names of a folded name
     * @return each demanded element once, by kind and then in the order of the demand; measured ones whose property is not named are left
     *     out, since nobody can say what they would be compared with
     */
    public static List<Coverage> of(
            List<Element> demanded, List<Element> offered, Function<String, Set<String>> synonyms) {
        Map<String, Element> each = new LinkedHashMap<>();
        for (Element element : demanded) {
            if (!element.term().isEmpty()) {
                String name = element.quantity() == null ? element.term() : element.text();
                each.putIfAbsent(element.kind() + name, element);
            }
        }
        List<Coverage> all = new ArrayList<>();
        for (Element element : each.values()) {
            Coverage best = new Coverage(element, Level.ABSENT, null);
            for (Element other : offered) {
                Level level = level(element, other, synonyms);
                if (level.compareTo(best.level()) < 0) {
                    best = new Coverage(element, level, other);
                }
            }
            all.add(best);
        }
        all.sort(Comparator.comparing(coverage -> coverage.demanded().kind()));
        return List.copyOf(all);
    }

    /**
     * What is asked for, with the values that the expected results name for it: 循环寿命 that is short, and 循环寿命达到 1900 次 that is hoped for.
     *
     * @param asked elements of what is asked for
     * @param expected elements of the results that are expected; only bounds of a property that is asked for, and not measured there, count
     */
    public static List<Element> demanded(List<Element> asked, List<Element> expected) {
        Set<String> measured = new HashSet<>();
        Set<String> bare = new HashSet<>();
        for (Element element : asked) {
            if (element.kind() == ElementKind.PERFORMANCE) {
                (element.quantity() == null ? bare : measured).add(element.term());
            }
        }
        bare.removeAll(measured);
        List<Element> aims = expected.stream()
                .filter(element -> isBound(element.quantity()) && bare.contains(element.term()))
                .toList();
        aims.forEach(aim -> measured.add(aim.term()));
        return Stream.concat(
                        asked.stream()
                                .filter(element -> element.kind() != ElementKind.PERFORMANCE
                                        || element.quantity() != null
                                        || !measured.contains(element.term())),
                        aims.stream())
                .toList();
    }

    private static boolean isBound(@Nullable Quantity quantity) {
        return quantity != null && (quantity.least() == null || quantity.most() == null);
    }

    private static Level level(Element demanded, Element offered, Function<String, Set<String>> synonyms) {
        boolean same = demanded.term().equals(offered.term())
                || synonyms.apply(demanded.term()).contains(offered.term());
        boolean like = demanded.kind() == offered.kind() && contains(demanded.term(), offered.term());
        if (!same && !like) {
            return Level.ABSENT;
        }
        Quantity wanted = demanded.quantity();
        Quantity given = offered.quantity();
        if (wanted == null) {
            return same ? Level.MET : Level.LIKE;
        }
        // 环境温度 is another temperature: only of the same property a value can fall short.
        if (!same || given == null || !given.unit().equals(wanted.unit())) {
            return Level.LIKE;
        }
        return given.isWithin(wanted) ? Level.MET : Level.OUTSIDE;
    }

    /** 涂层 in 激光熔覆涂层, either way. */
    private static boolean contains(String one, String other) {
        String shorter = one.length() < other.length() ? one : other;
        String longer = shorter.equals(one) ? other : one;
        return shorter.length() >= SHORTEST_NAME && longer.contains(shorter);
    }
}
